/** What is said of a deploy or a database that does not come to its end, word for word. */
import { describe, expect, test } from 'vitest'
import { endOfLog } from '../../src/apply/deploys/log.ts'
import type { Run } from '../../src/apply/run.ts'
import type { ApplyWishes } from '../../src/index.ts'
import { json, scripted } from '../http/scripted.ts'
import { type BenchSettings, bench } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const file = (level: string, more: object = {}) =>
  JSON.stringify({
    services: [
      { type: 'worker', name: 'my jobs', ...node, envVars: [{ key: 'LEVEL', value: level }], ...more },
    ],
  })
const database = (plan: string) => JSON.stringify({ databases: [{ name: 'main', plan }] })

interface Case extends BenchSettings {
  /** Applied one after the other; only what is said of the last one counts. */
  readonly files: readonly string[]
  readonly how?: ApplyWishes
  readonly says: readonly string[]
}

const plain = (text: string) =>
  text.replace(/\b[a-z]{3}-[0-9a-v]{20}(-a)?\b/g, 'id').replace(/https:[\w./-]*\w/g, 'LINK')

/** `code address: message. What to do`, and the end of the log. */
const said = async ({ files, how, says: _, ...settings }: Case): Promise<readonly string[]> => {
  const it = bench(settings)
  for (const text of files.slice(0, -1)) await it.apply(text)
  const events = await it.apply(files.at(-1) ?? '', how && { how })
  return events.flatMap((event) => {
    if (event.type === 'apply_complete' && event.goesOn)
      return [plain(`${event.address} goes on: ${event.goesOn.status} ${event.goesOn.link}`)]
    if (event.type !== 'apply_errored') return []
    const { code, message, todo, log = [] } = event.problem
    return [plain(`${code} ${event.address} ${message}. ${todo}`), ...log.map((line) => `| ${plain(line)}`)]
  })
}

const cases: Readonly<Record<string, Case>> = {
  'a deploy that fails': {
    files: [file('1'), file('2')],
    faults: [{ deploy: 'my jobs', nth: 2, does: 'build_failed' }],
    says: [
      'not-ready service/my%20jobs service/my jobs was written, but its deploy id ended as build_failed, made of commit 728505b "Latest commit of main". See LINK. The next apply deploys it again.',
      '| deploy_started',
      '| deploy_ended',
    ],
  },
  'the first deploy of a service': {
    files: [file('1')],
    faults: [{ deploy: 'my jobs', does: 'update_failed' }],
    says: [
      'not-ready service/my%20jobs service/my jobs was written, but its deploy id ended as update_failed, made of commit 728505b "Latest commit of main". See LINK. The next apply deploys it again.',
    ],
  },
  'a deploy that fails like the one before it': {
    files: [file('1'), file('2'), file('3')],
    faults: [{ deploy: 'my jobs', nth: [2, 3], does: 'build_failed' }],
    says: [
      'not-ready service/my%20jobs service/my jobs was written, but its deploy id ended as build_failed, made of commit 728505b "Latest commit of main". See LINK. Change what makes it fail; as it is, only --redeploy-failed deploys it again.',
      '| deploy_started',
      '| deploy_ended',
    ],
  },
  'what failed twice, and is left as it is': {
    files: [file('1'), file('2'), file('3'), file('3')],
    faults: [{ deploy: 'my jobs', nth: [2, 3], does: 'build_failed' }],
    says: [
      'failed-deploy service/my%20jobs service/my jobs is not deployed again: its deploy id ended as build_failed, made of commit 728505b "Latest commit of main", and the one before it failed too. See LINK. Change what makes it fail; as it is, only --redeploy-failed deploys it again.',
    ],
  },
  'a deploy that takes too long': {
    files: [file('1'), file('2')],
    how: { deployTimeout: 90_000 },
    faults: [{ deploy: 'my jobs', nth: 2, does: 'hang' }],
    says: [
      'deploy-timeout service/my%20jobs service/my jobs was written, but after 90 s deploy id is still build_in_progress. Render goes on with it: see LINK. With --deploy-timeout an apply waits longer; the next one tells what became of it.',
    ],
  },
  'a deploy that is not waited for': {
    files: [file('1'), file('2')],
    how: { noWait: true },
    says: ['service/my%20jobs goes on: build_in_progress LINK'],
  },
  'a queued deploy that is not waited for': {
    files: [file('1'), file('2')],
    how: { noWait: true },
    faults: [{ deploy: 'my jobs', nth: 2, does: 'queue' }],
    says: ['service/my%20jobs goes on: queued LINK'],
  },
  'a deploy that is refused': {
    files: [file('1'), file('2')],
    intercept: ({ method, path, body }) =>
      method === 'POST' && path.endsWith('/deploys') && body !== undefined && 400,
    says: [
      'rejected service/my%20jobs service/my jobs is written and not deployed: POST /services/id/deploys: expected a request that Render accepts, found HTTP 400, "made to fail". Correct what the message names. Then apply again; where the plan says nothing of it, with --redeploy service/my jobs.',
    ],
  },
  'a database that takes too long': {
    files: [database('basic-1gb')],
    how: { deployTimeout: 120_000 },
    faults: [{ database: 'main', does: 'hang' }],
    says: [
      'deploy-timeout database/main database/main was written, but after 2 min it is still creating. Render goes on with it: see LINK. With --deploy-timeout an apply waits longer; the next one tells what became of it.',
    ],
  },
  'a database that is not waited for': {
    files: [database('basic-1gb')],
    how: { noWait: true },
    says: ['database/main goes on: creating LINK'],
  },
}

test.each(Object.entries(cases))('%s', async (_title, row) => {
  expect(await said(row)).toEqual(row.says)
})

describe('the end of a log', () => {
  const endOf = (answer: Response) => {
    const { client } = scripted([answer, answer.clone(), answer.clone(), answer.clone(), answer.clone()])
    return endOfLog({ method: 'GET', path: '/logs', whenLost: 'repeat' }, { client } as Run)
  }
  const logs = (...messages: readonly (string | undefined)[]) =>
    json(200, { logs: messages.map((message) => ({ message })) })

  test.each<[string, Response, readonly string[]]>([
    [
      'is in the order in which it was written',
      logs('third', 'second', 'first'),
      ['first', 'second', 'third'],
    ],
    [
      'has ten lines at most, the last ones',
      logs('11\n12', '3\n4\n5\n6\n7\n8\n9\n10', '1\n2'),
      ['3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
    ],
    [
      'has no empty lines',
      logs('two', '', ' \t\n', undefined, 'one\r\n\r\none more'),
      ['one', 'one more', 'two'],
    ],
    ['has no key in it', logs('rnd_KeyThatMustNeverBeSeen'), ['[hidden]']],
    ['is empty where there is none', json(200, { logs: null }), []],
    ['hides no failure where it cannot be read', json(403, { message: 'no' }), []],
  ])('%s', async (_title, answer, expected) => {
    expect(await endOf(answer)).toEqual(expected)
  })
})
