/** Laws of deleting and replacing: a file that prunes everything makes the workspace what it would make of an empty one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { PlanWishes } from '../../src/index.ts'
import { prunable } from '../../src/kinds/index.ts'
import { pulled } from '../pull/round-trip.ts'
import { files } from '../support/pairs.ts'
import { type Bench, bench, errorsOf, failures, lines, type Sent } from '../support/workspace.ts'

type File = Readonly<Record<string, unknown>>

const prefixes = ['service', 'database', 'keyvalue']
const names = ['s0', 's1', 's2', 'd0', 'd1', 'k0']

const wishes: PlanWishes = {
  prune: prunable,
  pruneScope: 'workspace',
  confirmDestructive: true,
  maxDeletes: '100%',
  allowReplace: prefixes.flatMap((prefix) => names.map((name) => `${prefix}/${name}`)),
}

/** Two workspaces list the same in different orders. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(sorted).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, sorted(inner)] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )
}

const contentOf = async (it: Bench) => sorted(parse((await pulled(it)).text))

type Row = { readonly id: string } & Readonly<Record<string, unknown>>
type State = Readonly<Record<string, Readonly<Record<string, Row>>>>

/** What of a workspace still refers to what a request deletes, or stands in it. `declared`: services of the file. */
const users: Readonly<
  Record<string, (id: string, state: State, declared: ReadonlySet<string>) => readonly Row[]>
> = {
  environments: (id, state) =>
    ['services', 'postgres', 'keyValues', 'envGroups'].flatMap((table) =>
      rowsOf(state, table).filter(({ environmentId }) => environmentId === id),
    ),
  projects: (id, state, declared) =>
    rowsOf(state, 'environments')
      .filter(({ projectId }) => projectId === id)
      .flatMap((one) => users.environments?.(one.id, state, declared) ?? []),
  'env-groups': (id, state) => {
    const linked = (state.envGroups?.[id]?.serviceIds ?? []) as readonly string[]
    return rowsOf(state, 'services').filter((one) => linked.includes(one.id))
  },
  postgres: (id, state) => holding(state, id),
  'key-value': (id, state) => holding(state, id),
  // Of what the file does not have, nobody reads the variables; and what is replaced has to go first.
  services: (id, state, declared) => {
    const gone = state.services?.[id]
    if (!gone || declared.has(nameOf(gone))) return []
    return holding(state, `"${gone.slug}:`).filter((one) => one !== gone && declared.has(nameOf(one)))
  },
}

const rowsOf = (state: State, table: string): readonly Row[] => Object.values(state[table] ?? {})
const nameOf = ({ config }: Row): string => (config as { readonly name: string }).name
const holding = (state: State, text: string) =>
  rowsOf(state, 'services').filter(({ envVars }) => JSON.stringify(envVars).includes(text))

/** What is wrong with a request at this time: it refers to what is not there, or deletes what is in use. */
const broken = (
  { method, path, body }: Sent,
  it: Bench,
  declared: ReadonlySet<string>,
): readonly string[] => {
  const state = it.emulator.state() as unknown as State
  if (method !== 'DELETE') {
    const ids: readonly string[] = JSON.stringify(body ?? '').match(/\b(dpg|red)-[a-z0-9]+(-a)?/g) ?? []
    const there = new Set([...rowsOf(state, 'postgres'), ...rowsOf(state, 'keyValues')].map(({ id }) => id))
    return ids.filter((id) => !there.has(id)).map((id) => `${method} ${path}: ${id} is not there`)
  }
  const [, collection = '', id = '', ...more] = path.split('/')
  const found = more.length > 0 ? [] : (users[collection]?.(id, state, declared) ?? [])
  return found.map((user) => `${method} ${path}: ${user.id} needs it`)
}

/** A workspace that notes what comes too early. */
const watched = (declared: ReadonlySet<string>) => {
  const found: string[] = []
  const it: Bench = bench({
    intercept: (request) => {
      found.push(...broken(request, it, declared))
      return false
    },
  })
  return { it, found }
}

const serviceNames = (file: File): ReadonlySet<string> =>
  new Set(
    JSON.stringify(file)
      .match(/"name":"s\d"/g)
      ?.map((text) => text.slice(8, -1)),
  )

/** Tries the laws on this many random pairs of files. */
export const deletingLaws = (numRuns: number, timeout: number): void => {
  const converges = fc.asyncProperty(files(), files(), async (first, second) => {
    const [before, after] = [JSON.stringify(first), JSON.stringify(second)]
    const { it, found } = watched(serviceNames(second))
    expect(failures(await it.apply(before))).toEqual([])
    const errors = errorsOf(await it.plan(after, { wishes }))
    // Render lets no service out of an environment with a group that it stays linked to.
    fc.pre(errors.every(({ message }) => !message.includes('cannot leave')))
    expect(errors).toEqual([])
    expect(failures(await it.apply(after, { wishes }))).toEqual([])
    expect(found).toEqual([])
    expect(lines((await it.plan(after, { wishes })).plan)).toEqual([])
    const empty = bench()
    expect(failures(await empty.apply(after))).toEqual([])
    expect(await contentOf(it)).toEqual(await contentOf(empty))
  })

  const keeps = fc.asyncProperty(files(), files(), async (first, second) => {
    const it = bench()
    expect(failures(await it.apply(JSON.stringify(first)))).toEqual([])
    const text = JSON.stringify(second)
    const { plan } = await it.plan(text)
    expect(lines(plan).filter((line) => line.trim().startsWith('delete'))).toEqual([])
    fc.pre(plan.problems.every(({ severity }) => severity !== 'error'))
    const before = it.sent.length
    expect(failures(await it.apply(text))).toEqual([])
    const deletes = it.sent.slice(before).filter(({ method }) => method === 'DELETE')
    // What leaves an environment is not gone.
    expect(deletes.filter(({ path }) => !/^\/environments\/[^/]+\/resources$/.test(path))).toEqual([])
  })

  test(
    'a file that prunes everything makes of any workspace what it makes of an empty one, each request after those that it needs',
    () => fc.assert(converges, { numRuns }),
    timeout,
  )
  test('a file that prunes nothing deletes nothing', () => fc.assert(keeps, { numRuns }), timeout)
}
