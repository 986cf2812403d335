/** When an apply will be done: its steps, and what becomes of them within the limits. Pure. */
export { courseOf } from './course.ts'
export { endOf } from './end.ts'
export { expectationOf } from './expected.ts'
export { type Step, stepsOf, takes, type Writes } from './steps.ts'
