/** Names in place of ids: whose they are is asked once for each call. */
import { type Client, form, type Query, type SendOptions } from '../http/index.ts'
import { type Problem, ProblemsError, problem } from '../problem.ts'
import { nearest } from '../rows/index.ts'
import type { Noun } from './shared/param.ts'

interface Place {
  /** How the ids of these begin. */
  readonly ids: RegExp
  readonly path: string
  readonly wrapper?: string
  readonly query?: Query
  /** Only those of one workspace are looked at. */
  readonly ofWorkspace?: false
}

const places = {
  service: {
    ids: /^(srv|crn)-/,
    path: '/services',
    wrapper: 'service',
    // A preview has a name of its own, and is asked for by its id.
    query: { includePreviews: false },
  },
  group: { ids: /^evg-/, path: '/env-groups' },
  postgres: { ids: /^dpg-/, path: '/postgres', wrapper: 'postgres' },
  keyValue: { ids: /^red-/, path: '/key-value', wrapper: 'keyValue' },
  project: { ids: /^prj-/, path: '/projects', wrapper: 'project' },
  registryCredential: { ids: /^rgc-/, path: '/registrycredentials' },
  webhook: { ids: /^whk-/, path: '/webhooks', wrapper: 'webhook' },
  workflow: { ids: /^wfl-/, path: '/workflows', wrapper: 'workflow' },
} as const satisfies Partial<Record<Noun, Place>>

const words: Readonly<Record<Noun, string>> = {
  service: 'service',
  group: 'env group',
  postgres: 'Postgres database',
  keyValue: 'key value store',
  project: 'project',
  environment: 'environment',
  registryCredential: 'registry credential',
  webhook: 'webhook',
  workflow: 'workflow',
  resource: 'service, database or env group',
}

const resources = ['service', 'postgres', 'keyValue', 'group'] as const

interface Named {
  readonly id: string
  readonly name: string
}

const named = form.object({ id: form.id, name: form.text })

export interface Whose extends SendOptions {
  /** The id of the workspace whose names count. Absent: those of all that the key reaches. */
  readonly workspace?: string | undefined
}

const listOf = (client: Client, noun: keyof typeof places, { workspace, ...waits }: Whose) => {
  const { ids: _, query, ...place }: Place = places[noun]
  const owned = workspace === undefined ? {} : { ownerId: workspace }
  return client.list<Named>({ ...place, query: { ...query, ...owned }, item: named }, waits)
}

const environmentsOf = async (client: Client, project: string, { workspace: _, ...waits }: Whose) =>
  client.list<Named>(
    { path: '/environments', wrapper: 'environment', query: { projectId: project }, item: named },
    waits,
  )

const fail = (code: Problem['code'], message: string, todo: string): never => {
  throw new ProblemsError([problem(code, message, todo)])
}

const only = (found: readonly Named[], all: readonly Named[], name: string, noun: Noun): string => {
  const [first, ...others] = found
  if (first && others.length === 0) return first.id
  if (first) {
    const ids = found.map(({ id }) => id).join(', ')
    return fail(
      'ambiguous-name',
      `several things are called ${name}: ${ids}`,
      'Give the id of the one that is meant.',
    )
  }
  const near = nearest(
    name,
    all.map((one) => one.name),
  )
  return fail(
    'unknown-name',
    `there is no ${words[noun]} ${name}`,
    near === undefined ? 'Check the name, and which workspace this is.' : `Did you mean ${near}?`,
  )
}

const idOfEnvironment = async (client: Client, text: string, whose: Whose): Promise<string> => {
  const [project = '', name, ...more] = text.split('/')
  if (name === undefined || more.length > 0)
    return fail(
      'unknown-name',
      `${text} names no environment`,
      'Write project/environment, or its id (evm-…).',
    )
  const all = await environmentsOf(client, await idOf(client, 'project', project, whose), whose)
  return only(
    all.filter((one) => one.name === name),
    all,
    name,
    'environment',
  )
}

const idOfResource = async (client: Client, name: string, whose: Whose): Promise<string> => {
  const all = (await Promise.all(resources.map((noun) => listOf(client, noun, whose)))).flat()
  return only(
    all.filter((one) => one.name === name),
    all,
    name,
    'resource',
  )
}

/**
 * The id of what is called so; an id is its own. Throws `ProblemsError` where nothing is called so, or several things are,
 * `ApiError` where that cannot be read.
 */
export const idOf = async (client: Client, noun: Noun, text: string, whose: Whose): Promise<string> => {
  if (noun === 'environment') return /^evm-/.test(text) ? text : idOfEnvironment(client, text, whose)
  if (noun === 'resource') {
    const isId = resources.some((one) => places[one].ids.test(text)) || /^(evm|wfl)-/.test(text)
    return isId ? text : idOfResource(client, text, whose)
  }
  if (places[noun].ids.test(text)) return text
  const all = await listOf(client, noun, whose)
  return only(
    all.filter((one) => one.name === text),
    all,
    text,
    noun,
  )
}
