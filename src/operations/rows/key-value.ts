import { database, keyValueConnection } from '../shared/answers.ts'
import {
  allowList,
  created,
  environment,
  inWorkspace,
  names,
  ofEnvironments,
  ofRegions,
  ofWorkspace,
  paging,
  region,
  updated,
} from '../shared/common.ts'
import { destroy, lists, patch, post, read } from '../shared/operation.ts'
import { growing, optional, text, word } from '../shared/param.ts'

const plan = growing('Its plan.', ['free', 'starter', 'standard', 'pro', 'pro_plus'])
const settings = optional({
  ipAllowList: allowList,
  maxmemoryPolicy: growing('What it forgets first when it is full.', [
    'noeviction',
    'allkeys_lfu',
    'allkeys_lru',
    'allkeys_random',
    'volatile_lfu',
    'volatile_lru',
    'volatile_random',
    'volatile_ttl',
  ]),
  persistenceMode: word('What it keeps on disk.', 'journal_snapshot', 'snapshot', 'off'),
})
const listing = {
  ...ofWorkspace,
  ...names,
  ...ofEnvironments,
  ...ofRegions,
  ...created,
  ...updated,
  ...paging,
}
const making = {
  name: text('Its name.'),
  ...inWorkspace,
  plan,
  ...optional({ environment, region }),
  ...settings,
}
const changing = { ...optional({ name: text('Its name.'), plan }), ...settings }
const connecting = ['internalConnectionString', 'externalConnectionString', 'cliCommand', 'redisCLICommand']

export const keyValue = {
  'keyValue.list': lists('/key-value', {
    does: 'lists key value stores',
    query: listing,
    under: 'keyValue',
    item: database,
  }),
  'keyValue.get': read('/key-value/{keyValue}', { does: 'reads a key value store', answers: database }),
  'keyValue.create': post('/key-value', {
    does: 'creates a key value store',
    body: making,
    answers: database,
    mind: 'It costs what its plan costs from now on, and can be used when its status is available.',
    ends: 'database',
  }),
  'keyValue.update': patch('/key-value/{keyValue}', {
    does: 'changes a key value store',
    body: changing,
    answers: database,
    mind: 'Another plan restarts it.',
  }),
  'keyValue.delete': destroy('/key-value/{keyValue}', {
    does: 'deletes a key value store with all its data',
  }),
  'keyValue.connection': read('/key-value/{keyValue}/connection-info', {
    does: 'reads how to connect to a key value store',
    answers: keyValueConnection,
    hides: connecting,
  }),
  'keyValue.suspend': post('/key-value/{keyValue}/suspend', {
    does: 'stops a key value store until it is resumed',
    again: true,
    mind: 'What it does not keep on disk is lost.',
  }),
  'keyValue.resume': post('/key-value/{keyValue}/resume', {
    does: 'starts a suspended key value store again',
    again: true,
    ends: 'database',
  }),
}

const only = 'Render calls it key value now: the same stores, by the same ids.'

/** The same as {@link keyValue}, by the paths that it had before (API facts §1.9). */
export const redis = {
  'redis.list': lists('/redis', {
    does: 'lists Redis stores',
    query: listing,
    under: 'redis',
    item: database,
    only,
  }),
  'redis.get': read('/redis/{keyValue}', { does: 'reads a Redis store', answers: database, only }),
  'redis.create': post('/redis', {
    does: 'creates a Redis store',
    body: making,
    answers: database,
    ends: 'database',
    only,
  }),
  'redis.update': patch('/redis/{keyValue}', {
    does: 'changes a Redis store',
    body: changing,
    answers: database,
    only,
  }),
  'redis.delete': destroy('/redis/{keyValue}', { does: 'deletes a Redis store with all its data', only }),
  'redis.connection': read('/redis/{keyValue}/connection-info', {
    does: 'reads how to connect to a Redis store',
    answers: keyValueConnection,
    hides: connecting,
    only,
  }),
  'redis.suspend': post('/redis/{keyValue}/suspend', {
    does: 'stops a Redis store until it is resumed',
    only,
  }),
  'redis.resume': post('/redis/{keyValue}/resume', {
    does: 'starts a suspended Redis store again',
    ends: 'database',
    only,
  }),
}
