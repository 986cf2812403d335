/** Live resources as the file that declares them. Pure. */
import type { Address } from '../../address.ts'
import { allKinds, type LeftOut, tableDay } from '../../kinds/index.ts'
import type { Live, LiveResource } from '../../live.ts'
import type { FileObject } from '../../rows/index.ts'
import { holderOf, type Selects } from './select.ts'
import { extension, type Speller, unspeakable } from './spell.ts'

/** Something to know about a pull; it never has a hidden value. */
export interface Note {
  readonly address?: Address
  readonly message: string
}

/** A mapping that lists of resources are put into. */
type Holder = Record<string, unknown>

/** The selected resources that a file can declare, the holders before what they hold, sorted by name. */
export const declarable = (
  known: Live,
  selects: Selects,
): { resources: readonly LiveResource[]; notes: readonly Note[] } => {
  const selected = known
    .all()
    .filter((live) => !live.kind.derived?.(live.record) && selects(live, known))
    .sort((a, b) => order(a) - order(b) || byName(a, b))
  const twins = selected.filter(({ address }) => known.namesakes(address).length > 0)
  const hollow = selected.filter((live) => !twins.includes(live) && lacksChildren(live, known))
  return {
    resources: selected.filter((live) => !twins.includes(live) && !hollow.includes(live)),
    notes: [
      ...known.strangers().map(({ address, type }) => ({
        address,
        message: `left out: ${type} is a type that is not known yet (as of ${tableDay})`,
      })),
      ...twins.map(({ address }) => ({
        address,
        message: `left out: the workspace has ${known
          .namesakes(address)
          .map(({ record }) => record.id)
          .join(' and ')} under this name`,
      })),
      ...selected.flatMap((live) =>
        unspeakable(live).map((field) => ({
          address: live.address,
          message: `left out: ${field}, which a file would be told is a misspelling`,
        })),
      ),
      ...hollow.map((live) => ({
        address: live.address,
        message: `left out: ${isOpen(live, known) ? 'what is in it was not observed' : 'there is nothing in it'}`,
      })),
    ],
  }
}

/**
 * A note for each thing that a pulled resource has and no file can say. `beside`: what else the workspace has; of the
 * workspace itself, only a pull of all of it tells.
 */
export const leftOut = (
  known: Live,
  selects: Selects,
  beside: readonly LeftOut[],
  isWhole: boolean,
): readonly Note[] => {
  const message = (what: string) => `left out, for no file can say it: ${what}`
  const own = known
    .all()
    .flatMap((live) =>
      selects(live, known)
        ? (live.kind.unsaid?.(live.record) ?? []).map((what) => ({ of: live.address, what }))
        : [],
    )
  return [...own, ...beside].flatMap(({ of, what }): readonly Note[] => {
    if (of === undefined) return isWhole ? [{ message: message(what) }] : []
    const live = known.get(of)
    return live && selects(live, known) ? [{ address: of, message: message(what) }] : []
  })
}

const order = ({ kind }: LiveResource): number => allKinds.indexOf(kind)

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0

/** A file cannot declare what holds nothing where the language asks for something. */
const lacksChildren = (live: LiveResource, known: Live): boolean =>
  allKinds.some(
    (kind) =>
      kind.parent?.prefix === live.kind.prefix &&
      live.kind.file.required.includes(kind.file.list) &&
      !known.all().some((child) => child.kind === kind && holderOf(child, known) === live.address),
  )

/** Whether the key may not see what it holds. */
const isOpen = ({ kind: { prefix } }: LiveResource, known: Live): boolean =>
  allKinds.some(
    ({ parent, prefix: inside }) => parent?.prefix === prefix && known.unlisted(inside) !== undefined,
  )

/** The whole file as plain values: projects, then what stands in none; each list sorted by name. */
export const treeOf = (resources: readonly LiveResource[], known: Live, speller: Speller): FileObject => {
  const root: Holder = {}
  const holders = new Map<Address, Holder>()
  const place = (live: LiveResource, mapping: Holder): void => {
    holders.set(live.address, mapping)
    const { file } = live.kind
    const into = file.extension ? inner(root, extension) : holder(holderOf(live, known))
    if (file.single) {
      // What is as in every workspace is not worth a word.
      if (Object.keys(mapping).length > 0) into[file.list] = mapping
      return
    }
    const list = into[file.list] ?? []
    into[file.list] = [...(list as FileObject[]), mapping]
  }
  const holder = (at: Address | undefined): Holder => {
    const live = at === undefined ? undefined : known.get(at)
    if (!live) return root
    if (!holders.has(live.address)) place(live, { name: live.name })
    return holders.get(live.address) ?? root
  }
  for (const live of resources) place(live, { ...speller.resource(live) })
  for (const mapping of [root, inner(root, extension), ...holders.values()]) sortLists(mapping)
  const { [extension]: added, ...rest } = root
  return Object.keys(added as FileObject).length > 0 ? { ...rest, [extension]: added } : rest
}

const inner = (mapping: Holder, key: string): Holder => {
  const found = (mapping[key] ?? {}) as Holder
  mapping[key] = found
  return found
}

/** The names of all lists of resources. */
export const resourceLists: ReadonlySet<string> = new Set(allKinds.map((name) => name.file.list))

const sortLists = (mapping: Holder): void => {
  for (const list of resourceLists) {
    const items = mapping[list]
    if (Array.isArray(items)) mapping[list] = [...(items as { name: string }[])].sort(byName)
  }
}
