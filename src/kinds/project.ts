import { patch, path, post } from '../http/request.ts'
import { kindOf } from '../kind.ts'
import { madeSince } from './lookup.ts'

export interface ProjectLive {
  readonly id: string
  readonly name: string
  readonly createdAt: string
}

/** The API creates a project together with its environments, of which it needs at least one (API facts §1.10). */
export const project = kindOf<ProjectLive>()({
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
  create: (_body, { names: [name = ''], owner, children }) =>
    post(
      '/projects',
      { name, ownerId: owner, environments: children },
      {
        list: { path: '/projects', query: { ownerId: [owner], name: [name] }, wrapper: 'project' },
        match: madeSince(name),
      },
    ),
  created: (live: ProjectLive) => ({ live }),
  update: ({ id }, body) => patch(path`/projects/${id}`, body),
})
