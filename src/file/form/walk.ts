/** Finds the resources of a file: which mapping is of which kind, under which name, in which environment. */
import { type Address, address } from '../../address.ts'
import { tableDay } from '../../kinds/index.ts'
import { type AnyKind, type DeclareContext, type FilePath, misspelled } from '../../rows/index.ts'
import { say } from '../messages/index.ts'
import { isMapping, type Mapping, type ParsedFile, type Report } from '../text/index.ts'
import { extension } from './extensions.ts'
import { extensionLists, kindsIn, type ListName, ownLists, singles } from './lists.ts'
import { renameService } from './old-names.ts'

type Environment = DeclareContext['environment']

/** A resource as it stands in the file. */
export interface Entry {
  readonly kind: AnyKind
  readonly names: readonly string[]
  readonly address: Address
  readonly mapping: Mapping
  readonly path: FilePath
  /** What it is put in, as aspects are told. */
  readonly environment: Environment
}

/** What was found in a file. */
export interface Entries {
  readonly entries: readonly Entry[]
  /** Services of types that are newer than the table: nothing is done about them. */
  readonly leftOut: ReadonlySet<Address>
}

interface Walk {
  readonly file: ParsedFile
  readonly report: Report
  readonly entries: Entry[]
  readonly leftOut: Set<Address>
}

/** All resources; what is no mapping, or of no kind, is reported. */
export const entriesOf = (file: ParsedFile, root: Mapping, report: Report): Entries => {
  const walk: Walk = { file, report, entries: [], leftOut: new Set() }
  for (const [mapping, path] of mappingsIn(root, 'projects', [])) walkProject(walk, mapping, path)
  walkLists(walk, ownLists, root, [], undefined)
  if (isMapping(root.ungrouped)) walkLists(walk, ownLists, root.ungrouped, ['ungrouped'], null)
  const added = root[extension]
  if (isMapping(added)) {
    walkLists(walk, [...extensionLists.keys()], added, [extension], undefined)
    for (const name of singles.keys()) {
      const single = added[name]
      if (isMapping(single)) add(walk, name, [], single, [extension, name], undefined)
    }
  }
  return walk
}

// What is no list or no mapping is reported by the check of what holds it.
const mappingsIn = (holder: Mapping, list: ListName, path: FilePath): [Mapping, FilePath][] => {
  const items = holder[list]
  if (!Array.isArray(items)) return []
  return items.flatMap((item, index): [Mapping, FilePath][] =>
    isMapping(item) ? [[item, [...path, list, index]]] : [],
  )
}

const walkProject = (walk: Walk, mapping: Mapping, path: FilePath): void => {
  const project = add(walk, 'projects', [], mapping, path, undefined)
  if (!project) return
  for (const [item, below] of mappingsIn(mapping, 'environments', path)) {
    const entry = add(walk, 'environments', project.names, item, below, undefined)
    if (entry) walkLists(walk, ownLists, item, below, entry.address)
  }
}

const walkLists = (
  walk: Walk,
  lists: readonly ListName[],
  holder: Mapping,
  path: FilePath,
  environment: Environment,
): void => {
  for (const list of lists) {
    for (const [mapping, here] of mappingsIn(holder, list, path)) {
      add(walk, list, [], mapping, here, environment)
    }
  }
}

const add = (
  walk: Walk,
  list: ListName,
  outer: readonly string[],
  mapping: Mapping,
  path: FilePath,
  environment: Environment,
): Entry | undefined => {
  if (list === 'services') renameService(walk.file, path, mapping, walk.report)
  const kind = storeIn(walk, list, mapping, path) ?? pick(list, mapping)
  if (!kind) {
    sayType(walk, list, mapping, path)
    return undefined
  }
  const given = kind.file.single ?? mapping.name
  const name = typeof given === 'string' || typeof given === 'number' ? String(given) : ''
  const names = [...outer, name]
  const entry = { kind, names, address: address(kind.prefix, ...names), mapping, path, environment }
  walk.entries.push(entry)
  return entry
}

const elsewhere = 'Databases stand in a list of their own, "databases".'
const asStatic = 'Write type: web, and runtime: static.'

/** What is known as wrong: what stands elsewhere, and what the API calls the types. */
const typeHints = new Map<string, string>(
  Object.entries({
    static: asStatic,
    staticsite: asStatic,
    webservice: 'Write type: web.',
    privateservice: 'Write type: pserv.',
    backgroundworker: 'Write type: worker.',
    cronjob: 'Write type: cron.',
    pgsql: elsewhere,
    postgres: elsewhere,
    postgresql: elsewhere,
    database: elsewhere,
  }),
)

const plain = (type: string) => type.toLowerCase().replace(/[^a-z]/g, '')

const oneOf = (types: readonly string[]) => `Write one of ${types.join(', ')}.`

/** What is wrong with the type of a service, or why nothing can be done about it. */
const sayType = (
  { file, report, leftOut }: Walk,
  list: ListName,
  { type, name }: Mapping,
  path: FilePath,
): void => {
  const types = [...new Set(kindsIn(list).flatMap(({ file }) => file.types?.slice(0, 1) ?? []))]
  if (type === undefined || type === null) {
    report.on(file, path, say.missingKey('type', 'a service', oneOf(types)))
    return
  }
  const word = typeof type === 'string' ? type : undefined
  const todo = word === undefined ? undefined : typeHints.get(plain(word))
  const near = word === undefined || todo !== undefined ? undefined : misspelled(word, types)
  const isNewer = word !== undefined && todo === undefined && near === undefined
  if (isNewer && typeof name === 'string') leftOut.add(address('service', name))
  const said = isNewer ? say.newerType(word, tableDay) : say.wrongWord('"type"', types, type, near, todo)
  report.on(file, [...path, 'type'], said)
}

/** A key value that stands among the databases is one all the same. */
const storeIn = ({ file, report }: Walk, list: ListName, { type }: Mapping, path: FilePath) => {
  if (list !== 'databases' || type === undefined) return undefined
  const store = kindsIn('services').find(
    (kind) => kind.prefix !== 'service' && kind.file.types?.some((one) => one === type),
  )
  if (store) report.on(file, [...path, 'type'], say.storeAmongDatabases())
  return store
}

const pick = (list: ListName, { type, runtime }: Mapping): AnyKind | undefined =>
  kindsIn(list).find(({ file }) => {
    if (file.types && !file.types.some((one) => one === type)) return false
    return file.static === undefined || file.static === (runtime === 'static')
  })
