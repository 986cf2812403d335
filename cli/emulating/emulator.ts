/** Makes the emulator that the flags ask for. */
import { resolve } from 'node:path'
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type EnvGroupLists,
  type LimitsMode,
  type PlanNames,
  StateFileError,
  type WhileDeploying,
} from '../../src/emulator/index.ts'
import type { GlobalOptions } from '../flags/index.ts'
import { fail } from '../input/index.ts'
import type { Shell } from '../shell/index.ts'
import { faultsIn, keysOf } from './notations.ts'
import { seededFrom } from './seed.ts'

export interface EmulateOptions extends GlobalOptions {
  readonly port: number
  readonly tls?: boolean
  readonly limits: LimitsMode
  readonly latency: 'none' | 'recorded'
  readonly clockRate: number
  readonly whileDeploying: WhileDeploying
  readonly deploysTouchService: 'on' | 'off'
  readonly planNames: PlanNames
  readonly envGroups: EnvGroupLists
  readonly newer?: readonly string[]
  readonly legacy?: true
  readonly key?: readonly string[]
  readonly state?: string
  readonly seed?: string
  readonly snapshot?: string
  readonly faults?: string
  readonly coverage?: true
  readonly json?: true
}

/** The emulator of these flags; what is wrong with one is told. */
export const emulatorFrom = async (options: EmulateOptions, shell: Shell): Promise<Emulator> => {
  const { limits, latency, clockRate, whileDeploying, planNames, envGroups, state } = options
  const { deploysTouchService, newer = [], legacy = false } = options
  const faults = options.faults === undefined ? [] : await faultsIn(shell, options.faults)
  const from =
    options.seed === undefined
      ? undefined
      : await seededFrom(options.seed, { planNames, envGroups, newer }, shell)
  const emulator = create({
    limits,
    latency,
    clockRate,
    whileDeploying,
    deploysTouchService,
    planNames,
    envGroups,
    newer,
    legacy,
    keys: keysOf(options.key ?? []),
    faults,
    ...(state !== undefined && { state: resolve(shell.cwd, state) }),
    ...(from && { from }),
  })
  if (options.snapshot !== undefined) emulator.snapshots.take(options.snapshot)
  return emulator
}

const create = (options: EmulatorOptions): Emulator => {
  try {
    return createEmulator(options)
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error
    return fail('bad-usage', error.message, 'Name another file: --state FILE.')
  }
}
