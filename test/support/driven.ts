/**
 * Which tests of the emulator, and which public clients as these play them, got an operation to do what it does: seen in a
 * run of all of them and kept in a file, which a page is made of. A run that sees less than the file says fails.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'

const folder = new URL('../emulator/', import.meta.url)
/** A line for each fact: the operation, whether it is a test or a client, and which. */
const file = new URL('driven.tsv', folder)

const facts = (): readonly string[] => readFileSync(file, 'utf8').trimEnd().split('\n')

interface Drivers {
  readonly tests: readonly string[]
  readonly clients: readonly string[]
}

/** By operation. */
export const driven = (): ReadonlyMap<string, Drivers> => {
  const found = new Map<string, { tests: string[]; clients: string[] }>()
  for (const [operation = '', kind, name = ''] of facts().map((line) => line.split('\t'))) {
    const drivers = found.get(operation) ?? { tests: [], clients: [] }
    drivers[kind === 'client' ? 'clients' : 'tests'].push(name)
    found.set(operation, drivers)
  }
  return found
}

/** Those that chance moves, and those that are not run in every clone, are no proof. */
const isProof = (name: string) =>
  name.endsWith('.test.ts') && !/fast-check|support\/shared/.test(readFileSync(new URL(name, folder), 'utf8'))

/** What one test has driven: operation and client, which is empty where none is played, joined by a tab. */
export interface Seen {
  readonly path: string
  readonly driven: readonly string[]
}

const factsIn = ({ path, driven: pairs }: Seen): readonly string[] =>
  pairs.flatMap((pair) => {
    const [operation = '', client = ''] = pair.split('\t')
    const test = `${operation}\ttest\t${basename(path, '.test.ts')}`
    return client ? [test, `${operation}\tclient\t${client}`] : [test]
  })

/**
 * What the file says and a run has not seen; with `update`, the file is written anew instead. Nothing is said of a run in
 * which some of the tests were left out.
 */
export const checkDriven = (seen: readonly Seen[], update: boolean): readonly string[] => {
  const names = readdirSync(folder).filter(isProof)
  const counted = seen.filter(({ path }) => path.includes('test/emulator/') && names.includes(basename(path)))
  const ran = new Set(counted.map(({ path }) => basename(path)))
  if (!names.every((name) => ran.has(name))) return []
  const found = new Set(counted.flatMap(factsIn))
  if (!update) return facts().filter((fact) => !found.has(fact))
  writeFileSync(file, `${[...found].sort().join('\n')}\n`)
  return []
}
