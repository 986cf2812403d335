/** One way to lose something: what the plan says of it, and what the workspace has when the command has ended. */
import { expect } from 'vitest'
import type { EmulatorOptions } from '../../src/emulator/index.ts'
import { type Stage, stage } from '../cli/stage.ts'
import type { Fault } from '../support/cli.ts'
import { inventoryOf } from './inventory.ts'

/** A file, as plain values: JSON is YAML. */
export type File = Readonly<Record<string, unknown>>

export interface Row {
  /** In a few words. */
  readonly why: string
  /** What the workspace has. */
  readonly live: File
  /** What the file declares. Default: the same. */
  readonly file?: File
  /** Behind `apply --auto-approve`, or in the place of both where it begins with a verb. */
  readonly args?: readonly string[]
  /** More files, by name. */
  readonly files?: Readonly<Record<string, File>>
  /** What the key may do. */
  readonly levels?: NonNullable<EmulatorOptions['keys']>[number]['levels']
  /** Services that are of a type which nobody knows yet, by name. */
  readonly strangers?: readonly string[]
  /** Happens after the plan is made, and before anything is carried out. */
  readonly meanwhile?: (it: Stage) => Promise<unknown>
  readonly exit: number
  /** What the plan takes away (`- service/api`, `-/+ service/api`), and codes of errors. Default: nothing. */
  readonly plan?: readonly string[]
  /** What the workspace has no more. Default: it has all that it had, and nothing else. */
  readonly lost?: readonly string[]
}

/** What a plan takes away, and why it is refused. */
const saidIn = (printed: string): readonly string[] => {
  const removed = [...printed.matchAll(/^ *(-|-\/\+) ([a-z-]+\/\S+)/gm)].map(
    ([, sign, address]) => `${sign} ${address}`,
  )
  const destroyed = [...printed.matchAll(/^ +(\w+): .*\(destroys data\)$/gm)].map(([, field]) => `- ${field}`)
  const errors = [...printed.matchAll(/(?:^| )error ([a-z-]+): /gm)].map(([, code]) => `error ${code}`)
  return [...removed, ...destroyed, ...new Set(errors)].sort()
}

interface ServiceRow {
  readonly service: { readonly name: string }
}

const withStrangers = async (
  request: Request,
  names: readonly string[] | undefined,
  it: Stage | undefined,
): Promise<Response | undefined> => {
  if (!names || !it || request.method !== 'GET' || !new URL(request.url).pathname.endsWith('/services'))
    return undefined
  const answer = await it.emulator.fetch(request)
  const rows = (await answer.json()) as readonly ServiceRow[]
  return Response.json(
    rows.map((row) =>
      names.includes(row.service.name)
        ? { ...row, service: { ...row.service, type: 'sandbox_service' } }
        : row,
    ),
  )
}

const verbs = ['destroy', 'plan', 'drift']

/** Runs one, and asserts what it says. */
export const trial = async ({
  live,
  file = live,
  args = [],
  exit,
  plan = [],
  lost = [],
  ...row
}: Row): Promise<void> => {
  const keys = row.levels ? [{ name: 'scoped', levels: row.levels }] : []
  let it: Stage | undefined
  let isOver = row.meanwhile === undefined
  const meanwhile: Fault = async (request) => {
    if (isOver || request.method === 'GET' || !it) return undefined
    isOver = true
    await row.meanwhile?.(it)
    return undefined
  }
  it = await stage({
    file: JSON.stringify(file),
    live: JSON.stringify(live),
    keys,
    fault: async (request) => (await withStrangers(request, row.strangers, it)) ?? meanwhile(request),
  })
  for (const [name, content] of Object.entries(row.files ?? {})) it.write(name, JSON.stringify(content))
  const before = inventoryOf(it.emulator)
  const command = verbs.includes(args[0] ?? '') ? args : ['apply', '--auto-approve', ...args]
  const key = it.emulator.keys.scoped
  const { code, stdout, stderr } = await it.cli(command, key === undefined ? {} : { RENDER_API_KEY: key })
  const said = saidIn(`${stdout}\n${stderr}`)
  const after = inventoryOf(it.emulator)
  expect({ code, said, lost: before.filter((address) => !after.includes(address)) }).toEqual({
    code: exit,
    said: [...plan].sort(),
    lost: [...lost].sort(),
  })
  expect(after.filter((address) => !before.includes(address))).toEqual([])
}

export const store = (name: string, more: File = {}) => ({
  type: 'keyvalue',
  name,
  plan: 'starter',
  ipAllowList: [],
  ...more,
})

export const database = (name: string, more: File = {}) => ({ name, plan: 'basic-256mb', ...more })

export const service = (name: string, more: File = {}) => ({
  type: 'web',
  name,
  runtime: 'image',
  image: { url: 'ghcr.io/acme/app:1' },
  plan: 'starter',
  ...more,
})

export const site = (name: string, more: File = {}) => ({
  type: 'web',
  name,
  runtime: 'static',
  repo: 'https://github.com/acme/site',
  staticPublishPath: 'public',
  ...more,
})

export const values = (...keys: readonly string[]) => keys.map((key) => ({ key, value: `value of ${key}` }))

export const group = (name: string, ...keys: readonly string[]) => ({ name, envVars: values(...keys) })

/** `project('shop', { live: { services: [...] } })`. */
export const project = (name: string, environments: Readonly<Record<string, File>>) => ({
  name,
  environments: Object.entries(environments).map(([environment, holds]) => ({ name: environment, ...holds })),
})
