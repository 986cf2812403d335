/** What is going to be deleted, as a file that makes it again. */
import type { Desired } from '../desired.ts'
import { Hidden } from '../hidden.ts'
import type { Client } from '../http/index.ts'
import { connectionOf, type Live, type LiveResource, type Workspace } from '../live.ts'
import type { Mask } from '../mask/index.ts'
import type { Plan } from '../plan/index.ts'
import { type Problem, ProblemsError, problem } from '../problem.ts'
import { knownNames, readAll, type Waits } from '../read/index.ts'
import { variables } from '../references/index.ts'
import type { Source } from '../source.ts'
import { type Gone, goneIn } from './gone.ts'
import { loaded } from './loaded.ts'
import {
  declarable,
  extension,
  fileText,
  type Keeps,
  leftOut,
  type Note,
  type Speller,
  secretsOf,
  spellerOf,
  treeOf,
  withoutHidden,
} from './spelling/index.ts'

export interface Tombstone {
  /** The file: YAML. A plan of it, once all of this is gone, makes it again. */
  readonly text: string
  /** What the file leaves out, by `service/KEY`: what `--secrets` is given. */
  readonly secrets: ReadonlyMap<string, string>
  /** What no file brings back. */
  readonly notes: readonly Note[]
  /** Why the file could not be applied: the workspace has what the language does not allow. Usually nothing. */
  readonly problems: readonly Problem[]
}

export interface TombstoneOptions extends Waits {
  /** Knows what is hidden: fields that repeat it are left out. */
  readonly mask?: Mask
  /** What the plan's file declares: values that stand in it in clear do so here too. */
  readonly desired?: Desired
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * Reads all that a plan deletes, and writes it down; undefined: it deletes nothing. To be asked before the plan is
 * applied. Throws `ApiError` when something could not be read, `ProblemsError` when the key may not see all of it: who
 * deletes it would lose what nobody has written down.
 */
export const tombstoneOf = async (
  client: Client,
  plan: Pick<Plan, 'changes' | 'workspace'>,
  { signal, mask, desired, now }: TombstoneOptions,
): Promise<Tombstone | undefined> => {
  const { workspace } = plan
  const gone = new Map(goneIn(plan).map((one) => [one.live.record.id, one]))
  if (gone.size === 0) return undefined
  const isGone = ({ kind, record }: LiveResource) =>
    gone.has(record.id) || (kind.parent !== undefined && isWhole(gone.get(kind.parent.id(record))))
  const known = await readAll(client, workspace, { ...(signal && { signal }), selects: isGone })
  const { resources, notes } = declarable(known, isGone)
  if (resources.length === 0) return undefined
  mustBeSeen(resources, known)
  mask?.open(() => knownNames(known))
  const speller = partly(spellerOf(known, keepsLiterals(desired)), gone)
  const tree = guarded(treeOf(resources, known, speller), workspace)
  const text = fileText(tree)
  const whole = mask ? withoutHidden({ text, notes }, mask) : { text, notes }
  const back = loaded('tombstone', whole.text)
  const secrets = secretsOf(back.desired, known)
  const addresses = new Set(resources.map(({ address }) => address))
  const said = [
    ...whole.notes.filter(({ address }) => address === undefined || addresses.has(address)),
    ...leftOut(known, isGone, [], false),
    ...secrets.notes,
  ]
  const { problems } = back
  const head = heading(workspace, [...said, ...problems], now)
  return { text: (mask?.hide(head) ?? head) + whole.text, secrets: secrets.secrets, notes: said, problems }
}

const isWhole = (gone: Gone | undefined): boolean => gone !== undefined && gone.part === undefined

/** Of what stays, only the parts that go. */
const partly = (speller: Speller, gone: ReadonlyMap<string, Gone>): Speller => ({
  ...speller,
  resource: (live) => {
    const part = gone.get(live.record.id)?.part
    return part ? speller.part(live, part) : speller.resource(live)
  },
})

/** A value that the file has in clear, where it is what is live. */
const keepsLiterals =
  (desired: Desired | undefined): Keeps =>
  ({ address }, _aspect, key, value) => {
    const declared = desired?.resources.get(address)?.parts[variables]?.find((item) => item.key === key)
    const source = declared?.values.value as Source | undefined
    const isOpen = source?.from === 'literal' && source.shown === undefined
    return isOpen && value.equals(new Hidden(source.text))
  }

/** It is for the workspace that it comes from, and no other. */
const guarded = ({ [extension]: more, ...rest }: Record<string, unknown>, { id }: Workspace) => ({
  ...rest,
  [extension]: { workspace: id, ...(more as Record<string, unknown> | undefined) },
})

const mustBeSeen = (resources: readonly LiveResource[], known: Live): void => {
  const missed = known
    .unobserved()
    .filter(({ address }) =>
      resources.some(
        (live) => address.startsWith(`${live.address}/`) && address !== connectionOf(live.address),
      ),
    )
  if (missed.length === 0) return
  throw new ProblemsError(
    missed.map(({ address, where, area }) =>
      problem(
        'unobserved-value',
        `${address} is going to be deleted, and cannot be written down before: ${where} answered 403`,
        `Use a key that may read ${area}.`,
        { address },
      ),
    ),
  )
}

const heading = (
  { name, id }: Workspace,
  notes: readonly Pick<Note, 'message' | 'address'>[],
  now: number,
): string =>
  [
    `What render-sync was going to delete from ${name} (${id}) at ${new Date(now).toISOString()}.`,
    'An apply of this file makes it again, but for the data: rows of databases, files on disks.',
    ...notes.map(({ address, message }) => `${address === undefined ? '' : `${address}: `}${message}`),
  ]
    .map((line) => `# ${line.replace(/\p{Cc}/gu, ' ')}\n`)
    .join('')
