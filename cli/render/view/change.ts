/** One resource, and what becomes of it. */
import {
  type Change,
  changedItems,
  deploysOf,
  destroysData,
  type FailedDeploy,
  failedOf,
  fieldsOf,
  heldOf,
  type IgnoredChange,
  ignoredOf,
  isDeclared,
  isDeclaredItem,
  type MadeOf,
  madeOf,
  namesOf,
  type Origin,
  type Origins,
  type OwedDeploy,
  originKey,
  owedOf,
  type Position,
} from '../../../src/index.ts'
import { addressText } from '../../words/index.ts'
import { type Documents, documentsOf } from './documents.ts'
import { type Entry, entriesOf } from './entries.ts'

export interface ChangeView extends Pick<Change, 'action' | 'address' | 'needs'> {
  /** Its address for people. */
  readonly label: string
  /** The name of its kind, for programs. */
  readonly type: string
  /** `web service`. */
  readonly title: string
  readonly isProtected: boolean
  /** Whether something is lost that no file can bring back. */
  readonly destroysData: boolean
  readonly name: string
  /** Where the file declares it. */
  readonly at: Position | undefined
  readonly entries: readonly Entry[]
  readonly ignored: readonly IgnoredChange[]
  /** Why a deploy follows; of a group, why those of the services follow that are linked to it. */
  readonly deploys: readonly string[]
  /** Why it is deployed itself, told from inside it to people. */
  readonly reasons: readonly string[]
  /** Of what that deploy is made. */
  readonly madeOf: MadeOf | undefined
  /** Its newest deploy, where that failed. */
  readonly failed: FailedDeploy | undefined
  /** The deploy that it needs for what was written before. */
  readonly owed: OwedDeploy | undefined
  /** Whether that which failed is left as it is. */
  readonly isHeld: boolean
  /** Where what is changed of it comes from, and from both where that is not the same of all. Absent: nobody knows. */
  readonly origin: Origin | undefined
  /** It before and after, whole. */
  readonly documents: () => Documents
}

export const changeView = (change: Change, origins?: Origins): ChangeView => ({
  action: change.action,
  address: change.address,
  label: addressText(change.address),
  needs: change.needs,
  type: change.kind.name,
  title: change.kind.title,
  isProtected: isDeclared(change) && change.desired.protected === true,
  destroysData: destroysData(change),
  name: namesOf(change).join('/'),
  at: isDeclared(change) ? change.desired.at : undefined,
  entries: entriesOf(change, origins),
  ignored: ignoredOf(change),
  deploys: deploysOf(change),
  reasons: reasonsOf(change),
  madeOf: madeOf(change),
  failed: failedOf(change),
  owed: owedOf(change),
  isHeld: heldOf(change) !== undefined,
  origin: origins && originOf(change, origins),
  documents: () => documentsOf(change),
})

const originOf = (change: Change, origins: Origins): Origin | undefined => {
  const keys = [
    originKey(change.address),
    ...fieldsOf(change).map(({ field }) => originKey(change.address, field)),
    ...changedItems(change).flatMap((item) => [
      originKey(item.address),
      ...(isDeclaredItem(item) ? item.fields.map(({ field }) => originKey(item.address, field)) : []),
    ]),
  ]
  const [first, ...others] = new Set(keys.flatMap((key) => origins.get(key) ?? []))
  if (first === undefined) return change.action === 'none' ? undefined : 'drift'
  return others.length > 0 ? 'both' : first
}

/** A group has reasons for the services that are linked to it; they name them themselves. */
const reasonsOf = (change: Change): readonly string[] =>
  change.kind.deploys
    ? deploysOf(change).map((reason) =>
        addressText(
          reason.startsWith(`${change.address}/`) ? reason.slice(change.address.length + 1) : reason,
        ),
      )
    : []
