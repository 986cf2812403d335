/** Names that change, and those that probably should. Pure. */
import { readable } from '../../address.ts'
import type { DeclaredChange } from '../../change.ts'
import type { LiveResource } from '../../live.ts'
import { type Problem, problem } from '../../problem.ts'
import { inYaml, same } from '../../rows/index.ts'
import { unmanaged } from '../deleting/index.ts'
import type { Subject } from './subject.ts'

/** A new resource beside a live one that is built from the same source, and that the file does not have. */
export const possibleRenames = ({ changes, desired, known }: Subject): readonly Problem[] => {
  const made = [...changes.values()].filter(({ action, kind }) => action === 'create' && kind.update)
  const strays =
    made.length === 0 ? [] : unmanaged(desired, known).flatMap(({ address }) => known.get(address) ?? [])
  return made.flatMap((change) =>
    Object.entries(sources).flatMap(([row, word]) => {
      const alike = strays.filter((live) => live.kind === change.kind && isAlike(change, live, row))
      const found = alike.sort((one, other) => (one.name < other.name ? -1 : 1))
      return found.length === 0 ? [] : [hint(change, found, word)]
    }),
  )
}

/** By row: what a service is made of, in words. */
const sources: Readonly<Record<string, string>> = { repo: 'repository', 'image.url': 'image' }

/** Of a repository that holds several services, only those of one directory are alike. */
const isAlike = ({ kind, desired }: DeclaredChange, { record }: LiveResource, name: string): boolean => {
  const given = { ...desired.defaults, ...desired.values }
  const [row, place] = [kind.fields[name], kind.fields.rootDir]
  const live = row?.read(record)
  if (!row || typeof live !== 'string' || typeof given[name] !== 'string') return false
  if (name === 'repo' && place && (given.rootDir ?? '') !== place.read(record)) return false
  return same(row.codec, untagged(given[name]), untagged(live))
}

/** An image without its tag and digest, which are those of a version; a repository as it is. */
const untagged = (source: string): string => source.replace(/(?::[^/:@]*)?(?:@[^/@]*)?$/, '')

const hint = (
  { address, desired, kind }: DeclaredChange,
  found: readonly LiveResource[],
  word: string,
): Problem => {
  const others = found.map((live) => readable(live.address)).join(' and ')
  const are = found.length === 1 ? 'is' : 'are'
  const message = `${readable(address)} is new, and ${others}, which ${are} not in the file, ${are} of the same ${word}`
  const todo = `To rename the ${kind.title} instead of creating another one, write ${inYaml('x-render-sync.renamedFrom', found[0]?.name)}.`
  return problem('possible-rename', message, todo, { at: desired.at, address })
}

/** Where a service can be reached is made of its first name (API facts §1.1). */
export const keptAddresses = ({ changes }: Subject): readonly Problem[] =>
  [...changes.values()].flatMap((change) => {
    if (change.action !== 'update' || !change.kind.slugOf) return []
    const field = change.fields.find(({ field }) => field === 'name')
    const { record } = change.live
    const external = change.kind.platformVariables?.(record).RENDER_EXTERNAL_HOSTNAME
    const host = change.kind.outputs.host?.value(record, {})
    if (!field || (external ?? host) === undefined) return []
    const message = `${readable(change.address)} keeps ${external === undefined ? 'the host name' : 'the address'} ${external ?? host}`
    const todo = 'Another one takes a new service, or a domain of your own.'
    return [problem('kept-address', message, todo, { at: change.desired.at, address: change.address })]
  })
