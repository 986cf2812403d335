/** This folder imports nothing of the project but `clock.ts`: the emulator is a witness, not a mirror. */

export type { KeyArea, KeyLevel, LimitsMode, LoggedRequest, ScopedKey } from './answering/index.ts'
export { parseKey } from './answering/index.ts'
export type { Coverage, Mark } from './coverage.ts'
export { coverage } from './coverage.ts'
export type { Emulator } from './emulator.ts'
export { createEmulator } from './emulator.ts'
export type {
  DatabaseFault,
  DeployFault,
  Fault,
  Occurrence,
  RandomFault,
  RandomKind,
  RequestEffect,
  RequestFault,
} from './faults/index.ts'
export { parseFaults } from './faults/index.ts'
export type { Snapshots } from './inspection/index.ts'
export type { EmulatorOptions } from './options.ts'
export type { DeployEffect } from './records/index.ts'
export type { PlanNames } from './request/index.ts'
export type { RunningServer, ServeOptions } from './server/index.ts'
export { serve } from './server/index.ts'
export type { Durations, EnvGroupLists, State, WhileDeploying } from './state/index.ts'
export { defaultDurations, StateFileError } from './state/index.ts'
