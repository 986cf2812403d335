/** Parameters that many operations have. */
import {
  count,
  growing,
  holding,
  idOf,
  items,
  joined,
  optional,
  type Param,
  sent,
  text,
  time,
  word,
} from './param.ts'

export const paging = optional({
  cursor: text('Where the page begins: what the page before it gave as its next.'),
  limit: count('How many a page has at most.', 1, 100),
})

const between = <const A extends string>(what: A, says: string) =>
  optional({
    [`${what}After`]: time(`Only what was ${says} after this time.`),
    [`${what}Before`]: time(`Only what was ${says} before this time.`),
  } as Readonly<Record<`${A}After` | `${A}Before`, Param<string>>>)

export const created = between('created', 'created')
export const updated = between('updated', 'changed')
export const finished = between('finished', 'finished')
export const started = between('started', 'started')

export const span = optional({
  startTime: time('The earliest time to look at.'),
  endTime: time('The latest time to look at.'),
})

const workspace = {
  ...sent('ownerId', text('The id of the workspace (tea-…, usr-…).')),
  workspace: true,
} as const

/** Where the API wants to know the workspace. */
export const inWorkspace = optional({ workspace })
/** Where the API takes it as one of its filters. */
export const ofWorkspace = optional({ workspace: { ...workspace, filter: true } })

export const names = optional({ name: joined(text('Only those with one of these names.')) })

export const environment = idOf(
  'environment',
  'The environment: its id (evm-…) or project/name.',
  'environmentId',
)

export const ofEnvironments = optional({
  environment: joined(idOf('environment', 'Only those in one of these environments.', 'environmentId')),
})

const regionNames = ['frankfurt', 'ohio', 'oregon', 'singapore', 'virginia']
export const region = growing('The region.', regionNames)
export const ofRegions = optional({
  region: joined(growing('Only those in one of these regions.', regionNames)),
})
export const ofSuspended = optional({
  suspended: joined(word('Only those that are suspended, or are not.', 'suspended', 'not_suspended')),
})

export const allowList = items(
  'Who may connect: ranges of addresses. An empty list lets nobody in.',
  { cidrBlock: { type: 'string' }, description: { type: 'string' } },
  ['cidrBlock'],
)

const variableKeys = {
  key: { type: 'string' },
  value: { type: 'string' },
  generateValue: { type: 'boolean' },
} as const

/** Variables as a body has them: each with a value, or with `generateValue: true`. */
export const variables = (says: string) => holding(items(says, variableKeys, ['key']))
export const files = (says: string) =>
  holding(items(says, { name: { type: 'string' }, content: { type: 'string' } }))
