/**
 * Which tests of the emulator, and which public clients as these play them, got an operation to do what it does: seen in a
 * run of all of them and kept in a file, which a page is made of. A run that sees less than the file says fails.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'

interface Drivers {
  readonly tests: readonly string[]
  readonly clients: readonly string[]
}

/** By operation. */
export type Driven = Readonly<Record<string, Drivers>>

const folder = new URL('../emulator/', import.meta.url)
const file = new URL('driven.json', folder)

export const driven = (): Driven =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Driven) : {}

/** Those that chance moves, and those that are not run in every clone, are no proof. */
const isProof = (name: string) =>
  name.endsWith('.test.ts') && !/fast-check|support\/shared/.test(readFileSync(new URL(name, folder), 'utf8'))

const proofs = (): readonly string[] => readdirSync(folder).filter(isProof)

/** What one test has driven: operation and client, which is empty where none is played, joined by a tab. */
export interface Seen {
  readonly path: string
  readonly driven: readonly string[]
}

const drivenBy = (seen: readonly Seen[]): Driven => {
  const found = new Map<string, { tests: Set<string>; clients: Set<string> }>()
  for (const { path, driven: pairs } of seen)
    for (const pair of pairs) {
      const [operation = '', client = ''] = pair.split('\t')
      const drivers = found.get(operation) ?? { tests: new Set(), clients: new Set() }
      drivers.tests.add(basename(path, '.test.ts'))
      if (client) drivers.clients.add(client)
      found.set(operation, drivers)
    }
  return Object.fromEntries(
    [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { tests, clients }]) => [
        name,
        { tests: [...tests].sort(), clients: [...clients].sort() },
      ]),
  )
}

const missingIn = (seen: Driven): readonly string[] =>
  Object.entries(driven()).flatMap(([name, { tests, clients }]) => [
    ...tests.filter((test) => !seen[name]?.tests.includes(test)).map((test) => `${name} by ${test}`),
    ...clients
      .filter((client) => !seen[name]?.clients.includes(client))
      .map((client) => `${name} by ${client}`),
  ])

/**
 * What the file says and a run has not seen; with `update`, the file is written anew instead. Nothing is said of a run in
 * which some of the tests were left out.
 */
export const checkDriven = (seen: readonly Seen[], update: boolean): readonly string[] => {
  const names = proofs()
  const counted = seen.filter(({ path }) => names.includes(basename(path)) && path.includes('test/emulator/'))
  const ran = new Set(counted.map(({ path }) => basename(path)))
  if (!names.every((name) => ran.has(name))) return []
  const found = drivenBy(counted)
  if (!update) return missingIn(found)
  writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`)
  return []
}
