/** Secrets that are given beside the files. */
export { checkStdin, readSecrets } from './secrets.ts'
