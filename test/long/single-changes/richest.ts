/** The files that say most: which they are is computed, for files come and go. */
import type { DesiredResource } from '../../../src/index.ts'
import { load } from '../../../src/index.ts'
import type { TestFile } from '../../support/files.ts'

/** What a resource is made in: services of one kind differ by what they are built from. */
const formOf = ({ kind, values: { runtime } }: DesiredResource): string => {
  if (runtime === undefined) return kind.name
  return `${kind.name} ${runtime === 'docker' || runtime === 'image' ? runtime : 'native'}`
}

/** The rows that a resource gives, those of its parts included. */
const saidBy = (resource: DesiredResource): readonly string[] => [
  ...Object.keys(resource.values),
  ...Object.entries(resource.parts).flatMap(([aspect, items]) =>
    items.flatMap(({ values }) => [aspect, ...Object.keys(values).map((row) => `${aspect}.${row}`)]),
  ),
]

const measured = (file: TestFile) => {
  const { desired } = load([{ name: file.file, text: file.text() }])
  const resources = [...desired.resources.values()]
  const rows = new Set(resources.flatMap((one) => saidBy(one).map((row) => `${one.kind.name} ${row}`)))
  const isPlain = resources.every(({ ignore }) => ignore === undefined)
  return { file, forms: new Set(resources.map(formOf)), size: rows.size, isPlain }
}

/**
 * For each form of each kind, the file with the most different fields among those that have it. What is ignored does not
 * change, so nothing must be.
 */
export const richestOf = (all: readonly TestFile[]): readonly TestFile[] => {
  const files = all
    .map(measured)
    .filter(({ isPlain }) => isPlain)
    .sort((a, b) => b.size - a.size)
  const forms = new Set(files.flatMap((file) => [...file.forms]))
  const richest = new Set(
    [...forms].flatMap((form) => files.find((file) => file.forms.has(form))?.file ?? []),
  )
  return [...richest]
}
