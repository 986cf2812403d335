/**
 * Where a workspace is kept: a table for each kind of record with what it is found by, the time and the chance that the
 * routes work with, and the file. Not what may be done with any of it.
 */

export type { EnvGroupLists, WhileDeploying } from './choices.ts'
export type { Durations } from './durations.ts'
export { defaultDurations } from './durations.ts'
export { StateFile } from './file.ts'
export { StateFileError } from './reading.ts'
export { changeHolder, findResource, holderOf, isResource, placeResource } from './resources.ts'
export type { State } from './snapshot.ts'
export { newState } from './snapshot.ts'
export type { DatabaseEffect, Mishaps, World } from './world.ts'
export { worldOf } from './world.ts'
