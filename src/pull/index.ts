export { type Pulled, type PullOptions, pull } from './pull.ts'
export { secretsText } from './secrets.ts'
export type { Note } from './tree.ts'
