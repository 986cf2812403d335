/** Secrets that are given beside the files. */
export { outputOf } from './command.ts'
export { checkStdin, readSecrets } from './secrets.ts'
