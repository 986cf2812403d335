export { type Pulled, type PullOptions, pull } from './pull.ts'
export { type Note, secretsText } from './spelling/index.ts'
