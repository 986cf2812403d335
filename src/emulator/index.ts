/** This folder imports nothing of the project but `clock.ts`: the emulator is a witness, not a mirror. */

export type { Coverage } from './coverage.ts'
export { coverage } from './coverage.ts'
export type { Emulator, EmulatorOptions } from './emulator.ts'
export { createEmulator } from './emulator.ts'
export { parseFaults } from './fault-list.ts'
export type {
  DatabaseFault,
  DeployEffect,
  DeployFault,
  Fault,
  Occurrence,
  RandomFault,
  RandomKind,
  RequestEffect,
  RequestFault,
} from './faults.ts'
export type { LimitsMode } from './limits.ts'
export type { LoggedRequest } from './request-log.ts'
export type { RunningServer, ServeOptions } from './serve.ts'
export { serve } from './serve.ts'
export { StateFileError } from './state-file.ts'
export type { State } from './store.ts'
export type { Durations, WhileDeploying } from './world.ts'
export { defaultDurations } from './world.ts'
