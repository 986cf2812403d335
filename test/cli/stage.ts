/** A folder with a file, and a workspace behind a socket: where the command line is tried. Nothing that it prints may be hidden. */
import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { Emulator, EmulatorOptions } from '../../src/emulator/index.ts'
import { virtualClock } from '../../src/index.ts'
import { type Around, type Fault, main, type Ran, run, serveToClient } from '../support/cli.ts'
import { judgedEmulator } from '../support/traffic.ts'
import { type Bench, bench, secretsOf } from '../support/workspace.ts'

export { type Fault, main }

const apiKey = 'rnd_hiddenkey0123456789abcdef'

const usualName = 'Acme'

export interface Setting {
  /** The file. */
  readonly file: string
  /** What the workspace has already, as a file. */
  readonly live?: string
  readonly secrets?: Readonly<Record<string, string>>
  /** What happened there before, on a clock that jumps; `faults`: what went wrong. */
  readonly past?: {
    readonly faults?: EmulatorOptions['faults']
    readonly happens: (it: Bench) => Promise<unknown>
  }
  /** What goes wrong from now on. */
  readonly faults?: EmulatorOptions['faults']
  readonly clockRate?: number
  readonly fault?: Fault
  /** What the workspace is called. */
  readonly ownerName?: string
  /** Keys that may do less; each is in `emulator.keys`. */
  readonly keys?: EmulatorOptions['keys']
}

export interface Stage {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly emulator: Emulator
  /** Runs the built command line in the folder. */
  readonly cli: (
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
    around?: Around,
  ) => Promise<Ran>
  readonly write: (name: string, text: string, mode?: number) => void
  /** Fails when a text has something hidden in it. */
  readonly check: (text: string) => void
}

const dayAgo = () => Date.now() - 86_400_000

/** Fills a workspace in no time, on a clock that jumps. */
const pastOf = (state: string, faults: EmulatorOptions['faults'] = []) =>
  bench({ apiKey, state, ownerName: usualName, faults, clock: virtualClock(dayAgo()) })

const seed = async (state: string, live: string, secrets: Readonly<Record<string, string>>) => {
  const past = pastOf(state)
  const events = await past.apply(live, { secrets: secretsOf(secrets) })
  const [summary] = events.slice(-1)
  expect(summary).toMatchObject({ type: 'change_summary', summary: { failed: 0, skipped: 0 } })
}

/** `onFinished`: that of the test, where several run at once; the one of Vitest means whichever began last then. */
export const stage = async (setting: Setting, onFinished = onTestFinished): Promise<Stage> => {
  const { file, live, past, secrets = {}, clockRate = 100_000, fault, faults = [], keys = [] } = setting
  const { ownerName = usualName } = setting
  const folder = mkdtempSync(join(tmpdir(), 'render-sync-'))
  const write: Stage['write'] = (name, text, mode = 0o644) => {
    writeFileSync(join(folder, name), text)
    chmodSync(join(folder, name), mode)
  }
  write('render.yaml', file)
  const state = join(folder, 'state.json')
  if (live !== undefined) await seed(state, live, secrets)
  await past?.happens(pastOf(state, past.faults))
  const emulator = judgedEmulator({ apiKey, state, clockRate, limits: 'off', ownerName, keys, faults })
  const { env, close } = await serveToClient(emulator, fault)
  onFinished(async () => {
    await close()
    rmSync(folder, { recursive: true, force: true })
  })
  const inFiles = [file, live ?? ''].join('\n')
  const check = (text: string) =>
    expectNothingHidden(text, hiddenOf(emulator, inFiles, Object.values(secrets)))
  const cli: Stage['cli'] = async (args, more = {}, around = {}) => {
    const ran = await run(args, { ...env, ...more }, folder, around)
    check(ran.stdout + ran.stderr)
    return ran
  }
  return { folder, env, emulator, cli, write, check }
}

const hiddenKeys = new Set(['value', 'content', 'password'])

const textsIn = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' && hiddenKeys.has(key) ? [value] : textsIn(value),
  )
}

/** The key, the secrets, and every value in the workspace that does not stand in the file itself. */
const hiddenOf = (emulator: Emulator, inFiles: string, secrets: readonly string[]): readonly string[] => {
  const live = textsIn(emulator.state()).filter((text) => text.length > 5 && !inFiles.includes(text))
  return [apiKey, ...secrets, ...live]
}

/** In clear, encoded, or as a hash that could be guessed at. */
const forms = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text),
  Buffer.from(text).toString('base64'),
  ...['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(text).digest('hex')),
]

export const expectNothingHidden = (printed: string, hidden: readonly string[]): void => {
  const leaked = hidden.filter((text) => forms(text).some((form) => printed.includes(form)))
  expect(leaked).toEqual([])
}

/** A service that needs nothing but itself. */
export const service = (name: string, more = ''): string => `
  - type: web
    name: ${name}
    runtime: node
    plan: starter
    region: oregon
    repo: https://github.com/acme/app
    buildCommand: npm ci
    startCommand: node server.js
${more.replace(/^(?=.)/gm, '    ')}`

export const services = (...blocks: readonly string[]): string => `services:${blocks.join('')}\n`
