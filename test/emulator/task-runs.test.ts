import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import { serve } from '../../src/emulator/index.ts'
import type { Api } from './support.ts'
import { expectRefused, startApi, workflowBody } from './support.ts'

/** The first version builds for 40 seconds and registers for 15; a run waits for one and takes ten. */
const untilReady = 55

const makeWorkflow = async (api: Api, changes: Record<string, unknown> = {}) =>
  (await api.send('POST', '/workflows', workflowBody(api.emulator.ownerId, changes))).body

const readyWorkflow = async (api: Api) => {
  const workflow = await makeWorkflow(api)
  await api.pass(untilReady)
  return workflow
}

const versions = async (api: Api, query = '') =>
  (await api.send('GET', `/workflowversions${query}`)).body.map(
    ({ workflowVersion }: { workflowVersion: Record<string, string> }) => workflowVersion,
  )

const run = (api: Api, task: string, input: unknown = [1], more = {}) =>
  api.send('POST', '/task-runs', { task, input, ...more })

test('a version is built, registers its tasks and is ready', async () => {
  const api = startApi({ tasks: ['add', 'greet'] })
  const { id } = await makeWorkflow(api)
  const status = async () => (await versions(api, `?workflowID=${id}`))[0].status
  expect(await status()).toBe('building')
  expect((await api.send('GET', '/tasks')).body).toEqual([])
  await api.pass(40)
  expect(await status()).toBe('registering')
  await api.pass(15)
  expect(await status()).toBe('ready')
  const [version] = await versions(api)
  expect((await api.send('GET', `/workflowversions/${version.id}`)).body).toEqual(version)
  const tasks = (await api.send('GET', `/tasks?workflowId=${id}&workflowVersionId=${version.id}`)).body
  expect(tasks.map(({ task }: { task: { name: string } }) => task.name).sort()).toEqual(['add', 'greet'])
  expect((await api.send('GET', `/tasks/${tasks[0].task.id}`)).body).toEqual(tasks[0].task)
})

test('a version of a commit is named by it, and runs when it is asked for', async () => {
  const api = startApi()
  await readyWorkflow(api)
  const [first] = await versions(api)
  const workflowId = first.workflowId
  const asked = await api.send('POST', '/workflowversions', { workflowId, commit: 'abc123' })
  expect(asked).toMatchObject({ status: 202, body: undefined })
  expect((await run(api, 'nightly-jobs/main:abc123')).status).toBe(404)
  await api.pass(untilReady)
  const taskOf = async (task: string) => (await run(api, task)).body.taskId
  const newest = await taskOf('nightly-jobs/main')
  expect(await taskOf('nightly-jobs/main:abc123')).toBe(newest)
  expect(await taskOf(`nightly-jobs/main:${first.name}`)).not.toBe(newest)
  const bySlug = (await api.send('GET', '/tasks?taskSlug=nightly-jobs/main&taskSlug=x/y')).body
  expect(bySlug).toMatchObject([{ task: { id: newest } }])
  expect((await api.send('GET', '/task-runs?taskSlug=nightly-jobs/main')).body).toHaveLength(2)
  expect((await api.send('GET', '/task-runs?taskSlug=nightly-jobs/other')).body).toEqual([])
})

test.each([
  ['build_failed', 'build_failed'],
  ['update_failed', 'registration_failed'],
  ['hang', 'building'],
])('with the fault %s a version ends as %s, and has no task', async (does, status) => {
  const api = startApi({ faults: [{ deploy: 'Nightly*', does: does as 'hang' }] })
  await readyWorkflow(api)
  expect((await versions(api))[0].status).toBe(status)
  expectRefused(await run(api, 'nightly-jobs/main'), 404, 'not found: nightly-jobs/main')
})

test('a run waits, runs, and completes with its arguments for a result', async () => {
  const api = startApi()
  const { id: workflowId } = await readyWorkflow(api)
  const started = await run(api, 'nightly-jobs/main', [2, 'x'])
  expect(started).toMatchObject({ status: 202, body: { status: 'pending', attempts: [], retries: 0 } })
  const { id } = started.body
  const read = async () => (await api.send('GET', `/task-runs/${id}`)).body
  await api.pass(1)
  expect(await read()).toMatchObject({ status: 'running', results: [], attempts: [{ status: 'running' }] })
  await api.pass(10)
  const done = await read()
  expect(done).toMatchObject({ status: 'completed', input: [2, 'x'], results: [2, 'x'], rootTaskRunId: id })
  expect(done.attempts).toMatchObject([{ status: 'completed', results: [2, 'x'] }])
  expect(Date.parse(done.completedAt) - Date.parse(done.startedAt)).toBe(10_000)
  expect((await api.send('DELETE', `/task-runs/${id}`)).status).toBe(204)
  expect((await read()).status).toBe('completed')
  expect(
    (await api.send('GET', `/task-runs?rootTaskRunId=${id}&workflowId=${workflowId}`)).body,
  ).toHaveLength(1)
  const named = await run(api, done.taskId, { a: 1 })
  await api.pass(11)
  expect((await api.send('GET', `/task-runs/${named.body.id}`)).body.results).toEqual([{ a: 1 }])
})

test('a run that is canceled stays so', async () => {
  const api = startApi()
  await readyWorkflow(api)
  const { id } = (await run(api, 'nightly-jobs/main')).body
  await api.pass(3)
  expect((await api.send('DELETE', `/task-runs/${id}`)).status).toBe(204)
  await api.pass(60)
  expect((await api.send('GET', `/task-runs/${id}`)).body).toMatchObject({
    status: 'canceled',
    results: [],
    attempts: [{ status: 'canceled' }],
  })
})

test('a key stands for the run that it started for a day', async () => {
  const api = startApi()
  await readyWorkflow(api)
  const send = async () => (await run(api, 'nightly-jobs/main', [1], { idempotencyKey: 'k' })).body.id
  const first = await send()
  expect(await send()).toBe(first)
  await api.pass(24 * 3600)
  expect(await send()).not.toBe(first)
})

test.each([
  [{ task: 'x', input: 1 }, 400],
  [{ task: 'x' }, 400],
  [{ task: 'no-slug', input: [] }, 404],
  [{ task: 'nightly-jobs/other', input: [] }, 404],
  [{ task: 'nightly-jobs/main:other', input: [] }, 404],
])('%j is refused with %i', async (body, status) => {
  const api = startApi()
  await readyWorkflow(api)
  expectRefused(await api.send('POST', '/task-runs', body), status, /./)
})

test('with a workflow go its versions, tasks and runs', async () => {
  const api = startApi()
  const { id } = await readyWorkflow(api)
  const started = await run(api, 'nightly-jobs/main')
  await api.send('DELETE', `/workflows/${id}`)
  expectRefused(await api.send('GET', `/task-runs/${started.body.id}`), 404, /^not found/)
  const { workflowVersions, tasks, taskRuns } = api.emulator.state()
  expect([workflowVersions, tasks, taskRuns]).toEqual([{}, {}, {}])
})

/** What has come of a stream until a text is in it. */
const until = async (chunks: AsyncIterator<Uint8Array | string>, text: string): Promise<string> => {
  let all = ''
  while (!all.includes(text)) {
    const { value, done } = await chunks.next()
    if (done) return `${all} (the end)`
    all += typeof value === 'string' ? value : new TextDecoder().decode(value)
  }
  return all
}

const eventsIn = (text: string) => [...text.matchAll(/^event: (.+)$/gm)].map(([, name]) => name)

const subscribe = (api: Api, query: string, headers: Record<string, string> = {}) =>
  api.emulator.fetch(
    new Request(`http://emulator/v1/task-runs/events?${query}`, {
      headers: { authorization: `Bearer ${api.emulator.apiKey}`, accept: 'text/event-stream', ...headers },
    }),
  )

test('the events of runs come as they happen, with all of the run in them', async () => {
  const api = startApi()
  await readyWorkflow(api)
  const { id } = (await run(api, 'nightly-jobs/main', ['a'])).body
  const other = (await run(api, 'nightly-jobs/main', ['b'])).body.id
  const response = await subscribe(api, `taskRunIds=${id},${other}`)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const stream = response.body?.[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const first = await until(stream, 'id: 2\n')
  expect(first).toMatch(/^retry: \d+\n\n/)
  await api.send('DELETE', `/task-runs/${other}`)
  const rest = await until(stream, 'task.completed')
  expect(eventsIn(first + rest)).toEqual([
    'task.pending',
    'task.pending',
    'task.canceled',
    'task.running',
    'task.completed',
  ])
  const [, data = ''] = /event: task.completed\ndata: (.+)\n\n/.exec(rest) ?? []
  expect(JSON.parse(data)).toEqual((await api.send('GET', `/task-runs/${id}`)).body)
  await stream.return?.()
})

test('whoever comes late is told how it ended, over a socket and by a repeated parameter as well', async () => {
  const api = startApi({ clock: virtualClock() })
  await readyWorkflow(api)
  const { id } = (await run(api, 'nightly-jobs/main')).body
  await api.pass(60)
  const server = await serve(api.emulator)
  const asked = get(`${server.url}/task-runs/events?taskRunIds=${id}&taskRunIds=${id}`, {
    headers: { authorization: `Bearer ${api.emulator.apiKey}`, accept: 'text/event-stream' },
  })
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(200)
  const text = await until(response[Symbol.asyncIterator](), '"completed"')
  expect(eventsIn(text)).toEqual(['task.completed'])
  asked.destroy()
  await server.close()
})

test.each([
  ['', {}, 400],
  ['taskRunIds=', {}, 400],
  ['taskRunIds=trn-00000000000000000000', {}, 404],
  ['taskRunIds=x', { accept: 'application/json' }, 406],
])('events of %j with %j are refused with %i', async (query, headers, status) => {
  const api = startApi()
  const response = await subscribe(api, query, headers)
  expectRefused({ status: response.status, body: await response.json() }, status, /./)
})

test('a stream that a fault cuts is a broken connection', async () => {
  const api = startApi({ faults: [{ request: 'GET /task-runs/events', does: 'truncate' }] })
  await readyWorkflow(api)
  const { id } = (await run(api, 'nightly-jobs/main')).body
  await expect(subscribe(api, `taskRunIds=${id}`)).rejects.toThrow('fetch failed')
})

test('runs are counted as they are asked for and as they end', async () => {
  const api = startApi()
  await readyWorkflow(api)
  const { taskId } = (await run(api, 'nightly-jobs/main')).body
  await run(api, 'nightly-jobs/main')
  await api.pass(120)
  const canceled = (await run(api, 'nightly-jobs/main')).body.id
  await api.send('DELETE', `/task-runs/${canceled}`)
  const values = async (query: string) =>
    (await api.send('GET', `/metrics/task-runs-${query}`)).body.map(
      ({ values: points, labels }: { values: { value: number }[]; labels: unknown[] }) => [
        points.map(({ value }) => value),
        labels,
      ],
    )
  expect(await values('queued')).toEqual([[[2, 1], []]])
  expect(await values(`completed?resource=${taskId}&aggregateBy=state&state=succeeded`)).toEqual([
    [[2], [{ field: 'state', value: 'succeeded' }]],
  ])
  expect(await values('completed?state=failed')).toEqual([])
  await api.pass(3601)
  expect(await values('queued')).toEqual([])
  expectRefused(await api.send('GET', '/metrics/task-runs-queued?resource=tsk-x'), 404, 'tsk-x')
  expectRefused(await api.send('GET', '/metrics/task-runs-completed?state=x'), 400, /state/)
})
