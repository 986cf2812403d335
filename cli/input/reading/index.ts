/** Finds and reads what a command is given, and ends it where that cannot be. */
export { fail } from './fail.ts'
export { readText } from './files.ts'
export { findFiles, usualNames } from './find.ts'
export { readFiles, readGiven, readGivenText, readPlan } from './inputs.ts'
export { readStdin } from './stdin.ts'
export { wordsIn } from './words.ts'
