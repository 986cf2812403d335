export { mustBeEmpty } from './emptiness.ts'
export { lookAgain, lookBeforeDelete } from './look.ts'
export { orGone } from './problem.ts'
export { ownFields } from './rebase.ts'
