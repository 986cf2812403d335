/** Edits of a file's text, as a person would make them: all the rest of it stays as it is. */
import { type Document, isCollection, isSeq, parseDocument } from 'yaml'
import { serviceNames } from '../../../src/file/form/old-names.ts'
import type { Desired, DesiredResource } from '../../../src/index.ts'
import type { FilePath } from '../../../src/rows/aspect.ts'
import type { Mapping } from '../../kinds/forms.ts'

export type Edit = (document: Document) => void

/** Read as the loader reads it, and written without a line folded or a number respelled. */
export const edited = (text: string, edits: readonly Edit[]): string => {
  const document = parseDocument(text, { schema: 'core', uniqueKeys: false, resolveKnownTags: false })
  for (const edit of edits) edit(document)
  return document.toString({ lineWidth: 0 })
}

/** Sets what stands at a path, in place of nothing, of `null` or of its old name. */
export const put =
  (path: FilePath, value: unknown): Edit =>
  (document) => {
    for (const index of path.keys()) {
      const outer = path.slice(0, index)
      if (index > 0 && document.hasIn(outer) && !isCollection(document.getIn(outer, true)))
        document.setIn(outer, document.createNode({}))
    }
    document.setIn(path, document.createNode(value))
  }

/** Puts an item at the end of a list, which may not be there yet. */
export const append =
  (path: FilePath, item: unknown): Edit =>
  (document) => {
    if (isSeq(document.getIn(path, true))) document.addIn(path, document.createNode(item))
    else put(path, [item])(document)
  }

/** Moves an item of a list to the end of another one. */
export const move =
  (from: FilePath, to: FilePath): Edit =>
  (document) => {
    const node = document.getIn(from, true)
    append(to, node)(document)
    document.deleteIn(from)
  }

/** Takes out a key of a service that the row has an older name for. */
export const withoutOldName =
  (path: FilePath, row: string): Edit =>
  (document) => {
    for (const { old, now } of serviceNames) if (now === row) document.deleteIn([...path, old])
  }

/** A resource and where its mapping stands in the file. */
export interface Site {
  readonly resource: DesiredResource
  readonly path: FilePath
  readonly mapping: Mapping
}

const mappingsIn = (holder: Mapping, path: FilePath): { list: string; path: FilePath; mapping: Mapping }[] =>
  Object.entries(holder).flatMap(([list, items]) =>
    Array.isArray(items)
      ? (items as Mapping[]).map((mapping, index) => ({ list, path: [...path, list, index], mapping }))
      : [],
  )

/** Where each resource of a file stands. */
export const sitesOf = (text: string, { resources }: Desired): readonly Site[] => {
  const root = parseDocument(text, { uniqueKeys: false }).toJS() as Mapping
  const outer = mappingsIn(root, [])
  const projects = outer.filter(({ list }) => list === 'projects')
  const environments = projects.flatMap(({ mapping, path }) => mappingsIn(mapping, path))
  const inner = environments.flatMap(({ mapping, path }) => mappingsIn(mapping, path))
  const held = ['ungrouped', 'x-render-sync'].flatMap((key) =>
    mappingsIn((root[key] ?? {}) as Mapping, [key]),
  )
  const single = Object.entries((root['x-render-sync'] ?? {}) as Mapping).flatMap(([list, one]) =>
    typeof one === 'object' && !Array.isArray(one)
      ? [{ list, path: ['x-render-sync', list], mapping: one as Mapping }]
      : [],
  )
  const all = [...outer, ...environments, ...inner, ...held, ...single]
  return [...resources.values()].flatMap((resource) => {
    const { file } = resource.kind
    const found = all.find(
      ({ list, mapping: { name, type } }) =>
        list === file.list &&
        (file.single ?? String(name)) === resource.names.at(-1) &&
        (file.types?.includes(String(type)) ?? true),
    )
    return found ? [{ resource, path: found.path, mapping: found.mapping }] : []
  })
}
