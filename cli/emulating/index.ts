/** The emulator as the flags of `emulate` ask for it. */

export type { EmulateOptions } from './emulator.ts'
export { emulatorFrom } from './emulator.ts'
export type { Trust } from './trust.ts'
export { trustIn } from './trust.ts'
