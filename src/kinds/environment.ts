import { del, form, get, joined, patch, path, post } from '../http/index.ts'
import { fieldsOf, kindOf, switched, usually } from '../rows/index.ts'
import { type Allow, allowList } from './shared/codecs.ts'

export interface EnvironmentLive {
  readonly id: string
  readonly name: string
  readonly projectId: string
  readonly protectedStatus: string
  readonly networkIsolationEnabled: boolean
  readonly ipAllowList?: Allow[] | null
}

const environmentForm = form.object({
  id: form.id,
  name: form.word,
  projectId: form.id,
  protectedStatus: form.word,
  networkIsolationEnabled: form.flag,
  ipAllowList: form.maybe(form.listOf(form.object({ cidrBlock: form.text }))),
})

/** Those of some projects. */
const environments = { path: '/environments', wrapper: 'environment', item: environmentForm } as const

const row = fieldsOf<EnvironmentLive>()

export const environment = kindOf<EnvironmentLive>()({
  name: 'environment',
  title: 'environment',
  doc: 'An environment of a project.',
  prefix: 'environment',
  idPrefix: 'evm',
  file: { list: 'environments', required: ['name'] },
  parent: { prefix: 'project', id: (live) => live.projectId },
  fields: {
    'networking.isolation': row({
      doc: 'Whether private traffic from other environments is blocked.',
      codec: usually('disabled', switched(true, false)),
      onChange: 'update',
      read: (live) => live.networkIsolationEnabled,
      write: (networkIsolationEnabled) => ({ networkIsolationEnabled }),
    }),
    'permissions.protection': row({
      doc: 'Whether only admins may make destructive changes.',
      codec: usually('disabled', switched('protected', 'unprotected')),
      onChange: 'update',
      read: (live) => live.protectedStatus,
      write: (protectedStatus) => ({ protectedStatus }),
    }),
    'x-render-sync.ipAllowList': row({
      doc: 'Who may reach what is in it from outside: an exact list, `[]` is nobody. Omitted: left alone.',
      codec: usually([{ source: '0.0.0.0/0', description: 'everywhere' }], allowList),
      onChange: 'update',
      // Not every workspace has it (API facts §1.10).
      read: (live) => (live.ipAllowList === null ? [] : live.ipAllowList),
      write: (ipAllowList) => ({ ipAllowList }),
    }),
  },
  aspects: {},
  outputs: {},
  blueprintOnly: {},
  ignored: { name: 'the identity', projectId: 'the parent' },
  onDemand: true,
  list: (_owner, parents) => ({ ...environments, query: { projectId: joined(parents) } }),
  get: ({ id }) => get(path`/environments/${id}`, undefined, environmentForm),
  nameOf: (live) => live.name,
  // A project that is created by this apply brings its environments along, of which its answer tells the ids only.
  create: (body, { names: [, name = ''], parentId = '', withParent }) =>
    withParent
      ? get(
          '/environments',
          { projectId: [parentId], name: [name] },
          form.someOf(form.object({ environment: environmentForm })),
        )
      : post(
          '/environments',
          { ...body, name, projectId: parentId },
          {
            list: { ...environments, query: { projectId: [parentId] } },
            match: (found: EnvironmentLive) => found.name === name,
          },
          { body: environmentForm },
        ),
  created: (answer: EnvironmentLive | readonly { environment: EnvironmentLive }[]) => {
    const live = Array.isArray(answer) ? answer[0].environment : answer
    return { live }
  },
  update: ({ id }, body) => patch(path`/environments/${id}`, body, environmentForm),
  remove: ({ id }) => del(path`/environments/${id}`),
  // Each type of resources has a list of ids of its own (API facts §1.10).
  contains: (live) =>
    Object.entries(live).flatMap(([key, ids]) => (key.endsWith('Ids') && Array.isArray(ids) ? ids : [])),
  holdsData: () => true,
})
