export {
  type Inside,
  type Journal,
  type JournalEntry,
  type LastChange,
  readBeside,
  readInside,
  readLastChanges,
} from './around/index.ts'
export { blind } from './blind.ts'
export { keyed, type Reader, readerOf, readParts, secondOf, type Waits } from './facts.ts'
export { factsAnew, learn } from './learn.ts'
export { listKinds, remembering } from './lists.ts'
export { knownNames } from './names.ts'
export { mustSee } from './observe.ts'
export { read, readAll } from './read.ts'
export { listVariableHolders, readAllVariables, readSeenBy, takesVariables } from './variables.ts'
export { findWorkspace, type WorkspaceChoice } from './workspace.ts'
