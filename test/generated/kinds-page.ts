/** The reference page of kinds and fields, made from the rows. */

import { kinds } from '../../src/kinds/index.ts'
import type { AnyAspect } from '../../src/rows/aspect.ts'
import type { AnyField, AnyFields } from '../../src/rows/field.ts'
import type { AnyKind } from '../../src/rows/kind.ts'

const intro = `# Kinds and fields

What a file may say and what a change of it does. This page is made from the rows in \`src/kinds\`; regenerate it with
\`npm run generate\`.

*Change*: **in place** takes effect at once; **deploy** is followed by one deploy of the service; **refused** is planned
and not applied, for the reason given; **by Render** is set by Render's own Blueprint sync only. *Default* is what a new
resource gets when the file is silent; on an existing one a field that is left out is left alone.
`

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const quoted = (choices: readonly unknown[]) => choices.map((choice) => `\`${choice}\``).join(' ')

const words = ({ schema, retired, toApi }: AnyField['codec']): string => {
  const { type, enum: choices, minimum, maximum, items, format } = schema
  if (choices) {
    const kept = choices.filter((choice) => retired?.(toApi(choice)))
    const offered = quoted(choices.filter((choice) => !kept.includes(choice)))
    return kept.length > 0 ? `${offered}; only where it is live: ${quoted(kept)}` : offered
  }
  if (type === 'array')
    return `list of ${items?.type === 'object' ? 'mappings' : `${items?.type ?? 'value'}s`}`
  const bounds =
    minimum === undefined ? '' : ` from ${minimum}${maximum === undefined ? '' : ` to ${maximum}`}`
  return `${format ?? type ?? 'value'}${bounds}`
}

const effects: Readonly<Record<string, string>> = {
  update: 'in place',
  deploy: 'deploy',
  replace: 'replace: refused unless allowed',
  'blueprint-only': 'by Render',
}

const effectOf = ({ onChange }: AnyField): string => {
  if (typeof onChange === 'function') return 'depends on the values'
  if (typeof onChange === 'string') return effects[onChange] ?? onChange
  if ('smaller' in onChange) return `in place: ${onChange.smaller}`
  if ('destroys' in onChange) return `in place, where destroying data is confirmed: ${onChange.destroys}`
  return 'keep' in onChange ? `kept: ${onChange.keep}` : `refused: ${onChange.refuse}`
}

const defaultOf = ({ default: value, codec }: AnyField): string => {
  if (value === undefined) return ''
  return typeof value === 'function' ? 'derived' : `\`${JSON.stringify(codec.toFile(value))}\``
}

const table = (fields: AnyFields): string => {
  const rows = Object.entries(fields).map(([name, row]) =>
    [`\`${name}\``, row.doc, words(row.codec), defaultOf(row), effectOf(row)].map(cell).join(' | '),
  )
  return rows.length === 0
    ? ''
    : `| field | meaning | value | default | change |\n|---|---|---|---|---|\n${rows.map((row) => `| ${row} |`).join('\n')}\n`
}

const aspectSection = ([name, aspect]: [string, AnyAspect]): string => {
  const item =
    aspect.onItem === 'deploy' ? 'A new one is followed by a deploy.' : 'A new one takes effect at once.'
  return `### ${name}\n\n${aspect.doc} ${item} Address: \`…/${aspect.part}\`.\n\n${table(aspect.fields)}`
}

const kindSection = (kind: AnyKind): string => {
  const { types = [], list, required, single } = kind.file
  const needed = required.length > 0 ? ` Required: ${required.map((key) => `\`${key}\``).join(', ')}.` : ''
  const where = single ? ` of the root's \`x-render-sync\`, without a name` : ''
  const place = `In \`${list}\`${where}${types[0] ? `, \`type: ${types[0]}\`${kind.file.static ? ' with `runtime: static`' : ''}` : ''}.`
  const byRender = Object.keys(kind.blueprintOnly)
  return [
    `## ${kind.title}`,
    `${kind.doc} ${place}${needed} Address: \`${kind.prefix}/${single ?? '…'}\`.`,
    table(kind.fields),
    byRender.length > 0 ? `By Render only: ${byRender.map((key) => `\`${key}\``).join(', ')}.` : '',
    Object.keys(kind.aspects).length > 0 ? `Aspects: ${Object.keys(kind.aspects).join(', ')}.` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

export const kindsPage = (): string => {
  const all = Object.values<AnyKind>(kinds)
  const aspects = new Map(all.flatMap((kind) => Object.entries(kind.aspects)))
  return [
    intro,
    ...all.map(kindSection),
    '## Aspects',
    'Parts of a resource that have an endpoint of their own, and their own lines in a plan.',
    ...[...aspects].map(aspectSection),
  ]
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .concat('\n')
}
