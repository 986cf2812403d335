export { type ApplyOptions, apply } from './apply.ts'
export type { Act, ApplyEvent, Stage, Summary } from './events.ts'
export { StepFailed } from './rest.ts'
