/** Two live resources with one identity: which of them is meant, only their owner knows. Pure. */
import { type Address, readable } from '../../address.ts'
import type { Live, LiveResource } from '../../live.ts'
import type { Problem } from '../../problem.ts'
import { needsOf } from '../../references/index.ts'
import { refusal, type Subject } from './subject.ts'

export const namesakes = ({ desired, known }: Subject): readonly Problem[] =>
  [...desired.resources.values()].flatMap((resource) => {
    const needs = needsOf(resource, known.ofKind(resource))
    return [resource.address, ...needs.map(({ of }) => of)].flatMap((address) => {
      const twins = known.namesakes(address)
      if (twins.length === 0) return []
      const { message, todo } = ambiguous(address, twins, known)
      return [refusal('ambiguous-identity', resource.at, address, message, todo)]
    })
  })

const ambiguous = (address: Address, twins: readonly LiveResource[], known: Live) => {
  const oldestFirst = [...twins].sort((one, other) => (one.record.id < other.record.id ? -1 : 1))
  const users = oldestFirst.map((twin) => [...usersOf(twin, known)].sort())
  const each = oldestFirst.map(({ record: { id, createdAt } }, index) => {
    const used = users[index] ?? []
    const use =
      used.length === 0 ? 'nothing refers to it' : `it belongs with ${used.map(readable).join(', ')}`
    return `${id} (${createdAt === undefined ? '' : `made ${createdAt}; `}${use})`
  })
  const unused = oldestFirst.filter((_, index) => users[index]?.length === 0)
  const data = oldestFirst.some(({ kind, record }) => kind.holdsData(record))
    ? ' Look first whether there is data in it.'
    : ''
  return {
    message: `${readable(address)} is ambiguous: the workspace has ${each.join(' and ')} under this name`,
    todo:
      unused.length === oldestFirst.length - 1
        ? `Delete or rename ${unused.map(({ record }) => record.id).join(' and ')}, which nothing refers to.${data}`
        : `Rename or delete all but one of them.${data}`,
  }
}

/**
 * What refers to a resource, stands in it, or is referred to by it, as far as records tell: what a variable has of it is
 * hidden. What it holds, as a project its environments, counts by what stands in that.
 */
const usersOf = (of: LiveResource, known: Live): ReadonlySet<Address> => {
  const text = JSON.stringify(of.record)
  const found = new Set<Address>()
  for (const other of known.all()) {
    const { kind, record, address } = other
    if (address === of.address || of.kind.parent?.id(of.record) === record.id) continue
    if (!text.includes(record.id) && !JSON.stringify(record).includes(of.record.id)) continue
    const isChild = kind.parent?.id(record) === of.record.id
    for (const user of isChild ? usersOf(other, known) : [address]) if (user !== of.address) found.add(user)
  }
  return found
}
