/** Plans in pull requests, and everywhere else. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { service, services } from '../cli/stage.ts'
import { base, dispatch, mergeGroup, pullRequest, push, schedule } from './events.ts'
import {
  answers,
  api,
  type Before,
  comments,
  head,
  holds,
  newer,
  open,
  planned,
  type Row,
  ran,
  writes,
} from './table.ts'

const plan = { command: 'plan' }

/** The file of the commit that the pull request is merged into. */
const was =
  (text: string): Before =>
  ({ hub }) =>
    hub.files.set(`${base}:render.yaml`, text)
const opened = pullRequest({ head })
const pushed = pullRequest({ head: newer, action: 'synchronize' })
const fork = pullRequest({ head, from: 'somebody/app' })
const noKey = { ...plan, 'api-key': '' }
const invalid = 'services:\n  - type: web\n    name: api\n    runtim: node\n'

const many = Array.from({ length: 60 }, (_, at) =>
  service(`service-${at}`, `envVars:\n  - key: LONG\n    value: ${'x'.repeat(35_000)}`),
)

describe('a plan in a pull request', () => {
  const changed = { comment: 'plan 0/1/0', outputs: '2 true 0/1/0', exit: 0 }
  test.each<[string, Omit<Row, 'inputs'> & Partial<Row>]>([
    [
      'is a comment',
      {
        before: [open()],
        on: opened,
        ...changed,
        also: (_, { outputs }) =>
          expect(outputs).toMatchObject({
            'cost-delta': '0.00',
            'plan-digest': expect.stringMatching(/^[0-9a-f]{64}$/),
            'plan-artifact': expect.stringMatching(/^render-sync-plan-[0-9a-f]{12}$/),
          }),
      },
    ],
    [
      'says what the pull request changes',
      {
        before: [open(), was(api('commit'))],
        on: opened,
        ...changed,
        also: ({ hub }) => expect(hub.comments[0]?.body).toContain('this change'),
      },
    ],
    [
      'says what was drift before',
      {
        before: [open(), was(api('off'))],
        on: opened,
        ...changed,
        also: ({ hub }) => expect(hub.comments[0]?.body).toContain('drift that was there before'),
      },
    ],
    [
      'says nothing of it where the file was wrong before',
      {
        before: [open(), was('services: 1')],
        on: opened,
        ...changed,
        says: '::warning',
        also: ({ hub }) => expect(hub.comments[0]?.body).not.toMatch('this change'),
      },
    ],
    [
      'says nothing of it where GitHub does not tell',
      {
        before: [open(), was(api('commit')), answers({ request: /contents/, status: 403 })],
        on: opened,
        ...changed,
        says: 'The job needs permissions: contents: read.',
      },
    ],
    [
      'says what it costs',
      {
        before: [open()],
        on: opened,
        file: services(service('api').replace('starter', 'pro')),
        live: services(service('api')),
        ...changed,
        also: ({ hub }, { outputs }) => {
          expect(Number(outputs['cost-delta'])).toBeGreaterThan(0)
          expect(hub.comments[0]?.body).toContain(`${outputs['cost-delta']} a month more`)
        },
      },
    ],
    [
      'is refused where it costs too much',
      {
        before: [open()],
        on: opened,
        file: services(service('api').replace('starter', 'pro')),
        live: services(service('api')),
        inputs: { ...plan, args: '--max-cost-increase 5' },
        ...changed,
        outputs: '1 true 0/1/0',
        exit: 1,
      },
    ],
    [
      'fails the step where that is wanted',
      {
        before: [open()],
        on: opened,
        inputs: { ...plan, 'fail-on': 'changes' },
        ...changed,
        exit: 1,
      },
    ],
    [
      'without changes is one line',
      {
        before: [open()],
        on: opened,
        file: api('commit'),
        comment: 'nothing to change',
        outputs: '0 false 0/0/0',
        exit: 0,
      },
    ],
    [
      'is no comment where none is wanted',
      {
        before: [open()],
        on: opened,
        inputs: { ...plan, comment: 'false' },
        ...changed,
        comment: '',
      },
    ],
    [
      'of the second push takes the place of the first',
      {
        before: [...planned, open(newer), writes(services(service('api'), service('jobs')))],
        on: pushed,
        comment: 'plan 1/0/0',
        outputs: '2 true 1/0/0',
        exit: 0,
      },
    ],
    [
      'of the first of two pushes that ends last is left to the second',
      {
        before: [open(newer), ran(pushed, plan), writes(services(service('api'), service('jobs')))],
        on: opened,
        comment: 'plan 0/1/0',
        outputs: '2 true 1/0/0',
        exit: 0,
        says: 'The pull request has a newer commit',
      },
    ],
    [
      'with nothing left to change becomes one line',
      {
        before: [...planned, open(newer), writes(api('commit'))],
        on: pushed,
        comment: 'nothing to change',
        outputs: '0 false 0/0/0',
        exit: 0,
      },
    ],
    [
      'is written again where somebody has deleted it',
      {
        before: [...planned, comments((all) => all.splice(0))],
        on: opened,
        ...changed,
      },
    ],
    [
      'is written over where somebody has edited it',
      {
        before: [
          ...planned,
          comments((all) =>
            Object.assign(all[0] ?? {}, { editor: 'mallory', body: `${all[0]?.body}\nLooks good.` }),
          ),
        ],
        on: opened,
        ...changed,
        also: ({ hub }) =>
          expect(hub.comments).toMatchObject([
            { editor: 'github-actions', body: expect.not.stringContaining('Looks good.') },
          ]),
      },
    ],
    [
      'leaves a comment alone that somebody has copied',
      {
        before: [...planned, comments((all) => Object.assign(all[0] ?? {}, { author: 'mallory' }))],
        on: opened,
        ...changed,
        also: ({ hub }) =>
          expect(hub.comments.map(({ author }) => author)).toEqual(['mallory', 'github-actions']),
      },
    ],
    [
      'is found behind many other comments',
      {
        before: [
          ...planned,
          comments((all) => {
            for (const id of [1, 2, 3, 4, 5])
              all.unshift({ id, pull: 2, author: 'octocat', editor: null, body: 'Nice.' })
          }),
        ],
        on: opened,
        ...changed,
        also: ({ hub }) => expect(hub.comments).toHaveLength(6),
      },
    ],
    [
      'of a file that is wrong says what is wrong, at its line',
      {
        before: [open()],
        on: opened,
        file: invalid,
        live: services(),
        comment: 'Failed',
        outputs: '1',
        exit: 1,
        says: '::error file=render.yaml,line=4,col=5,title=render-sync unknown-key::',
      },
    ],
    [
      'that is refused is shown, and fails',
      {
        before: [open()],
        on: opened,
        file: services(service('api').replace('oregon', 'frankfurt')),
        live: services(service('api')),
        comment: 'plan 1/0/1',
        outputs: '1 true 1/0/1',
        exit: 1,
        says: '::error file=render.yaml,line=6,col=13,title=render-sync replace-refused::',
      },
    ],
    [
      'of 2 MB is cut in the comment and in the summary',
      {
        before: [open()],
        on: opened,
        file: services(...many),
        live: services(),
        comment: 'plan 60/0/0',
        outputs: '2 true 60/0/0',
        exit: 0,
        also: ({ hub }, { summary }) => {
          expect(hub.comments[0]?.body.length).toBeLessThanOrEqual(65_536)
          expect(hub.comments[0]?.body).toContain(
            '[The whole plan](https://github.com/acme/app/actions/runs/100) has them',
          )
          expect(summary.length).toBeGreaterThan(900_000)
          expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1_048_576)
        },
      },
    ],
    [
      'waits where GitHub answers 502',
      {
        before: [open(), answers({ request: /./, status: 502 }, 3)],
        on: opened,
        ...changed,
      },
    ],
    [
      'is written once where the answer to its comment is lost',
      {
        before: [open(), answers({ request: /^POST .*comments$/, status: 502, lost: true }, 1)],
        on: opened,
        ...changed,
      },
    ],
    [
      'fails where GitHub goes on answering 502',
      {
        before: [open(), answers({ request: /^POST .*comments$/, status: 502 })],
        on: opened,
        ...changed,
        comment: '',
        exit: 1,
        says: 'GitHub does not let a comment be written: it answered 502',
      },
    ],
    [
      'fails where the job may not comment',
      {
        before: [open(), answers({ request: /^POST .*comments$/, status: 403 })],
        on: opened,
        ...changed,
        comment: '',
        exit: 1,
        says: 'The job needs permissions: pull-requests: write.',
      },
    ],
    [
      'fails where the job has no such token',
      {
        before: [open()],
        on: opened,
        inputs: { ...plan, 'github-token': 'other' },
        ...changed,
        comment: '',
        exit: 1,
        says: '401',
      },
    ],
    [
      'may come from a fork with a key, which may not comment',
      {
        before: [open(), answers({ request: /^POST .*comments$/, status: 403 })],
        on: fork,
        ...changed,
        comment: '',
        says: '::warning title=render-sync github-request::',
      },
    ],
    [
      'of a pull_request_target is the same',
      {
        before: [open()],
        on: pullRequest({ head }, 'pull_request_target'),
        ...changed,
      },
    ],
    [
      'of another file has a comment of its own',
      {
        before: [...planned, ({ write }) => write('more.yaml', services(service('jobs')))],
        on: opened,
        inputs: { ...plan, file: 'more.yaml' },
        comment: 'plan 0/1/0; plan 1/0/0',
        outputs: '2 true 1/0/0',
        exit: 0,
      },
    ],
    [
      'of another part of the file has one too',
      {
        before: planned,
        on: opened,
        inputs: { ...plan, args: '--target "service/api"' },
        ...changed,
        comment: 'plan 0/1/0; plan 0/1/0',
      },
    ],
    [
      'of several files has one',
      {
        before: [open(), ({ write }) => write('more.yaml', services(service('jobs')))],
        on: opened,
        inputs: { ...plan, file: 'render.yaml\nmore.yaml\n' },
        comment: 'plan 1/1/0',
        outputs: '2 true 1/1/0',
        exit: 0,
      },
    ],
    [
      'with a flag that nobody knows fails',
      {
        before: [open()],
        on: opened,
        inputs: { ...plan, args: '--targt service/api' },
        comment: '',
        outputs: '',
        exit: 1,
        says: 'there is no flag --targt. Did you mean --target?',
      },
    ],
    [
      'with a flag that the Action gives by itself does not begin',
      {
        before: [open()],
        on: opened,
        inputs: { ...plan, args: '--out mine.json' },
        comment: '',
        outputs: '',
        exit: 1,
        says: '--out is none of the flags for args. The output plan-file has the plan.',
      },
    ],
    [
      'with what a shell would make of it does not begin',
      {
        before: [open()],
        on: opened,
        inputs: { ...plan, args: '--target $(whoami)' },
        comment: '',
        outputs: '',
        exit: 1,
        says: 'there is no shell',
      },
    ],
  ])('%s', (_, row) => holds({ inputs: plan, ...row }))
})

describe('a plan where no key is given', () => {
  test.each<[string, Omit<Row, 'comment' | 'inputs'> & Partial<Row>]>([
    ['validates a fork', { on: fork, outputs: '0', exit: 0, says: '::notice::No API key' }],
    [
      'validates a fork whose repository is gone',
      { on: pullRequest({ head, from: null }), outputs: '0', exit: 0 },
    ],
    [
      'validates what Dependabot brings',
      { on: pullRequest({ head, by: 'dependabot[bot]' }), outputs: '0', exit: 0 },
    ],
    [
      'finds what is wrong in a fork',
      {
        on: fork,
        file: invalid,
        live: services(),
        outputs: '1',
        exit: 1,
        says: '::error file=render.yaml,line=4',
      },
    ],
    ['fails elsewhere', { on: opened, outputs: '', exit: 1, says: 'missing-api-key' }],
    [
      'takes that of the environment',
      {
        on: push(head),
        env: { RENDER_API_KEY: 'rnd_hiddenkey0123456789abcdef' },
        outputs: '2 true 0/1/0',
        exit: 0,
      },
    ],
  ])('%s', (_, row) => holds({ inputs: noKey, comment: '', ...row }))
})

describe('elsewhere', () => {
  test.each<[string, Omit<Row, 'comment'>]>([
    [
      'a merge queue is planned without a comment',
      { on: mergeGroup(head), inputs: plan, outputs: '2 true 0/1/0', exit: 0 },
    ],
    ['a push is planned', { on: push(head), inputs: plan, outputs: '2 true 0/1/0', exit: 0 }],
    ['a run by hand is planned', { on: dispatch(head), inputs: plan, outputs: '2 true 0/1/0', exit: 0 }],
    ['a schedule is planned', { on: schedule(head), inputs: plan, outputs: '2 true 0/1/0', exit: 0 }],
    [
      'a push is validated',
      { on: push(head), inputs: { command: 'validate', 'api-key': '' }, outputs: '0', exit: 0 },
    ],
    [
      'a wrong file is found',
      {
        on: push(head),
        inputs: { command: 'validate' },
        file: invalid,
        live: services(),
        outputs: '1',
        exit: 1,
        says: '::error file=render.yaml,line=4,col=5,title=render-sync unknown-key::',
      },
    ],
    [
      'a file is in another folder',
      {
        on: push(head),
        inputs: { command: 'validate', 'working-directory': 'infra' },
        live: services(),
        outputs: '1',
        exit: 1,
        before: [
          ({ folder, write }) => {
            mkdirSync(join(folder, 'infra'))
            write('infra/render.yaml', invalid)
          },
        ],
        says: '::error file=infra/render.yaml,line=4',
      },
    ],
    [
      'a command that is none',
      { on: push(head), inputs: { command: 'aply' }, outputs: '', exit: 1, says: 'Did you mean apply?' },
    ],
  ])('%s', (_, row) => holds({ comment: '', ...row }))
})
