/** What the command line is given, and what it leaves: files, secrets, the way to the workspace. */

export { accountsFile, type KeySource, readAccounts } from './account.ts'
export { approve, confirm } from './approve.ts'
export { connect, connectClient } from './connect.ts'
export { checkJournal } from './journal.ts'
export { keepInKeychain } from './keychain.ts'
export { openNames } from './open.ts'
export { checkOutputs, type OutputFile, unwritable, writeFiles } from './outputs.ts'
export {
  fail,
  findFiles,
  readFiles,
  readGiven,
  readGivenText,
  readPlan,
  readText,
  usualNames,
  wordsIn,
} from './reading/index.ts'
export { commitOf, repositoryOf, webAddress } from './repo.ts'
export { checkStdin, readSecrets } from './secrets/index.ts'
export { readValue, type ValueOptions } from './value.ts'
