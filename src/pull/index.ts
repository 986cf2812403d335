export { type Gone, goneIn } from './gone.ts'
export { type Pulled, type PullOptions, pull } from './pull.ts'
export { type Note, secretsText } from './spelling/index.ts'
export { type Tombstone, type TombstoneOptions, tombstoneOf } from './tombstone.ts'
