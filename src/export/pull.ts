/** The way back: a live workspace as the file that declares it. */
import type { Desired } from '../desired.ts'
import type { Waits } from '../facts.ts'
import { load } from '../file/load.ts'
import type { Client } from '../http/client.ts'
import { readAll } from '../live.ts'
import type { Workspace, World } from '../world.ts'
import { secretsOf } from './secrets.ts'
import { checkSelection, type Selection, selector } from './select.ts'
import { spellerOf } from './spell.ts'
import { fileText } from './text.ts'
import { declarable, type Note, treeOf } from './tree.ts'

export interface PullOptions extends Selection, Waits {}

export interface Pulled {
  /** The file: YAML. Empty: there is nothing that it could declare. */
  readonly text: string
  /** What the file leaves out, by `service/KEY`: for an apply to another workspace. */
  readonly secrets: ReadonlyMap<string, string>
  readonly notes: readonly Note[]
  /** What the file says, and the workspace that it was made from: a plan of the two is empty. */
  readonly desired: Desired
  readonly world: World
}

/** Reads the workspace and writes it down. Throws `ApiError` when something could not be read. */
export const pull = async (
  client: Client,
  workspace: Workspace,
  options: PullOptions = {},
): Promise<Pulled> => {
  const { resources, within, ...waits } = options
  const selection = { ...(resources && { resources }), ...(within && { within }) }
  const selects = selector(selection)
  const world = await readAll(client, workspace, { ...waits, selects })
  checkSelection(selection, world)
  const found = declarable(world, selects)
  const text = fileText(treeOf(found.resources, world, spellerOf(world)))
  const desired = text === '' ? { resources: new Map() } : load([{ name: 'render.yaml', text }]).desired
  const { secrets, notes } = secretsOf(desired, world)
  return { text, secrets, notes: [...found.notes, ...notes], desired, world }
}
