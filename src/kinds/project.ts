import { del, form, get, patch, path } from '../http/index.ts'
import { kindOf } from '../rows/index.ts'
import { postNamed } from './shared/lookup.ts'

export interface ProjectLive {
  readonly id: string
  readonly name: string
  readonly createdAt: string
}

const projectForm = form.object({ id: form.id, name: form.word, createdAt: form.time })

/** All of them. */
const projects = { path: '/projects', wrapper: 'project', item: projectForm } as const

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
  list: (owner) => ({ ...projects, query: { ownerId: [owner] } }),
  get: ({ id }) => get(path`/projects/${id}`, undefined, projectForm),
  nameOf: (live) => live.name,
  create: (_body, made) => postNamed(projects, { environments: made.children }, made, projectForm),
  created: (live: ProjectLive) => ({ live }),
  update: ({ id }, body) => patch(path`/projects/${id}`, body, projectForm),
  remove: ({ id }) => del(path`/projects/${id}`),
  holdsData: () => true,
})
