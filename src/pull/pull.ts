/** The way back: a live workspace as the file that declares it. */
import type { Desired } from '../desired.ts'
import { type InputFile, load } from '../file/index.ts'
import type { Client } from '../http/index.ts'
import type { Live, Workspace } from '../live.ts'
import type { Mask } from '../mask/index.ts'
import type { Problem } from '../problem.ts'
import { knownNames, readAll, readBeside, type Waits } from '../read/index.ts'
import type { UpdateOptions } from './changes.ts'
import { loaded } from './loaded.ts'
import {
  checkExtent,
  declarable,
  type Extent,
  fileText,
  isWhole,
  leftOut,
  type Note,
  type Selects,
  secretsOf,
  selector,
  spellerOf,
  treeOf,
  withoutHidden,
} from './spelling/index.ts'
import { type Updated, updateText } from './update.ts'
import { type Keeper, keeperOf, type ValuesOptions } from './values.ts'

export interface PullOptions extends Extent, UpdateOptions, ValuesOptions, Waits {
  /** A file that is there: what is live is brought into it, and all else of it stays. */
  readonly file?: InputFile
  /** Knows what is hidden: fields that repeat it are left out. */
  readonly mask?: Mask
}

export interface Pulled {
  /** The file: YAML. Empty: there is nothing that it could declare. */
  readonly text: string
  /** What the file leaves out, by `service/KEY`: for an apply to another workspace. */
  readonly secrets: ReadonlyMap<string, string>
  readonly notes: readonly Note[]
  /** Why the file could not be applied: the workspace has what the language does not allow. Usually nothing. */
  readonly problems: readonly Problem[]
  /** What the file says, and the workspace that it was made from: a plan of the two is empty. */
  readonly desired: Desired
  readonly known: Live
}

/** Reads the workspace and writes it down. Throws `ApiError` when something could not be read. */
export const pull = async (
  client: Client,
  workspace: Workspace,
  options: PullOptions = {},
): Promise<Pulled> => {
  const { file, signal, mask } = options
  const selects = selector(options)
  const before = file && { desired: load([file]).desired }
  const known = await readAll(client, workspace, { ...(signal && { signal }), ...before, selects })
  checkExtent(options, known)
  const beside = await readBeside(client, known, signal && { signal })
  const unsaid = leftOut(known, selects, beside, isWhole(options))
  const keeper = keeperOf(options, before?.desired)
  mask?.open(() => knownNames(known))
  const whole = file
    ? updateText(file, { ...options, known, selects, keeper })
    : freshText(known, selects, keeper)
  const { text, notes } = mask ? withoutHidden(whole, mask) : whole
  const { desired, problems } = loaded(file?.name ?? 'render.yaml', text)
  const found = secretsOf(desired, known)
  const said = [...notes, ...unsaid, ...found.notes, ...keeper.notes(desired, known)]
  return { text, secrets: found.secrets, notes: said, problems, desired, known }
}

const freshText = (known: Live, selects: Selects, keeper: Keeper): Updated => {
  const { resources, notes } = declarable(known, selects)
  const text = fileText(treeOf(resources, known, spellerOf(known, keeper.keeps)))
  return { text, notes }
}
