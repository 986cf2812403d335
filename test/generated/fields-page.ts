/** The reference page of fields, made from the rows: what each means in the API, and what a change of it does. */

import { generated } from '../../src/hidden.ts'
import { kinds } from '../../src/kinds/index.ts'
import type { AnyAspect } from '../../src/rows/aspect.ts'
import type { AnyField, AnyFields, OnChange } from '../../src/rows/field.ts'
import type { AnyKind } from '../../src/rows/kind.ts'
import { samples } from '../kinds/samples.ts'

const intro = `# Fields

Every field of the file, made from the rows in \`src/kinds\`; regenerate it with \`npm run generate\`.

*Default*: what a new resource gets when the file is silent. On an existing one, a field that is left out is left alone.
*Change*: what a plan does when the live value differs. *Deploy*: whether one follows. *API*: the request that changes it and,
for a field of a body, where it stands there.
`

interface FieldLine {
  readonly field: string
  readonly kinds: readonly string[]
  readonly default: string
  readonly change: string
  readonly deploy: string
  readonly api: string
}

const standIn = { owner: 'OWNER', id: (address: string) => address }
const liveStandIn = { id: 'ID', serviceDetails: {}, readReplicas: [] }

/** Where a row's value ends up in the body: the keys on the way to its last mapping. */
const placeIn = (body: unknown): string => {
  const [entry, ...more] = Object.entries(body as object).filter(([key]) => key !== 'ownerId')
  if (!entry) return ''
  const [key, value] = entry
  const deeper = more.length === 0 && typeof value === 'object' && value !== null && !Array.isArray(value)
  const rest = deeper ? placeIn(value) : ''
  return rest === '' ? key : `${key}.${rest}`
}

const legal = (row: AnyField): readonly unknown[] =>
  row.secret ? [generated] : samples(row.codec.schema).map(row.codec.toApi)

const outcomes = (row: AnyField): readonly OnChange[] => {
  const { onChange } = row
  if (typeof onChange !== 'function') return [onChange]
  const [one, two] = legal(row)
  return [
    onChange(two, one, {}, {}),
    onChange(one, two, {}, {}),
    onChange(one, two, { autoscaled: true, diskAutoscalingEnabled: true }, {}),
  ]
}

const words: Readonly<Record<string, string>> = {
  update: 'in place',
  deploy: 'in place',
  replace: 'replace: refused unless allowed',
  'blueprint-only': "none: set by Render's Blueprint sync only",
}

const inWords = (outcome: OnChange): string => {
  if (typeof outcome === 'string') return words[outcome] ?? outcome
  if ('smaller' in outcome) return `in place, with a warning: ${outcome.smaller}`
  if ('destroys' in outcome) return `in place, where destroying data is confirmed: ${outcome.destroys}`
  return 'keep' in outcome ? `kept with a note: ${outcome.keep}` : `refused: ${outcome.refuse}`
}

const unique = (texts: readonly string[]) => [...new Set(texts)]

const line = (field: string, kind: AnyKind, row: AnyField, api: string): FieldLine => ({
  field,
  kinds: [kind.title],
  default: defaultOf(row),
  change: unique(outcomes(row).map(inWords)).join('; '),
  deploy: outcomes(row).includes('deploy') && kind.deploys ? 'yes' : 'no',
  api,
})

const defaultOf = ({ default: value, codec }: AnyField): string => {
  if (value === undefined) return ''
  return typeof value === 'function' ? 'derived' : `\`${JSON.stringify(codec.toFile(value))}\``
}

/** An id in a path, as the API's documentation writes it. */
const template = (path: string) => path.replaceAll(/ID(?=\/|$)/g, '{id}').replaceAll('KEY', '{key}')

const isCreateOnly = (row: AnyField) =>
  outcomes(row).every((outcome) => outcome === 'replace' || outcome === 'blueprint-only')

const ownLines = (kind: AnyKind): readonly FieldLine[] =>
  Object.entries(kind.fields as AnyFields).map(([name, row]) => {
    const update = isCreateOnly(row) ? undefined : kind.update
    const body = row.write(legal(row)[0], standIn, update && liveStandIn)
    const { method, path } = update
      ? update(liveStandIn, body)
      : kind.create(body, { ...standIn, names: ['', ''], children: [], withParent: false })
    return line(name, kind, row, `\`${method} ${template(path)}\` \`${placeIn(body)}\``)
  })

const requestOf = (aspect: AnyAspect): string => {
  const item = {
    key: 'KEY',
    action: 'create' as const,
    body: { value: 'v', environment: 'ID', suspended: true },
  }
  const edit = { changed: [item], declared: [item], removed: new Map(), live: new Map() }
  const [request] = aspect.write({ id: 'ID' }, edit, { ...standIn, id: () => 'ID' })
  return request ? `\`${request.method} ${template(request.path)}\`` : ''
}

const aspectLines = (kind: AnyKind): readonly FieldLine[] =>
  Object.entries(kind.aspects).flatMap(([name, aspect]) => {
    const rows = Object.entries(aspect.fields)
    const api = requestOf(aspect)
    const deploy = aspect.onItem === 'deploy' && kind.deploys ? 'yes' : 'no'
    if (rows.length === 0)
      return [{ field: name, kinds: [kind.title], default: '', change: 'added', deploy, api }]
    return rows.map(([field, row]) => line(`${name}: ${field}`, kind, row, api))
  })

const sameButKind = (a: FieldLine, b: FieldLine) =>
  a.field === b.field &&
  a.default === b.default &&
  a.change === b.change &&
  a.deploy === b.deploy &&
  a.api === b.api

/** All fields, those that are alike in several kinds in one line. */
const fieldLines = (): readonly FieldLine[] => {
  const lines: FieldLine[] = []
  for (const kind of Object.values<AnyKind>(kinds)) {
    for (const next of [...ownLines(kind), ...aspectLines(kind)]) {
      const index = lines.findIndex((other) => sameButKind(other, next))
      const before = lines[index]
      if (before) lines[index] = { ...before, kinds: [...before.kinds, ...next.kinds] }
      else lines.push(next)
    }
  }
  return lines.sort((a, b) => (a.field < b.field ? -1 : 1))
}

/** Fields that only Render's own sync can set, with the kinds that have them. */
export const renderOnly = (): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (const { blueprintOnly, title } of Object.values<AnyKind>(kinds)) {
    for (const name of Object.keys(blueprintOnly)) found.set(name, [...(found.get(name) ?? []), title])
  }
  return found
}

export const fieldsPage = (): string => {
  const rows = fieldLines().map(
    ({ field, kinds, default: value, change, deploy, api }) =>
      `| \`${field}\` | ${kinds.join(', ')} | ${value.replaceAll('|', '\\|')} | ${change} | ${deploy} | ${api} |`,
  )
  return `${intro}
| field | kinds | default | change | deploy | API |
|---|---|---|---|---|---|
${rows.join('\n')}

## Set by Render's Blueprint sync only

Accepted, never planned, and named once in a note: the API cannot set them.

${[...renderOnly()].map(([name, titles]) => `- \`${name}\` of a ${titles.join(', ')}`).join('\n')}
- \`previews\` at the root, and \`previewValue\` of a variable
- \`preDeployCommand\` of a cron job, once it exists
`
}
