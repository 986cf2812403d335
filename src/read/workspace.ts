/** Which workspace is meant: never guessed. */
import { ApiError, type Client, form, get, path } from '../http/index.ts'
import type { Workspace } from '../live.ts'
import { type Problem, ProblemsError, problem } from '../problem.ts'
import { observe } from './observe.ts'

export interface WorkspaceChoice {
  /** An id (`tea-…`, `usr-…`) or a name, from the environment or the command line. */
  readonly wanted?: string | undefined
  /** The guard in the file: an id or a name. */
  readonly guard?: string | undefined
  readonly signal?: AbortSignal
}

const ownerForm = form.object({ id: form.id, name: form.text })

const isId = (text: string) => /^(tea|usr|own)-/.test(text)

/**
 * Finds the workspace. Throws `ProblemsError` when it is unknown, when several are visible and none is named, or when
 * the file is meant for another one; `ApiError` when the API cannot be asked.
 */
export const findWorkspace = async (client: Client, choice: WorkspaceChoice): Promise<Workspace> => {
  const waits = choice.signal ? { signal: choice.signal } : {}
  const wanted = choice.wanted ?? choice.guard
  const todo =
    choice.wanted === undefined
      ? 'Check x-render-sync.workspace of the file.'
      : 'Check RENDER_OWNER_ID or RENDER_WORKSPACE.'
  const workspace =
    wanted !== undefined && isId(wanted)
      ? await byId(client, wanted, todo, waits)
      : pick(
          await client.list<Workspace>({ path: '/owners', wrapper: 'owner', item: ownerForm }, waits),
          wanted,
          todo,
        )
  const { guard } = choice
  const { id, name, unobserved } = workspace
  if (guard !== undefined && guard !== id && guard !== name) {
    if (unobserved) {
      const message = `the file is for the workspace ${guard}, and the key may not see what ${id} is called`
      fail('wrong-workspace', message, 'Put its id under x-render-sync.workspace.')
    }
    fail(
      'wrong-workspace',
      `the file is for the workspace ${guard}, and this is ${name} (${id})`,
      'Use the file with its own workspace: set RENDER_WORKSPACE.',
    )
  }
  return { id, name, ...(unobserved && { unobserved }) }
}

const byId = async (
  client: Client,
  id: string,
  todo: string,
  waits: { signal?: AbortSignal },
): Promise<Workspace> => {
  try {
    const found = await observe(`workspace/${id}`, () =>
      client.send<Workspace>(get(path`/owners/${id}`, undefined, ownerForm), waits),
    )
    // All else is read by the id.
    return 'seen' in found ? found.seen : { id, name: id, unobserved: found.missed }
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'not-found') throw error
    return fail('unknown-workspace', `the API key sees no workspace ${id}`, todo)
  }
}

const inWords = (workspaces: readonly Workspace[]) =>
  workspaces.map(({ name, id }) => `${name} (${id})`).join(', ') || 'none'

const pick = (visible: readonly Workspace[], name: string | undefined, todo: string): Workspace => {
  const found = name === undefined ? visible : visible.filter((workspace) => workspace.name === name)
  const [only] = found
  if (only && found.length === 1) return only
  if (name !== undefined && found.length === 0) {
    const message = `the API key sees no workspace named ${name}; it sees ${inWords(visible)}`
    return fail('unknown-workspace', message, todo)
  }
  const message = `the API key sees several workspaces: ${inWords(found)}`
  return fail('several-workspaces', message, 'Name one: set RENDER_WORKSPACE to its id.')
}

const fail = (code: Problem['code'], message: string, todo: string): never => {
  throw new ProblemsError([problem(code, message, todo)])
}
