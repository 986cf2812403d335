/** What is asked of a run: by its inputs, by the event, by who has reviewed a plan. Pure. */
export { eventFrom, type PullRequest } from './event.ts'
export { type Flags, flagsFrom } from './flags.ts'
export { type Environment, type Inputs, inputsFrom } from './inputs.ts'
export { allow, type Merge, type Task, taskOf } from './task.ts'
export { at, numberAt, textAt } from './words.ts'
