/** What a plan has to know besides the resources that a file declares. */
export { type LastChange, readAuditLog, readLastChanges } from './audited.ts'
export { readBeside } from './beside.ts'
export { isOfBlueprints, readBlueprints } from './blueprints.ts'
export { type Inside, readInside } from './inside.ts'
export type { Journal, JournalEntry } from './journal.ts'
export { isAudited, noteOwed } from './owed.ts'
