/** The real files that say most: which they are is computed, for files come and go. */
import type { DesiredResource } from '../../../src/index.ts'
import { load } from '../../../src/index.ts'
import { type RealFile, realFiles, sharedText } from '../../support/shared.ts'

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

const measured = (file: RealFile) => {
  const { desired } = load([{ name: file.file, text: sharedText(`blueprints/${file.file}`) }])
  const resources = [...desired.resources.values()]
  const rows = new Set(resources.flatMap((one) => saidBy(one).map((row) => `${one.kind.name} ${row}`)))
  return { file, forms: new Set(resources.map(formOf)), size: rows.size }
}

/** For each form of each kind, the file with the most different fields among those that have it. */
export const richestFiles = (): readonly RealFile[] => {
  const files = realFiles('converges')
    .map(measured)
    .sort((a, b) => b.size - a.size)
  const forms = new Set(files.flatMap((file) => [...file.forms]))
  const richest = new Set(
    [...forms].flatMap((form) => files.find((file) => file.forms.has(form))?.file ?? []),
  )
  return [...richest]
}
