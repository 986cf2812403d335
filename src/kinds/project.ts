import { del, patch, path } from '../http/index.ts'
import { kindOf } from '../rows/index.ts'
import { postNamed } from './shared/lookup.ts'

export interface ProjectLive {
  readonly id: string
  readonly name: string
  readonly createdAt: string
}

/** The API creates a project together with its environments, of which it needs at least one (API facts §1.10). */
export const project = kindOf<ProjectLive>()({
  name: 'project',
  title: 'project',
  doc: 'A set of environments.',
  prefix: 'project',
  idPrefix: 'prj',
  file: { list: 'projects', required: ['name', 'environments'] },
  fields: {},
  aspects: {},
  outputs: {},
  blueprintOnly: {},
  ignored: { name: 'the identity', ownerId: 'the workspace' },
  onDemand: true,
  list: (owner) => ({ path: '/projects', query: { ownerId: [owner] }, wrapper: 'project' }),
  nameOf: (live) => live.name,
  create: (_body, made) =>
    postNamed({ path: '/projects', wrapper: 'project' }, { environments: made.children }, made),
  created: (live: ProjectLive) => ({ live }),
  update: ({ id }, body) => patch(path`/projects/${id}`, body),
  remove: ({ id }) => del(path`/projects/${id}`),
  holdsData: () => true,
})
