import { createHash } from 'node:crypto'
import { noContent, ok, operation, rowOf } from '../operation/index.ts'
import type { Member, Owner } from '../records/index.ts'
import { badRequest, conflict, memberRoles, object, oneOf } from '../request/index.ts'
import type { World } from '../state/index.ts'

/** Who is in a workspace. Whom nobody has added is the one person behind the key, its administrator. */

/** A user's id is no fact of the workspace: the same for everyone, made from the workspace's own. */
export const userIdOf = ({ id }: Owner): string => id.replace(/^[a-z]+-/, 'usr-')

/** Of whom the workspace has only an address: made from that. */
const userIdFor = (email: string): string =>
  `usr-${Array.from(createHash('sha256').update(email).digest().subarray(0, 20), (byte) => (byte & 31).toString(32)).join('')}`

const memberOf = (owner: Owner, userId: string, member: Pick<Member, 'name' | 'email' | 'role'>): Member => ({
  id: `${owner.id} ${userId}`,
  ownerId: owner.id,
  userId,
  ...member,
})

const administrator = (owner: Owner): Member =>
  memberOf(owner, userIdOf(owner), { name: 'Emulator User', email: owner.email, role: 'ADMIN' })

/** The members of a new workspace, if it has more than the one. */
export const newMembers = (
  owner: Owner,
  others: readonly Pick<Member, 'name' | 'email' | 'role'>[],
): Member[] =>
  others.length === 0
    ? []
    : [administrator(owner), ...others.map((other) => memberOf(owner, userIdFor(other.email), other))]

const membersOf = (world: World, owner: Owner): Member[] => {
  const known = world.members.by('owner', owner.id)
  return known.length > 0 ? known : [administrator(owner)]
}

const view = ({ userId, name, email, role }: Member) => ({
  userId,
  name,
  email,
  status: 'active',
  role,
  mfaEnabled: false,
})

const found = (world: World, ownerId: string, userId: string) => {
  const members = membersOf(world, world.owners.find(ownerId))
  const member = rowOf(members, userId, (each) => each.userId === userId)
  const isLast = member.role === 'ADMIN' && members.filter(({ role }) => role === 'ADMIN').length === 1
  return { member, isLast }
}

const path = '/owners/:ownerId/members'

export const memberOperations = [
  operation('GET', path, {}, ({ world, param }) =>
    ok(membersOf(world, world.owners.find(param('ownerId'))).map(view)),
  ),
  operation('PATCH', `${path}/:userId`, { body: object({ role: oneOf(memberRoles) }) }, (call) => {
    const { world, param, body } = call
    const { member, isLast } = found(world, param('ownerId'), param('userId'))
    if (isLast && body.role !== 'ADMIN') throw conflict('a workspace must have an administrator')
    return ok(view(world.members.put({ ...member, role: body.role })))
  }),
  operation('DELETE', `${path}/:userId`, {}, ({ world, param }) => {
    const { member, isLast } = found(world, param('ownerId'), param('userId'))
    if (isLast) throw badRequest('a workspace must have an administrator')
    world.members.remove(member.id)
    return noContent
  }),
]
