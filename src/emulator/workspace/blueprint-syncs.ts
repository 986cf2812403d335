import { createHash } from 'node:crypto'
import { newestPage, ok, operation, wrapped } from '../operation/index.ts'
import type { Blueprint, BlueprintSync } from '../records/index.ts'
import type { Checked } from '../request/index.ts'
import { flag, matching, nonEmpty, object, oneOf, optional, paging, text } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { blueprintView } from './blueprints.ts'

/**
 * Blueprints are made with a first sync that waits for approval (API facts §8.1; fields and matching as the client that
 * Render made of its newer document has them: render-oss/sdk, create_blueprint.py). No repository is read.
 */

const body = object({
  ownerId: nonEmpty,
  source: object({
    repo: matching(/^(https?:\/\/|git@)\S+$/, 'the URL of a repository'),
    branch: optional(nonEmpty),
    path: optional(nonEmpty),
  }),
  name: optional(text),
  autoSync: optional(flag),
  existingResources: optional(oneOf(['adopt', 'create_new'])),
})

type Wanted = Omit<Blueprint, 'id'>

const wantedOf = ({ ownerId, source, ...given }: Checked<typeof body>): Wanted => ({
  ownerId,
  repo: source.repo,
  branch: source.branch ?? 'main',
  path: source.path ?? 'render.yaml',
  existingResources: given.existingResources ?? 'adopt',
  name: given.name ?? '',
  autoSync: given.autoSync ?? true,
  resourceIds: [],
})

/** Name and autoSync have no part in it; one of a state file that does not say has the usual mode. */
const matches = (wanted: Wanted) => (known: Blueprint) =>
  known.ownerId === wanted.ownerId &&
  known.repo === wanted.repo &&
  known.branch === wanted.branch &&
  known.path === wanted.path &&
  (known.existingResources ?? 'adopt') === wanted.existingResources

const beginSync = (world: World, { id, repo, branch }: Blueprint): BlueprintSync =>
  world.blueprintSyncs.put({
    id: world.newId('exe'),
    blueprintId: id,
    commit: createHash('sha1').update(`${repo}#${branch}`).digest('hex'),
  })

const view = ({ id, commit }: BlueprintSync) => ({ id, commit: { id: commit }, state: 'created' })

export const blueprintSyncOperations = [
  operation('POST', '/blueprints', { body }, ({ world, body: given }) => {
    world.owners.find(given.ownerId)
    const wanted = wantedOf(given)
    const known = world.blueprints.all().find(matches(wanted))
    const blueprint = known ?? world.blueprints.put({ id: world.newId('exs'), ...wanted })
    return ok({ blueprint: blueprintView(blueprint), sync: view(beginSync(world, blueprint)) })
  }),
  operation('GET', '/blueprints/:blueprintId/syncs', { query: paging }, ({ world, param, query }) => {
    const { id } = world.blueprints.find(param('blueprintId'))
    const rows = world.blueprintSyncs.by('blueprint', id)
    return ok(wrapped('sync', newestPage(`syncs of ${id}`, rows, query), view))
  }),
]
