/** Brings a file to what is live and keeps what people made of it: comments, order, anchors, formatting. */
import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml'
import type { Address } from '../address.ts'
import { type DeclaredChange, liveOf } from '../change.ts'
import type { Desired } from '../desired.ts'
import { type InputFile, load } from '../file/index.ts'
import type { Live, LiveResource } from '../live.ts'
import { compare, settle } from '../plan/index.ts'
import { resolver } from '../references/index.ts'
import type { FileObject } from '../rows/index.ts'
import { type Site, type UpdateOptions, updateResource } from './changes.ts'
import { add, liftComments, newNode, ownAt, remove } from './edit.ts'
import { loaded } from './loaded.ts'
import {
  customTags,
  declarable,
  type Extent,
  extension,
  holderOf,
  isMeant,
  keepFormat,
  type Located,
  locate,
  type Note,
  type Selects,
  type Speller,
  spellerOf,
} from './spelling/index.ts'
import type { Keeper } from './values.ts'

interface Job extends UpdateOptions, Extent {
  readonly known: Live
  readonly selects: Selects
  readonly keeper: Keeper
}

export interface Updated {
  readonly text: string
  readonly notes: readonly Note[]
}

// What is changed at an anchor may have to be set right at its aliases, once.
const passes = 4

/** The text, brought to what is live. It must be right: {@link load} throws if it is not. */
export const updateText = ({ name, text }: InputFile, job: Job): Updated => {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const ofWindows = text.includes('\r\n') && !/(^|[^\r])\n/.test(text)
  const lines = text.slice(mark.length)
  const updated = updateLines({ name, text: ofWindows ? lines.replaceAll('\r\n', '\n') : lines }, job)
  return {
    ...updated,
    text: mark + (ofWindows ? updated.text.replaceAll('\n', '\r\n') : updated.text),
  }
}

const updateLines = ({ name, text }: InputFile, job: Job): Updated => {
  const speller = spellerOf(job.known, job.keeper.keeps)
  let current = text
  let notes: readonly Note[] = []
  let { desired } = load([{ name, text }])
  for (let pass = 0; pass < passes; pass++) {
    const next = updateOnce(current, desired, speller, job)
    if (pass === 0) notes = next.notes
    if (next.text === current) break
    current = next.text
    const again = loaded(name, current)
    if (again.problems.length > 0) break
    desired = again.desired
  }
  return { text: current, notes }
}

const updateOnce = (text: string, desired: Desired, speller: Speller, job: Job) => {
  const { known } = job
  const document = parse(text)
  const root: unknown = document.toJS({ maxAliasCount: -1 })
  const located = new Map(locate(root))
  const file: OpenFile = {
    document,
    root,
    desired,
    located,
    later: [],
    notes: [],
    speller,
    keeper: job.keeper,
  }
  // What may stay unset is not missed.
  const { desired: wanted } = settle(desired, known, new Map())
  for (const change of compare(wanted, known, resolver(wanted, known, new Map()))) {
    updateDeclared(change, file, job)
  }
  const { resources, notes } = declarable(known, job.selects)
  for (const live of resources) if (!desired.resources.has(live.address)) append(live, file, job)
  for (const act of file.later) act()
  liftComments(document)
  const style = styleOf(text)
  const after = document.toString(style)
  return {
    text: keepFormat(text, parse(text).toString(style), after),
    notes: [...notes, ...file.notes],
  }
}

interface OpenFile {
  readonly document: Document
  readonly root: unknown
  readonly desired: Desired
  readonly located: Map<Address, Located>
  readonly later: (() => void)[]
  readonly notes: Note[]
  readonly speller: Speller
  readonly keeper: Keeper
}

// `merge`: what `<<` brings in is part of the plain values.
const parse = (text: string): Document => parseDocument(text, { merge: true, uniqueKeys: false, customTags })

/** How the file is written, as far as the YAML library can be told. */
const styleOf = (text: string) => ({
  lineWidth: 0,
  indent: Math.min(/^( +)\S/m.exec(text)?.[1]?.length ?? 2, 8),
  indentSeq: !/^( *)[\w"'-]+:[ \t]*(#.*)?\r?\n(\s*(#.*)?\r?\n)*\1- /m.test(text),
  flowCollectionPadding: !/[[{][^\s\]}]/.test(text),
})

const updateDeclared = (change: DeclaredChange, file: OpenFile, job: Job): void => {
  const { address } = change
  const live = liveOf(change)
  const located = file.located.get(address)
  const isSelected = live ? job.selects(live, job.known) : isMeant(change.desired, job, file.desired)
  if (!located || !isSelected) return
  const site = siteOf(located, file)
  if (!live) dropGone(change, site, file, job)
  else if (live.kind !== change.kind) replaceOther(change, live, site, job)
  else {
    updateResource(change, live, site, job)
    move(change, live, site, file, job)
  }
}

const siteOf = (located: Located, file: OpenFile): Site => ({
  ...file,
  located,
  map: () => mapOf(located, file),
})

const mapOf = ({ added, path }: Located, { document, root }: OpenFile): YAMLMap =>
  added ?? (ownAt(document, document.contents, path, root) as YAMLMap)

/** The list that a resource stands in. */
const listOf = ({ path }: Located, { document, root }: OpenFile): unknown =>
  ownAt(document, document.contents, path.slice(0, -1), root)

const dropGone = ({ address }: DeclaredChange, site: Site, file: OpenFile, job: Job): void => {
  if (!job.remove) {
    const message = 'it is not live any more; --remove takes it out of the file'
    site.notes.push({ address, message })
    return
  }
  const list = listOf(site.located, file)
  const item = site.map()
  site.later.push(() => remove(site.document, list, item))
}

/** Another kind has taken the name: what the file says of the old one means nothing any more. */
const replaceOther = ({ address, kind }: DeclaredChange, live: LiveResource, site: Site, job: Job): void => {
  const message = `it is a ${live.kind.title} now, no ${kind.title}`
  site.notes.push({ address, message: job.remove ? message : `${message}; --remove rewrites it` })
  if (!job.remove) return
  const fresh = newNode(site.document, site.speller.resource(live)) as YAMLMap
  site.map().items = fresh.items
}

/** Moves a resource to where its environment stands in the file. */
const move = (change: DeclaredChange, live: LiveResource, site: Site, file: OpenFile, job: Job): void => {
  const { aspects } = live.kind
  const moved = change.items.some(({ aspect, action }) => action !== 'none' && aspects[aspect]?.holder)
  if (!moved) return
  const node = site.map()
  const list = listOf(site.located, file)
  const { into, plain } = holderIn(holderOf(live, job.known), file, job)
  site.later.push(() => {
    remove(site.document, list, node)
    const name = live.kind.file.list
    add(site.document, into, { [name]: [] }, plain)
    const target = into.get(name, true)
    if (!isSeq(target)) return
    target.flow = false
    target.items.push(node)
  })
}

/** The mapping that a resource is put into; holders that the file does not have are added. */
const holderIn = (
  address: Address | undefined,
  file: OpenFile,
  job: Job,
): { into: YAMLMap; plain: FileObject } => {
  const live = address === undefined ? undefined : job.known.get(address)
  const located = live && append(live, file, job, { name: live.name })
  return located
    ? { into: mapOf(located, file), plain: located.added ? {} : located.mapping }
    : { into: file.document.contents as YAMLMap, plain: file.root as FileObject }
}

/** Adds a resource, unless it is there, at the end of the list that it belongs to. */
const append = (
  live: LiveResource,
  file: OpenFile,
  job: Job,
  mapping: FileObject = file.speller.resource(live),
): Located | undefined => {
  const before = file.located.get(live.address)
  if (before) return before
  const { list, extension: isExtension, single } = live.kind.file
  if (single && Object.keys(mapping).length === 0) return undefined
  const { into, plain } = isExtension ? extensionIn(file) : holderIn(holderOf(live, job.known), file, job)
  add(file.document, into, { [list]: single ? mapping : [mapping] }, plain)
  const items = into.get(list, true)
  const added = isSeq(items) ? items.items.at(-1) : undefined
  if (!isSeq(items) || !isMap(added)) return undefined
  if (hasSpaces(items.items.slice(0, -1))) added.spaceBefore = true
  const located = { path: [], mapping, added }
  file.located.set(live.address, located)
  return located
}

const hasSpaces = (items: readonly unknown[]): boolean =>
  items.slice(1).some((item) => isMap(item) && item.spaceBefore)

const extensionIn = (file: OpenFile): { into: YAMLMap; plain: FileObject } => {
  const root = file.document.contents as YAMLMap
  const plain = file.root as FileObject
  if (!root.has(extension)) root.set(extension, file.document.createNode({}))
  return { into: ownAt(file.document, root, [extension], plain) as YAMLMap, plain: {} }
}
