/** This folder imports nothing of the project but `clock.ts`: the emulator is a witness, not a mirror. */

export type { Coverage } from './coverage.ts'
export { coverage } from './coverage.ts'
export type { Emulator, EmulatorOptions } from './emulator.ts'
export { createEmulator } from './emulator.ts'
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
} from './faults/faults.ts'
export { parseFaults } from './faults/list.ts'
export type { LoggedRequest } from './inspection/request-log.ts'
export type { LimitsMode } from './request/limits.ts'
export type { RunningServer, ServeOptions } from './server/serve.ts'
export { serve } from './server/serve.ts'
export { StateFileError } from './state/state-file.ts'
export type { State } from './state/store.ts'
export type { Durations, WhileDeploying } from './state/world.ts'
export { defaultDurations } from './state/world.ts'
