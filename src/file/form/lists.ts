/** The lists of resources that a file has, and the kinds in each. */
import { allKinds } from '../../kinds/index.ts'
import type { AnyKind, FileForm } from '../../rows/index.ts'

export type ListName = FileForm['list']

/** The lists that the root, `ungrouped` and every environment may have. */
export const resourceLists = {
  services: 'Web services, private services, workers, cron jobs, static sites and key value instances.',
  databases: 'Postgres databases.',
  envVarGroups: 'Environment groups: variables that several services take.',
} as const satisfies Partial<Record<ListName, string>>

/** Their names. */
export const ownLists = Object.keys(resourceLists) as readonly ListName[]

export const kindsIn = (list: ListName): readonly AnyKind[] =>
  allKinds.filter(({ file }) => file.list === list)

const added = allKinds.filter(({ file }) => file.extension)

/** Lists of resources that are no part of Render's language, with what they hold. */
export const extensionLists: ReadonlyMap<ListName, string> = new Map(
  added.flatMap(({ file, doc }) => (file.single ? [] : [[file.list, `A list. Each item: ${doc}`] as const])),
)

/** What a workspace has one of, beside these lists, each with what it is. */
export const singles: ReadonlyMap<ListName, string> = new Map(
  added.flatMap(({ file, doc }) => (file.single ? [[file.list, doc] as const] : [])),
)
