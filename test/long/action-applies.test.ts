/** What a merge brings is applied as it was reviewed, or not at all. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { dispatch, mergeGroup, pull, pullRequest, push, schedule } from '../action/events.ts'
import { ghost, type Hub } from '../action/hub.ts'
import {
  answers,
  api,
  type Before,
  comments,
  head,
  holds,
  isMerged,
  merge,
  newer,
  open,
  planned,
  type Row,
  ran,
  somebodyApplied,
  triggerOf,
  writes,
} from '../action/table.ts'
import { service, services } from '../cli/stage.ts'

const apply = { command: 'apply' }
const merged = push(merge)
const reviewed = [...planned, isMerged]
const opened = pullRequest({ head })

/** What the service has after it. */
const has =
  (value: string): NonNullable<Row['also']> =>
  (it) =>
    expect(triggerOf(it)).toBe(value)

/** The plan of the review is kept like this. */
const keeps =
  (change: (zip: Uint8Array, hub: Hub) => Uint8Array): Before =>
  ({ hub }) => {
    const [first] = hub.artifacts
    if (first) Object.assign(first, { zip: change(first.zip, hub) })
  }

const artifactsAreGone: Before = ({ hub }) => {
  for (const one of hub.artifacts) Object.assign(one, { expired: true })
}

const done = { comment: 'applied, 0/1/0', outputs: '0 true 0/1/0', exit: 0, also: has('off') }
const refused = { comment: 'not applied, plan 0/1/0', outputs: '1 true 0/1/0', exit: 1, says: 'stale-plan' }
const notBegun = {
  comment: 'plan 0/1/0',
  outputs: '',
  exit: 1,
  also: has('commit'),
  says: 'no-reviewed-plan',
}

/** One service with a variable, which takes effect with a deploy, and more of them. */
const level = (value: string, more = '') =>
  services(service('api', `envVars:\n  - key: LEVEL\n    value: ${value}${more}`))

/** The variable that its newest deploy runs with, and the commit that it is made of. */
const runs =
  (value: string, commit?: string): NonNullable<Row['also']> =>
  ({ emulator }) => {
    const live = Object.values(emulator.state().deploys).filter(({ status }) => status === 'live')
    expect(Object.fromEntries(live[0]?.environment ?? [])).toMatchObject({ LEVEL: value })
    if (commit !== undefined) expect(live).toMatchObject([{ trigger: 'api', commit: { id: commit } }])
  }

const token = '\n  - key: TOKEN\n    sync: false'
const deployed = { file: level('debug'), live: level('info'), also: runs('debug') }
const failing = { ...deployed, faults: [{ deploy: 'api', does: 'build_failed', times: 1 }] } as const

describe('after the merge', () => {
  test.each<[string, Omit<Row, 'inputs' | 'on'> & Partial<Row>]>([
    ['what was reviewed is applied', { before: reviewed, ...done }],
    [
      'and the plan that was kept is not even asked for',
      {
        before: reviewed,
        ...done,
        also: ({ hub }) => expect(hub.requests.filter((one) => one.includes('artifacts'))).toEqual([]),
      },
    ],
    [
      'a squash is found by the commit that it became',
      {
        before: [...planned, ({ hub }) => hub.pulls.set(pull, { head, mergedAs: newer })],
        on: push(newer),
        ...done,
      },
    ],
    [
      'the event of the pull request itself will do',
      { before: reviewed, on: pullRequest({ head, action: 'closed', mergedAs: merge }), ...done },
    ],
    [
      'it is applied where the plan is not kept any more',
      { before: [...reviewed, artifactsAreGone], ...done },
    ],
    [
      'values of secrets are given then',
      {
        before: reviewed,
        file: level('debug', token),
        live: level('info'),
        inputs: { ...apply, secrets: 'TOKEN=sk_live_0123456789\n' },
        ...done,
        also: runs('debug'),
      },
    ],
    [
      'and one that is missing fails it',
      {
        before: reviewed,
        file: level('debug', token),
        live: level('info'),
        comment: 'ended badly, plan 0/1/0',
        outputs: '1 true 0/1/0',
        exit: 1,
        also: runs('info'),
      },
    ],
    [
      'flags that say how it runs may be other ones',
      { before: reviewed, inputs: { ...apply, args: '--deploy-timeout 2h --parallelism=4' }, ...done },
    ],
    [
      'a plan without changes is a success',
      {
        before: reviewed,
        file: api('commit'),
        comment: 'applied, 0/0/0',
        outputs: '0 false 0/0/0',
        exit: 0,
      },
    ],
    [
      'a job that is run again has nothing to do',
      {
        before: [...reviewed, ran(merged, apply)],
        comment: 'nothing is left to change',
        outputs: '0 false 0/0/0',
        exit: 0,
        also: has('off'),
      },
    ],
    [
      'a deploy that failed is told',
      {
        before: reviewed,
        ...failing,
        comment: 'ended badly, plan 0/1/0',
        outputs: '1 true 0/1/0',
        exit: 1,
        also: runs('info'),
      },
    ],
    [
      'a job that is run again does the rest of the plan that is kept',
      {
        before: [...reviewed, ran(merged, apply)],
        ...done,
        ...failing,
      },
    ],
    ['GitHub is waited for', { before: [...reviewed, answers({ request: /./, status: 502 }, 2)], ...done }],
    [
      'what is applied is applied, though nobody may comment on it',
      {
        before: [...reviewed, answers({ request: /^PATCH/, status: 403 })],
        ...done,
        comment: 'plan 0/1/0',
        says: '::warning title=render-sync github-request::',
      },
    ],
  ])('%s', (_, row) => holds({ on: merged, inputs: apply, ...row }))
})

describe('what is not as it was reviewed is not applied', () => {
  test.each<[string, Omit<Row, 'inputs' | 'on' | 'comment' | 'outputs' | 'exit'> & Partial<Row>]>([
    [
      'the workspace has moved',
      { before: [...reviewed, somebodyApplied(api('checksPass'))], also: has('checksPass') },
    ],
    [
      'it has moved, and the plan is not kept any more',
      {
        before: [...reviewed, somebodyApplied(api('checksPass')), artifactsAreGone],
        also: has('checksPass'),
      },
    ],
    [
      'it has moved, and what is kept is no zip',
      {
        before: [...reviewed, somebodyApplied(api('checksPass')), keeps(() => strToU8('<html>'))],
        also: has('checksPass'),
      },
    ],
    [
      'it has moved, and what is kept is another plan than was reviewed',
      {
        before: [
          ...reviewed,
          somebodyApplied(api('checksPass')),
          ran(dispatch(merge), { command: 'plan' }),
          keeps((zip, { artifacts }) => artifacts.at(-1)?.zip ?? zip),
        ],
        also: has('checksPass'),
      },
    ],
    [
      'it has moved, and somebody has edited what is kept',
      {
        before: [
          ...reviewed,
          somebodyApplied(api('checksPass')),
          keeps((zip) =>
            zipSync(
              Object.fromEntries(
                Object.entries(unzipSync(zip)).map(([name, bytes]) => [
                  name,
                  strToU8(strFromU8(bytes).replaceAll('commit', 'checksPass')),
                ]),
              ),
            ),
          ),
        ],
        also: has('checksPass'),
        says: '::warning title=render-sync bad-plan::',
      },
    ],
    [
      'the file is another one at the merge commit',
      {
        before: [...reviewed, writes(api('checksPass'))],
        also: has('commit'),
        says: 'not as it was reviewed: render.yaml',
      },
    ],
    [
      'it is planned with other flags',
      {
        before: reviewed,
        inputs: { ...apply, args: '--deploy-only' },
        also: has('commit'),
        says: 'it was planned with other flags',
      },
    ],
    [
      'what is refused once is not reviewed for the next time',
      {
        before: [...reviewed, writes(api('checksPass')), ran(merged, apply)],
        also: has('commit'),
      },
    ],
    [
      'the file is wrong by then',
      {
        before: [...reviewed, writes('services: 1')],
        comment: 'not applied, Failed',
        outputs: '1',
        also: has('commit'),
      },
    ],
  ])('%s', (_, row) => holds({ on: merged, inputs: apply, ...refused, ...row }))

  test('until it is as it was reviewed again', () =>
    holds({
      before: [...reviewed, writes(api('checksPass')), ran(merged, apply), writes(api('off'))],
      on: merged,
      inputs: apply,
      ...done,
    }))
})

describe('where no plan was reviewed', () => {
  test.each<[string, Omit<Row, 'comment' | 'outputs' | 'exit' | 'inputs' | 'on'> & Partial<Row>]>([
    ['there is no comment', { before: [open(), isMerged], comment: '' }],
    ['it was deleted', { before: [...reviewed, comments((all) => all.splice(0))], comment: '' }],
    [
      'somebody has edited it',
      {
        before: [...reviewed, comments((all) => Object.assign(all[0] ?? {}, { editor: 'mallory' }))],
        says: 'has a plan whose comment somebody has edited',
      },
    ],
    [
      'somebody who is gone by now has edited it',
      { before: [...reviewed, comments((all) => Object.assign(all[0] ?? {}, { editor: ghost }))] },
    ],
    [
      'somebody else has made it',
      {
        before: [...reviewed, comments((all) => Object.assign(all[0] ?? {}, { author: 'mallory' }))],
        comment: '',
      },
    ],
    [
      'it is of an older commit',
      {
        before: [...planned, open(newer), isMerged],
        says: `has a plan of commit ${head}, and ${newer} was merged`,
      },
    ],
    [
      'planning had failed',
      {
        before: [writes('services: 1'), ...planned, isMerged, writes(api('off'))],
        comment: 'Failed',
        says: 'has no plan: planning failed',
      },
    ],
    ['the pull request is not merged', { before: planned, says: `no pull request was merged as ${merge}` }],
    [
      'nor is it where that is allowed',
      {
        before: [open(), isMerged],
        inputs: { ...apply, unreviewed: 'apply' },
        comment: '',
      },
    ],
    ['a push without a pull request', { comment: '', says: 'no pull request was merged' }],
    ['a run by hand', { on: dispatch(merge), comment: '', says: 'workflow_dispatch merges no pull request' }],
    ['a schedule', { on: schedule(merge), comment: '' }],
    ['before the merge', { on: opened, before: planned, says: 'apply has no meaning before the merge' }],
    [
      'in a merge queue',
      { on: mergeGroup(merge), comment: '', says: 'apply has no meaning before the merge' },
    ],
    [
      'GitHub does not say',
      { before: [...reviewed, answers({ request: /graphql/, status: 403 })], says: 'github-request' },
    ],
    ['there is no key', { before: reviewed, inputs: { ...apply, 'api-key': '' }, says: 'missing-api-key' }],
  ])('%s', (_, row) => holds({ on: merged, inputs: apply, ...notBegun, ...row }))

  test.each<[string, Partial<Row>]>([
    ['a push', {}],
    ['a run by hand', { on: dispatch(merge) }],
  ])('%s may be allowed to apply what is planned then', (_, row) =>
    holds({ on: merged, inputs: { ...apply, unreviewed: 'apply' }, ...done, comment: '', ...row }),
  )
})

test('a merge that deploys by itself is taken over', () =>
  holds({
    ...done,
    clockRate: 40,
    before: [
      ...reviewed,
      async ({ emulator }) => {
        const body = JSON.stringify({ repo: 'https://github.com/acme/app', commit: merge })
        const headers = { 'content-type': 'application/json' }
        const request = new Request('http://emulator/__emulator/push', { method: 'POST', headers, body })
        expect(await (await emulator.fetch(request)).json()).toHaveLength(1)
      },
    ],
    on: merged,
    inputs: apply,
    ...deployed,
    also: runs('debug', merge),
  }))

test('with a plan key a hidden value that moves is told as well', () => {
  const env = { RENDER_SYNC_PLAN_KEY: 'a-plan-key-that-nobody-guesses' }
  return holds({
    ...refused,
    ...deployed,
    env,
    before: [
      open(),
      ran(pullRequest({ head }), { command: 'plan' }, env),
      isMerged,
      somebodyApplied(level('warn')),
    ],
    on: merged,
    inputs: apply,
    also: runs('warn'),
  })
})
