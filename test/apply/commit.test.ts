/** --commit: the deploys that a plan needs are of that commit, and of no other without a word. */
import { describe, expect, test } from 'vitest'
import { otherCommit } from '../../src/apply/deploys/commit.ts'
import type { ApplyEvent } from '../../src/apply/events.ts'
import type { Run } from '../../src/apply/run.ts'
import type { Change } from '../../src/change.ts'
import { kinds } from '../../src/kinds/index.ts'
import type { AnyKind, Deploy, LiveRecord } from '../../src/rows/index.ts'
import { json, scripted } from '../http/scripted.ts'
import { type Bench, type BenchSettings, bench, failures, type Sent } from '../support/workspace.ts'

const repo = 'https://github.com/acme/app'
const sha = 'c0ffee'.padEnd(40, '0')
const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const worker = (name: string, more: object = {}) => ({ type: 'worker', name, ...node, ...more })
const level = (value: string) => ({ envVars: [{ key: 'LEVEL', value }] })
const file = (services: readonly object[], envVarGroups: readonly object[] = []) =>
  JSON.stringify({ services, envVarGroups })
const how = { commit: { sha, repo } }

const isTrigger = ({ method, path }: Sent) => method === 'POST' && path.endsWith('/deploys')
const plain = (text: string) => text.replace(/\b[a-z]{3}-\w{20}\b/g, 'id')

/** The commit that each live service runs, by name. */
const running = ({ emulator }: Bench) => {
  const { services, deploys } = emulator.state()
  return Object.fromEntries(
    Object.values(deploys)
      .filter(({ status }) => status === 'live')
      .map(({ serviceId, commit }) => [services[serviceId]?.config.name, commit?.id === sha]),
  )
}

const changed = async (before: string, after: string, settings: BenchSettings = {}) => {
  const it = bench(settings)
  await it.apply(before)
  const from = it.sent.length
  const events: readonly ApplyEvent[] = await it.apply(after, { how })
  return { it, events, triggers: it.sent.slice(from).filter(isTrigger) }
}

describe('with --commit', () => {
  test('what the plan deploys is deployed of it, and nothing else is deployed', async () => {
    const { it, events, triggers } = await changed(
      file([worker('a', level('1')), worker('b', level('1'))]),
      file([worker('a', level('2')), worker('b', level('1'))]),
    )
    expect(failures(events)).toEqual([])
    expect(triggers.map(({ body }) => body)).toEqual([{ commitId: sha }])
    expect(running(it)).toEqual({ a: true, b: false })
  })

  test('services of other repositories and of images deploy as always', async () => {
    const others = (value: string) =>
      file([
        worker('other', { repo: 'https://github.com/acme/other', ...level(value) }),
        { type: 'worker', name: 'image', runtime: 'image', image: { url: 'nginx' }, ...level(value) },
      ])
    const { events, triggers } = await changed(others('1'), others('2'))
    expect(failures(events)).toEqual([])
    expect(triggers.map(({ body }) => body)).toEqual([{}, {}])
  })

  test.each(['https://github.com/acme/app.git', 'https://GitHub.com/Acme/App/'])(
    'a repository is the same however it is spelled: %s',
    async (spelled) => {
      const { triggers } = await changed(
        file([worker('a', { repo: spelled, ...level('1') })]),
        file([worker('a', { repo: spelled, ...level('2') })]),
      )
      expect(triggers.map(({ body }) => body)).toEqual([{ commitId: sha }])
    },
  )

  test('the first characters of a SHA will do', async () => {
    const it = bench()
    await it.apply(file([worker('a', level('1'))]))
    // The emulator takes any text for a commit; the API tells the whole of it.
    const short = { commit: { sha: sha.slice(0, 8), repo } }
    expect(failures(await it.apply(file([worker('a', level('2'))]), { how: short }))).toEqual([])
  })

  test('a build is not spared', async () => {
    const it = bench()
    await it.apply(file([worker('a', level('1'))]))
    const from = it.sent.length
    await it.apply(file([worker('a', level('2'))]), { how, wishes: { deployOnly: true } })
    expect(it.sent.slice(from).filter(isTrigger)).toMatchObject([{ body: { commitId: sha } }])
  })

  test('a new service ends with it: the deploy that began by itself is stopped, and one counts', async () => {
    const it = bench()
    expect(failures(await it.apply(file([worker('a')]), { how }))).toEqual([])
    expect(it.sent.filter(isTrigger).map(({ body }) => body)).toEqual([{ commitId: sha }])
    expect(Object.values(it.emulator.state().deploys).map(({ status }) => status)).toEqual([
      'canceled',
      'live',
    ])
  })

  test('a new service whose first deploy is of it keeps that one', async () => {
    const probe = bench()
    await probe.apply(file([worker('a')]))
    const head = Object.values(probe.emulator.state().deploys)[0]?.commit?.id ?? ''
    const it = bench()
    const events = await it.apply(file([worker('a')]), { how: { commit: { sha: head, repo } } })
    expect(failures(events)).toEqual([])
    expect(it.sent.filter(isTrigger)).toEqual([])
  })

  test('a service that follows its group is deployed of it', async () => {
    const linked = (value: string) =>
      file(
        [worker('a', { envVars: [{ fromGroup: 'shared' }] })],
        [{ name: 'shared', envVars: [{ key: 'A', value }] }],
      )
    const { it, triggers } = await changed(linked('1'), linked('2'))
    expect(triggers).toHaveLength(1)
    expect(running(it)).toEqual({ a: true })
  })

  test('the deploy that a stopped apply still owes is of it', async () => {
    const stop = new AbortController()
    const it = bench({
      intercept: ({ method, path }) => {
        if (method === 'PUT' && path.includes('/env-vars/')) stop.abort(new Error('stop'))
        return false
      },
    })
    await it.apply(file([worker('a', level('1'))]))
    await it.apply(file([worker('a', level('2'))]), { how, signal: stop.signal })
    expect(it.sent.filter(isTrigger).map(({ body }) => body)).toEqual([{ commitId: sha }])
  })
})

describe('another commit', () => {
  test('that took its place is told, and is a failure', async () => {
    let pushed = false
    const it: Bench = bench({
      intercept: ({ path, method }) => {
        if (method === 'GET' && /\/deploys\/dep-/.test(path) && !pushed) {
          pushed = true
          void it.client.send({
            method: 'POST',
            path: path.replace(/\/dep-.*/, ''),
            body: {},
          })
        }
        return false
      },
    })
    await it.apply(file([worker('a', level('1'))]))
    pushed = false
    const events = await it.apply(file([worker('a', level('2'))]), { how })
    expect(failures(events).map(plain)).toEqual([
      expect.stringMatching(
        /^service\/a is not deployed of commit c0ffee0+: deploy id is \w+ instead, made of commit 728505b "Latest commit of main"$/,
      ),
    ])
    expect(events).toContainEqual(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'other-commit' }) }),
    )
  })

  test('of a cron job is told: the API takes none for it', async () => {
    const cron = (value: string) =>
      file([{ type: 'cron', name: 'nightly', schedule: '0 0 * * *', ...node, ...level(value) }])
    const { events, triggers } = await changed(cron('1'), cron('2'))
    expect(triggers.map(({ body }) => body)).toEqual([{}])
    expect(failures(events).map(plain)).toEqual([
      `service/nightly is not deployed of commit ${sha}: deploy id is live instead, made of commit 728505b "Latest commit of main"`,
    ])
  })

  test('is no matter where the deploy of the right one fails', async () => {
    const { events } = await changed(file([worker('a', level('1'))]), file([worker('a', level('2'))]), {
      faults: [{ deploy: 'a', nth: 2, does: 'build_failed' }],
    })
    expect(failures(events).map(plain)).toEqual([
      'service/a was written, but its deploy id ended as build_failed, made of commit c0ffee0 "Latest commit of main"',
    ])
  })
})

describe('what is said of another commit', () => {
  const other = 'badc0de'.padEnd(40, '0')
  const deploy = (id: string, status: string, commit: string) => ({
    id,
    status,
    createdAt: '2026-01-01T00:00:00Z',
    commit: { id: commit, message: 'Work' },
  })
  const live = { id: 'srv-1', repo, dashboardUrl: 'https://dashboard.render.com/worker/srv-1' }
  const taken = kinds.backgroundWorker
  const told = kinds.cronJob

  /** `newest`: what the API says is the newest deploy. */
  const said = async (
    kind: AnyKind,
    ended: Deploy,
    newest: Deploy | undefined,
    record: LiveRecord = live,
  ): Promise<string | undefined> => {
    const { client } = scripted(newest ? [json(200, [{ deploy: newest, cursor: 'c' }])] : [json(200, [])])
    const run = { client, wishes: how } as unknown as Run
    const change = { address: 'service/my%20a', kind } as Change
    if (!kind.deploys) throw new Error('it has no deploys')
    const problem = await otherCommit(change, kind.deploys, record, ended, run)
    return problem && `${problem.code} ${problem.address}: ${problem.message}. ${problem.todo}`
  }
  const is = (what: string) =>
    `other-commit service/my%20a: service/my a is not deployed of commit ${sha}: deploy ${what} instead, made of commit badc0de "Work".`
  const see = (id: string) => `See https://dashboard.render.com/worker/srv-1/deploys/${id}.`
  const somebody =
    'Somebody else has deployed it meanwhile, or Render at a newer commit. Apply again with the commit that is to run.'

  test.each<[string, AnyKind, Deploy, Deploy | undefined, string | undefined]>([
    ['nothing, where it is the right one', taken, deploy('dep-1', 'live', sha), undefined, undefined],
    [
      'one that is live',
      taken,
      deploy('dep-1', 'live', other),
      undefined,
      `${is('dep-1 is live')} ${somebody} ${see('dep-1')}`,
    ],
    [
      'one that took the place of a cancelled one',
      taken,
      deploy('dep-1', 'canceled', sha),
      deploy('dep-2', 'build_in_progress', other),
      `${is('dep-2 is build_in_progress')} ${somebody} ${see('dep-2')}`,
    ],
    [
      'nothing of one that was cancelled, and is the newest',
      taken,
      deploy('dep-1', 'canceled', sha),
      deploy('dep-1', 'canceled', sha),
      undefined,
    ],
    [
      'nothing of one that failed',
      taken,
      deploy('dep-1', 'build_failed', sha),
      deploy('dep-2', 'live', other),
      undefined,
    ],
    [
      'nothing where there is no deploy any more',
      taken,
      deploy('dep-1', 'canceled', sha),
      undefined,
      undefined,
    ],
    [
      'one of what takes no commit',
      told,
      deploy('dep-1', 'live', other),
      undefined,
      `${is('dep-1 is live')} Render takes no commit for a cron job: it deploys the newest one of the branch. ${see('dep-1')}`,
    ],
  ])('%s', async (_title, kind, ended, newest, expected) => {
    expect(await said(kind, ended, newest)).toBe(expected)
  })

  test.each<[string, LiveRecord]>([
    ['another repository', { ...live, repo: 'https://github.com/acme/other' } as LiveRecord],
    ['no repository', { id: 'srv-1' }],
  ])('nothing of what is built from %s', async (_title, record) => {
    expect(await said(taken, deploy('dep-1', 'live', other), undefined, record)).toBeUndefined()
  })
})
