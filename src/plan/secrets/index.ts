/** What is known of secrets before anything is compared: which may stay unset, which are written again, what was given. */
export { declaredSecrets, secretNames } from './found.ts'
export { settle } from './settle.ts'
export { allowMissing, rotate } from './wish.ts'
