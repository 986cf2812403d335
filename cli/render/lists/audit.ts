/** Who holds a variable, and who gets it. Never with its value. */
import type { Unobserved, Whereabouts, Workspace } from '../../../src/index.ts'
import type { Screen } from '../../shell/index.ts'
import { addressText, code, harmless, type Table, tableMarkdown, tableText } from '../../words/index.ts'
import { unobservedMarkdown, unobservedText } from './unobserved.ts'

interface Found {
  readonly workspace: Workspace
  readonly unobserved: readonly Unobserved[]
  readonly keys: readonly { readonly pattern: string; readonly findings: readonly Whereabouts[] }[]
}

export const auditText = (found: Found, { paint, width }: Pick<Screen, 'paint' | 'width'>): string => {
  const table = tableOf(found)
  return [
    ...(table.rows.length > 0 ? [tableText(table, paint)] : []),
    ...missing(found).map((pattern) => `${nobody(found)} has ${harmless(pattern)}.`),
    ...unobservedText(found, { width }),
  ].join('\n\n')
}

export const auditMarkdown = (found: Found): string => {
  const table = tableOf(found)
  return [
    `## Who has ${found.keys.map(({ pattern }) => code(pattern)).join(', ')}`,
    ...(table.rows.length > 0 ? [tableMarkdown(table)] : []),
    ...missing(found).map((pattern) => `${nobody(found)} has ${code(pattern)}.`),
    ...unobservedMarkdown(found),
  ].join('\n\n')
}

export const auditDocument = (found: Found) => ({
  workspace: found.workspace,
  findings: unique(found),
  missing: missing(found),
  unobserved: found.unobserved,
})

const nobody = ({ unobserved }: Found): string =>
  unobserved.length > 0 ? 'Nobody who was observed' : 'Nobody'

const missing = ({ keys }: Found): readonly string[] =>
  keys.flatMap(({ pattern, findings }) => (findings.length === 0 ? [pattern] : []))

/** What two patterns mean is told once. */
const unique = ({ keys }: Found): readonly Whereabouts[] => {
  const told = new Map(
    keys.flatMap(({ findings }) =>
      findings.map((finding) => [`${finding.key} ${finding.address}`, finding] as const),
    ),
  )
  return [...told.values()]
}

const tableOf = (found: Found): Table => ({
  head: ['KEY', 'PLACE', 'HOW'],
  rows: unique(found).map((finding) => [finding.key, addressText(finding.address), howOf(finding)]),
})

const texts = (addresses: readonly string[]): string => addresses.map(addressText).join(', ')

const howOf = (finding: Whereabouts): string => {
  if (finding.role === 'inheritor') {
    const { from, masks } = finding
    return [
      `gets it from ${addressText(from)}`,
      ...(masks.length > 0 ? [`not from ${texts(masks)}`] : []),
    ].join(', ')
  }
  const { masks, heirs, maskedIn, equal } = finding
  return [
    heirs.length > 0 ? `holds it for ${texts(heirs)}` : 'holds it',
    ...(masks.length > 0 ? [`masks ${texts(masks)}`] : []),
    ...(maskedIn.length > 0 ? [`masked in ${texts(maskedIn)}`] : []),
    ...(equal.length > 0 ? [`the same value as in ${texts(equal)}`] : []),
  ].join('; ')
}
