/** Changes of variables and secret files. */
import { kinds } from '../../../src/kinds/index.ts'
import type { Mapping } from '../../kinds/forms.ts'
import type { SettledFile } from './change.ts'
import { append, put, type Site } from './edits.ts'
import { creates, type Make, updates } from './items.ts'

/** The variable that is added; its value has to be among the secrets. */
export const addedKey = 'SAMPLE_ADDED'

/** A source of each sort for a new variable: its own ones, and each property of one resource of each kind. */
const sourcesIn = ({ desired }: SettledFile, { resource }: Site): readonly Mapping[] => {
  const own = [{ value: 'one' }, { generateValue: true }]
  if (resource.kind === kinds.envGroup) return own
  const providers = new Map([...desired.resources.values()].map((one) => [one.kind, one]))
  const references = [...providers.values()].flatMap(({ kind, names, values }) => {
    const { outputs, file } = kind
    const name = names.at(-1)
    const [type] = file.types ?? []
    return Object.entries(outputs).flatMap(([property, { given = {} }]): Mapping[] => {
      if (Object.entries(given).some(([row, value]) => values[row] !== value)) return []
      return type === undefined
        ? [{ fromDatabase: { name, property } }]
        : [{ fromService: { name, type, property } }]
    })
  })
  return [...own, { sync: false }, ...references]
}

export const envVars: Make = (holder) => {
  const { file, site } = holder
  const path = [...site.path, 'envVars']
  const entries = (site.mapping.envVars ?? []) as readonly Mapping[]
  return [
    ...entries.map(({ key, generateValue, sync }, index) => {
      if (key === undefined) return undefined
      const edits = [put([...path, index], { key, value: 'changed' })]
      // What Render makes up, and what is given elsewhere, is left as it is.
      const back = !generateValue && sync !== false
      return updates(holder, [String(key)], { row: 'value', edits, back })
    }),
    ...sourcesIn(file, site).map((source) =>
      creates(holder, addedKey, { edits: [append(path, { key: addedKey, ...source })] }),
    ),
  ]
}

export const secretFiles: Make = (holder) => {
  const { path: site, mapping } = holder.site
  const name = 'sample.txt'
  const path = [...site, 'x-render-sync', 'secretFiles']
  const { secretFiles: given = [] } = (mapping['x-render-sync'] ?? {}) as { secretFiles?: readonly unknown[] }
  const added = append(path, { name, content: 'one' })
  const changed = put([...path, given.length, 'content'], 'two')
  return [
    creates(holder, name, { edits: [added] }),
    updates(holder, [name], { row: 'content', first: added, edits: [changed] }),
  ]
}
