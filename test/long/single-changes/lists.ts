/** Changes of one item of what a resource has several of, of its links and of its place. */
import type { Mapping } from '../../kinds/forms.ts'
import type { SettledFile, SingleChange } from './change.ts'
import { append, type Edit, move, put, type Site } from './edits.ts'
import { creates, itemAt, type Make, updates } from './items.ts'
import { envVars, secretFiles } from './values.ts'

export const listChanges = (file: SettledFile, site: Site): SingleChange[] =>
  Object.entries(site.resource.kind.aspects).flatMap(([name, aspect]) =>
    (lists[name]?.({ file, site, name, aspect }) ?? []).flatMap((change) => change ?? []),
  )

/** A list of mappings whose rows stand side by side: an item more, and each row of each item. */
const mappings =
  (sample: Mapping, values: Mapping): Make =>
  (holder) => {
    const { site, name, aspect } = holder
    const path = [...site.path, name]
    const keyOf = (item: Mapping) => aspect.keyOf(item)
    const given = (site.mapping[name] ?? []) as readonly Mapping[]
    const added = append(path, sample)
    const first = given.length > 0 ? {} : { first: added }
    const items = given.length > 0 ? given : [sample]
    const ofRow = (item: Mapping, index: number, row: string, value: unknown) => {
      const key = keyOf({ ...item, [row]: value })
      const edits = { ...first, row, edits: [put([...path, index, row], value)] }
      if (key === keyOf(item)) return updates(holder, [key], edits)
      if (aspect.order === undefined) return creates(holder, key, edits)
      // The old one is not named any more, and goes after those that are.
      const old = itemAt(holder, keyOf(item))
      return creates(holder, key, { ...edits, back: [`update ${old}`], also: `${old} ${aspect.order}` })
    }
    return [
      creates(holder, keyOf(sample), { edits: [added] }),
      ...items.flatMap((item, index) =>
        Object.entries(values)
          .filter(([row, value]) => item[row] !== value)
          .map(([row, value]) => ofRow(item, index, row, value)),
      ),
    ]
  }

const header = { path: '/sample', name: 'X-Sample', value: 'one' }
const otherHeader = { path: '/changed', name: 'X-Changed', value: 'changed' }

const route = { type: 'redirect', source: '/sample', destination: '/sample.html' }
const otherRoute = { type: 'rewrite', source: '/changed', destination: '/changed.html' }

/** Two routes that change places. */
const swapped: Make = (holder) => {
  const path = [...holder.site.path, 'routes']
  const [first = otherRoute, ...rest] = (holder.site.mapping.routes ?? []) as readonly Mapping[]
  const keys = [first, route].map(({ source }) => String(source))
  const edits = [put(path, [route, first, ...rest])]
  return [updates(holder, keys, { row: 'position', first: put(path, [first, route, ...rest]), edits })]
}

const domains: Make = (holder) => {
  const name = 'sample.example.com'
  return [creates(holder, name, { edits: [append([...holder.site.path, 'domains'], name)] })]
}

const groupLinks: Make = (holder) => {
  const group = { name: 'sample-group', envVars: [{ key: 'SAMPLE_SHARED', value: 'one' }] }
  const edits = [append([...holder.site.path, 'envVars'], { fromGroup: group.name })]
  return [creates(holder, group.name, { first: append(['envVarGroups'], group), edits })]
}

const placement: Make = (holder) => {
  const { path, resource } = holder.site
  const first = append(['projects'], { name: 'sample-project', environments: [{ name: 'sample' }] })
  const intoLast: Edit = (document) => {
    const { projects } = document.toJS() as { projects: unknown[] }
    move(path, ['projects', projects.length - 1, 'environments', 0, path.at(-2) ?? ''])(document)
  }
  // At the root of a file a resource stays where it is.
  const back = resource.parts.placement !== undefined
  return [updates(holder, [''], { row: 'environment', first, edits: [intoLast], back })]
}

const lists: Readonly<Record<string, Make>> = {
  envVars,
  secretFiles,
  groupLinks,
  placement,
  domains,
  headers: mappings(header, otherHeader),
  routes: (holder) => [...mappings(route, otherRoute)(holder), ...swapped(holder)],
}
