/** One issue for a file that has drifted. */
import { expect, test } from 'vitest'
import { service, services } from '../cli/stage.ts'
import { dispatch, pullRequest, schedule } from './events.ts'
import { answers, api, type Before, head, holds, type Row, ran, somebodyApplied } from './table.ts'

const drift = { command: 'drift' }
const morning = schedule(head)
const found = { issue: '1 open: Drift: 1 of 1 resources', outputs: '2 true', exit: 0 }
const clean = { outputs: '0 false', exit: 0 }
const variable = (value: string) => services(service('api', `envVars:\n  - key: LEVEL\n    value: ${value}`))
const isClean: Before = somebodyApplied(api('off'))
const hasDrifted: Before = somebodyApplied(api('checksPass'))
const closed = { issue: '1 closed: the workspace has what the file declares again' }

test.each<[string, Omit<Row, 'comment' | 'inputs' | 'on'> & Partial<Row>]>([
  ['a workspace that is as declared has none', { live: api('off'), ...clean }],
  ['drift opens one', found],
  ['a run by hand opens one', { on: dispatch(head), ...found }],
  ['drift may fail the step as well', { inputs: { ...drift, 'fail-on': 'changes' }, ...found, exit: 1 }],
  [
    'the next morning replaces its body',
    {
      before: [ran(morning, drift), somebodyApplied(services(service('jobs')))],
      ...found,
      also: ({ hub }) => expect(hub.issues[0]?.body).toContain('runs/101'),
    },
  ],
  [
    'a clean workspace closes it, with the run',
    {
      before: [ran(morning, drift), isClean],
      ...clean,
      ...closed,
      also: ({ hub }) => expect(hub.issues[0]?.body).toContain('actions/runs/101'),
    },
  ],
  [
    'and is left closed',
    { before: [ran(morning, drift), isClean, ran(morning, drift)], ...clean, ...closed },
  ],
  [
    'drift that comes back opens the same one',
    { before: [ran(morning, drift), isClean, ran(morning, drift), hasDrifted], ...found },
  ],
  ['none is kept where none is wanted', { inputs: { ...drift, comment: 'false' }, ...found, issue: '' }],
  ['none is kept of a pull request', { on: pullRequest({ head }), ...found, issue: '' }],
  [
    'one that somebody else has opened is left alone',
    {
      before: [ran(morning, drift), ({ hub }) => Object.assign(hub.issues[0] ?? {}, { author: 'mallory' })],
      ...found,
      issue: '1 open: Drift: 1 of 1 resources; 2 open: Drift: 1 of 1 resources',
    },
  ],
  [
    'one without its label is lost, and another one is opened',
    {
      before: [ran(morning, drift), ({ hub }) => Object.assign(hub.issues[0] ?? {}, { labels: [] })],
      ...found,
      issue: '1 open: Drift: 1 of 1 resources; 2 open: Drift: 1 of 1 resources',
    },
  ],
  [
    'another file has another one',
    {
      before: [ran(morning, drift), ({ write }) => write('more.yaml', services(service('jobs')))],
      inputs: { ...drift, file: 'more.yaml' },
      ...found,
      issue: '1 open: Drift: 1 of 1 resources; 2 open: Drift: 1 of 1 resources',
    },
  ],
  [
    'one whose answer is lost is opened once',
    { before: [answers({ request: /^POST .*issues$/, status: 502, lost: true }, 1)], ...found },
  ],
  [
    'that it cannot be opened is an error',
    {
      before: [answers({ request: /^POST .*issues$/, status: 403 })],
      ...found,
      issue: '',
      exit: 1,
      says: 'issues: write',
    },
  ],
  [
    'what could not be seen is an error, and leaves the issue as it is',
    {
      before: [ran(morning, drift), somebodyApplied(variable('debug'))],
      file: variable('debug'),
      live: variable('info'),
      keys: [{ name: 'blind', levels: { all: 'read', 'env-vars': 'none' } }],
      inputs: { ...drift, 'api-key': 'rnd_blind' },
      outputs: '1 false',
      exit: 1,
      issue: '1 open: Drift: 1 of 1 resources',
    },
  ],
  [
    'a schedule needs a key',
    { inputs: { ...drift, 'api-key': '' }, outputs: '', exit: 1, says: 'missing-api-key' },
  ],
])('%s', (_, row) => holds({ on: morning, inputs: drift, comment: '', ...row }))
