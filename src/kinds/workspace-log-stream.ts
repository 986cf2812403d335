import { del, get, put } from '../http/index.ts'
import { kindOf } from '../rows/index.ts'
import { type OwnerStream, ownerStreamPath, streamForm, target } from './aspects/target.ts'

/** Where the logs of a workspace go; a resource may have a log stream of its own (API facts §1.11). */
export const workspaceLogStream = kindOf<OwnerStream>()({
  name: 'workspaceLogStream',
  title: 'log stream of the workspace',
  doc: 'Where the logs of all resources go that have no log stream of their own.',
  prefix: 'log-stream',
  idPrefix: 'tea',
  file: { list: 'logStream', extension: true, single: 'workspace', required: ['endpoint', 'preview'] },
  fields: {},
  aspects: { target },
  outputs: {},
  blueprintOnly: {},
  ignored: {},
  onDemand: true,
  list: (owner) => ({ path: ownerStreamPath(owner), answers: 'one item', item: streamForm }),
  get: ({ id }) => get(ownerStreamPath(id), undefined, streamForm),
  // One that leads nowhere is none.
  owns: ({ endpoint }) => Boolean(endpoint),
  nameOf: () => 'workspace',
  keep: (answer) => ({ ...answer, id: answer.ownerId }),
  create: (body, { owner }) => put(ownerStreamPath(owner), body, streamForm),
  created: (answer: OwnerStream) => ({ live: { ...answer, id: answer.ownerId } }),
  remove: ({ id }) => del(ownerStreamPath(id)),
  holdsData: () => false,
})
