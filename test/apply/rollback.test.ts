/** --rollback-on-failure: what an apply changed on a service is undone where its deploy fails, and what cannot be is told. */
import { describe, expect, test } from 'vitest'
import type { ApplyEvent } from '../../src/apply/events.ts'
import type { ApplyWishes, Problem } from '../../src/index.ts'
import { type Bench, type BenchSettings, bench, lines, type Sent } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const worker = (more: object = {}) => ({ type: 'worker', name: 'jobs', ...node, ...more })
const file = (services: readonly object[], envVarGroups: readonly object[] = []) =>
  JSON.stringify({ services, envVarGroups })
const vars = (values: Readonly<Record<string, string>>) => ({
  envVars: Object.entries(values).map(([key, value]) => ({ key, value })),
})
const how: ApplyWishes = { rollbackOnFailure: true }
const second = (does: 'build_failed' | 'update_failed' | 'hang'): BenchSettings => ({
  faults: [{ deploy: 'jobs', nth: 2, does }],
})

const problemsOf = (events: readonly ApplyEvent[]): readonly Problem[] =>
  events.flatMap((event) => (event.type === 'apply_errored' ? [event.problem] : []))

/** The todo of the only failure, without what no two runs share. */
const todoOf = (events: readonly ApplyEvent[]): string => {
  const problems = problemsOf(events)
  expect(problems).toHaveLength(1)
  return (problems[0]?.todo ?? '').replace(/https:[\w./-]*\w/g, 'LINK').replace(/\b[a-z]{3}-\w{20}\b/g, 'id')
}

const jobs = ({ emulator }: Bench) => {
  const { services, deploys } = emulator.state()
  const service = Object.values(services).find(({ config }) => config.name === 'jobs')
  const newest = Object.values(deploys)
    .filter(({ serviceId }) => serviceId === service?.id)
    .sort((one, other) => (one.id < other.id ? 1 : -1))
  return { service, newest }
}
const valuesOf = (it: Bench) =>
  Object.fromEntries((jobs(it).service?.envVars ?? []).map(({ key, value }) => [key, value]))

/** Applies one file, then another one whose deploy fails. */
const changed = async (before: string, after: string, settings: BenchSettings = second('build_failed')) => {
  const it = bench(settings)
  expect(problemsOf(await it.apply(before))).toEqual([])
  const events = await it.apply(after, { how })
  return { it, events }
}

describe('a deploy that fails', () => {
  test.each(['build_failed', 'update_failed'] as const)(
    '(%s) is undone: variables, settings and the deploy',
    async (does) => {
      const before = file([worker({ ...vars({ KEPT: 'a', CHANGED: 'old' }), numInstances: 1 })])
      const after = file([
        worker({
          ...vars({ KEPT: 'a', CHANGED: 'new', ADDED: 'x' }),
          startCommand: 'node jobs.js',
          preDeployCommand: 'npm run migrate',
          numInstances: 3,
        }),
      ])
      const { it, events } = await changed(before, after, second(does))
      expect(problemsOf(events)).toMatchObject([{ code: 'rolled-back', address: 'service/jobs' }])
      expect(todoOf(events)).toBe(
        'See LINK. It is rolled back to deploy id, made of commit 728505b "Latest commit of main". Put back: startCommand, preDeployCommand, env/CHANGED, env/ADDED, instances. Render goes on deploying it by itself: at its next commit it deploys what was rolled back. The next apply tries again.',
      )
      expect(valuesOf(it)).toEqual({ KEPT: 'a', CHANGED: 'old' })
      expect(lines((await it.plan(before)).plan)).toEqual([])
      const [newest] = jobs(it).newest
      expect(newest).toMatchObject({ status: 'live', trigger: 'rollback' })
      // It runs with what was put back.
      expect(Object.fromEntries(newest?.environment ?? [])).toEqual({ KEPT: 'a', CHANGED: 'old' })
    },
  )

  test('counts as failed, and what depends on it is skipped', async () => {
    const api = (more: object) => ({ type: 'pserv', name: 'jobs', ...node, ...more })
    const uses = (text: object) => ({ type: 'worker', name: 'other', ...node, ...text })
    const taken = { key: 'API', fromService: { name: 'jobs', type: 'pserv', envVarKey: 'URL' } }
    const before = file([api(vars({ URL: 'one' })), uses({ envVars: [taken] })])
    const after = file([api(vars({ URL: 'two' })), uses({ envVars: [taken] })])
    const { it, events } = await changed(before, after)
    expect(events.at(-1)).toMatchObject({ summary: { failed: 1, skipped: 1, changed: 0 } })
    expect(lines((await it.plan(before)).plan)).toEqual([])
  })

  test('is not undone without the flag', async () => {
    const it = bench(second('build_failed'))
    await it.apply(file([worker(vars({ A: 'old' }))]))
    const events = await it.apply(file([worker(vars({ A: 'new' }))]))
    expect(problemsOf(events)).toMatchObject([{ code: 'not-ready' }])
    expect(valuesOf(it)).toEqual({ A: 'new' })
  })

  test('whose time is up is cancelled and undone', async () => {
    const it = bench(second('hang'))
    const before = file([worker(vars({ A: 'old' }))])
    await it.apply(before)
    const events = await it.apply(file([worker(vars({ A: 'new' }))]), {
      how: { ...how, deployTimeout: 120_000 },
    })
    expect(problemsOf(events)).toMatchObject([{ code: 'rolled-back' }])
    expect(jobs(it).newest.map(({ status }) => status)).toEqual(['live', 'canceled', 'deactivated'])
    expect(valuesOf(it)).toEqual({ A: 'old' })
  })

  test('is undone also where deploys are queued', async () => {
    const { it, events } = await changed(
      file([worker(vars({ A: 'old' }))]),
      file([worker(vars({ A: 'new' }))]),
      { ...second('build_failed'), whileDeploying: 'queue' },
    )
    expect(problemsOf(events)).toMatchObject([{ code: 'rolled-back' }])
    expect(jobs(it).newest[0]).toMatchObject({ status: 'live', trigger: 'rollback' })
  })

  test('of a group that changed is undone, and the group stays, told', async () => {
    const linked = (level: string, value: string) =>
      file(
        [worker({ envVars: [{ fromGroup: 'shared' }, { key: 'LEVEL', value: level }] })],
        [{ name: 'shared', envVars: [{ key: 'A', value }] }],
      )
    const { it, events } = await changed(linked('1', 'one'), linked('2', 'two'), {
      // The first one is cancelled, since the group is linked after it has begun.
      faults: [{ deploy: 'jobs', nth: 3, does: 'build_failed' }],
    })
    expect(todoOf(events)).toContain(
      'Put back: env/LEVEL. group/shared stays as it is: it is not of this service.',
    )
    expect(lines((await it.plan(linked('1', 'two'))).plan)).toEqual([])
  })

  test('of headers and routes of a site is undone, their order too', async () => {
    const site = (more: object) => ({
      type: 'web',
      name: 'jobs',
      runtime: 'static',
      buildCommand: 'npm run build',
      staticPublishPath: 'out',
      ...more,
    })
    const route = (source: string, destination = '/x') => ({ type: 'redirect', source, destination })
    const header = (name: string, value: string) => ({ path: '/*', name, value })
    const before = file([
      site({
        routes: [route('/a'), route('/b'), route('/c')],
        headers: [header('A', '1'), header('B', '1')],
      }),
    ])
    const after = file([
      site({
        buildCommand: 'npm run all',
        routes: [route('/c'), route('/d'), route('/a', '/y'), route('/b')],
        headers: [header('A', '2'), header('C', '1')],
      }),
    ])
    const { it } = await changed(before, after)
    expect(lines((await it.plan(before)).plan)).toEqual([])
    expect(jobs(it).service?.routes.map(({ source }) => source)).toEqual(['/a', '/b', '/c'])
    expect(
      jobs(it)
        .service?.headers.map(({ name }) => name)
        .sort(),
    ).toEqual(['A', 'B'])
  })
})

describe('what cannot be undone is told:', () => {
  test('a value that Render made up', async () => {
    const { it, events } = await changed(
      file([worker(vars({ A: '1' }))]),
      file([
        worker({
          envVars: [
            { key: 'A', value: '2' },
            { key: 'TOKEN', generateValue: true },
          ],
        }),
      ]),
    )
    expect(todoOf(events)).toContain(
      'Put back: env/A. env/TOKEN stays as it is: Render made its value up, and another one would not be the same.',
    )
    expect(Object.keys(valuesOf(it)).sort()).toEqual(['A', 'TOKEN'])
  })

  test('a disk that grew', async () => {
    const disk = (sizeGB: number, mountPath: string) => ({ disk: { name: 'data', mountPath, sizeGB } })
    const { it, events } = await changed(file([worker(disk(1, '/a'))]), file([worker(disk(5, '/b'))]))
    expect(todoOf(events)).toContain(
      'Put back: disk. disk sizeGB stays as it is: a disk can only grow; copy the data to a new one.',
    )
    expect(Object.values(it.emulator.state().disks)).toMatchObject([{ sizeGB: 5, mountPath: '/a' }])
  })

  test('a disk that is new', async () => {
    const { it, events } = await changed(
      file([worker()]),
      file([worker({ disk: { name: 'data', mountPath: '/a', sizeGB: 1 } })]),
    )
    expect(todoOf(events)).toContain('disk stays as it is: it holds data by now.')
    expect(Object.values(it.emulator.state().disks)).toHaveLength(1)
  })

  test('a service that is new', async () => {
    const it = bench({ faults: [{ deploy: 'jobs', does: 'build_failed' }] })
    const events = await it.apply(file([worker()]), { how })
    expect(problemsOf(events)).toMatchObject([{ code: 'not-ready' }])
    expect(todoOf(events)).toContain('It is not rolled back: it is new, and nothing was live before.')
  })

  test('what was written by an apply whose deploy failed, such as one that was killed', async () => {
    const it = bench({
      faults: [
        { deploy: 'jobs', nth: 2, does: 'build_failed' },
        { deploy: 'jobs', nth: 3, does: 'build_failed' },
      ],
    })
    await it.apply(file([worker(vars({ A: '1' }))]))
    await it.apply(file([worker(vars({ A: '2' }))]))
    const events = await it.apply(file([worker(vars({ A: '2' }))]), { how })
    expect(todoOf(events)).toContain(
      'What an apply before this one wrote on it stays: the values from before were in the memory of that one only.',
    )
    expect(valuesOf(it)).toEqual({ A: '2' })
  })

  test('where nothing is live', async () => {
    const it = bench({
      faults: [
        { deploy: 'jobs', nth: 1, does: 'build_failed' },
        { deploy: 'jobs', nth: 2, does: 'build_failed' },
      ],
    })
    await it.apply(file([worker(vars({ A: '1' }))]))
    const events = await it.apply(file([worker(vars({ A: '2' }))]), { how })
    expect(problemsOf(events)).toMatchObject([{ code: 'not-ready' }])
    expect(todoOf(events)).toContain('It is not rolled back: no deploy is live. Put back: env/A.')
    expect(valuesOf(it)).toEqual({ A: '1' })
  })

  test('where the rollback itself is refused', async () => {
    const refused = ({ path }: Sent) => path.endsWith('/rollback') && 400
    const { it, events } = await changed(
      file([worker(vars({ A: 'old' }))]),
      file([worker(vars({ A: 'new' }))]),
      { ...second('build_failed'), intercept: refused },
    )
    expect(problemsOf(events)).toMatchObject([{ code: 'not-ready' }])
    expect(todoOf(events)).toMatch(
      /It is not rolled back: POST \/services\/id\/rollback: .*Put back: env\/A\./,
    )
    expect(valuesOf(it)).toEqual({ A: 'old' })
  })

  test('where a variable cannot be written back', async () => {
    let writes = 0
    const refused = ({ method, path }: Sent) => method === 'PUT' && path.endsWith('/A') && writes++ > 0 && 400
    const { it, events } = await changed(
      file([worker(vars({ A: 'old' }))]),
      file([worker(vars({ A: 'new' }))]),
      { ...second('build_failed'), intercept: refused },
    )
    expect(problemsOf(events)).toMatchObject([{ code: 'not-ready' }])
    expect(todoOf(events)).toContain(
      'What it changed could not all be put back: PUT /services/id/env-vars/A:',
    )
    expect(jobs(it).newest[0]).toMatchObject({ status: 'live', trigger: 'rollback' })
  })
})

test('what somebody else has changed since is not put back, and is told', async () => {
  const it = bench(second('build_failed'))
  await it.apply(file([worker({ ...vars({ OURS: 'old', THEIRS: 'old' }), numInstances: 1 })]))
  const after = file([worker({ ...vars({ OURS: 'new', THEIRS: 'new', ADDED: 'new' }), numInstances: 3 })])
  const events: ApplyEvent[] = []
  for await (const event of await it.start(after, { how })) {
    events.push(event)
    if (event.type !== 'apply_progress' || event.status !== 'build_in_progress') continue
    for (const key of ['THEIRS', 'ADDED']) {
      const path = `/services/${jobs(it).service?.id}/env-vars/${key}`
      await it.client.send({ method: 'PUT', path, body: { value: 'third' } })
    }
  }
  expect(valuesOf(it)).toEqual({ OURS: 'old', THEIRS: 'third', ADDED: 'third' })
  expect(todoOf(events)).toContain(
    'Put back: env/OURS, instances. env/THEIRS stays as it is: somebody else has changed it since. env/ADDED stays as it is: somebody else has changed it since.',
  )
})

test('autodeploys that are off are not told of', async () => {
  const off = { autoDeployTrigger: 'off' }
  const { events } = await changed(
    file([worker({ ...off, ...vars({ A: 'old' }) })]),
    file([worker({ ...off, ...vars({ A: 'new' }) })]),
  )
  expect(todoOf(events)).not.toContain('Render goes on')
})

test('a stop while it is rolled back is a stop', async () => {
  const stop = new AbortController()
  const it = bench({
    ...second('build_failed'),
    intercept: ({ path }) => {
      if (path.endsWith('/rollback')) stop.abort(new Error('stop'))
      return false
    },
  })
  await it.apply(file([worker(vars({ A: 'old' }))]))
  const events = await it.apply(file([worker(vars({ A: 'new' }))]), { how, signal: stop.signal })
  expect(events.at(-1)).toMatchObject({ summary: { stopped: 1, failed: 0 } })
})
