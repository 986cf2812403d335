import { expect, test } from 'vitest'
import type { Api } from './support.ts'
import { expectRefused, imageBody, makeService, startApi } from './support.ts'

/** Logs, as Render's command line and MCP server read them. */

const deployed = async (api: Api, times: number) => {
  const service = await makeService(api, imageBody(api.emulator.ownerId))
  for (let each = 0; each < times; each++) await api.send('POST', `/services/${service.id}/deploys`, {})
  return `/logs?ownerId=${api.emulator.ownerId}&resource=${service.id}`
}

interface Line {
  id: string
  message: string
  timestamp: string
}

/** All lines in pages of `limit`, each asked for as the answer before it says. */
const paged = async (api: Api, path: string, limit: number) => {
  const lines: Line[] = []
  let next = ''
  for (let pages = 0; pages < 50; pages++) {
    const { body } = await api.send('GET', `${path}&limit=${limit}${next}`)
    lines.push(...body.logs)
    if (!body.hasMore) return lines
    next = `&startTime=${body.nextStartTime}&endTime=${body.nextEndTime}`
  }
  throw new Error('there is always more')
}

test.each(['backward', 'forward'])('%s, the next times lead through all lines, each once', async (way) => {
  const api = startApi()
  const path = `${await deployed(api, 6)}&direction=${way}`
  const { body } = await api.send('GET', `${path}&limit=100`)
  expect(body.hasMore).toBe(false)
  // Of each deploy its start, and of all but the last its end, in one millisecond.
  expect(body.logs).toHaveLength(13)
  expect(await paged(api, path, 1)).toEqual(body.logs)
  expect(await paged(api, path, 5)).toEqual(body.logs)
})

test('the last hour is what is shown without times, and backward the newest come first', async () => {
  const api = startApi()
  const path = await deployed(api, 0)
  await api.pass(60)
  const messages = async (query = '') =>
    (await api.send('GET', path + query)).body.logs.map((line: Line) => line.message)
  expect(await messages()).toEqual(['instance_started', 'deploy_ended', 'deploy_started'])
  expect(await messages('&direction=forward&text=ended')).toEqual(['deploy_ended'])
  await api.pass(3600)
  expect(await messages()).toEqual([])
  expect(await messages('&startTime=2026-01-01T01:00:00%2B01:00')).toEqual([
    'instance_started',
    'deploy_ended',
    'deploy_started',
  ])
})

test('each instance has a line of its own once a deploy is live', async () => {
  const api = startApi()
  const { ownerId } = api.emulator
  const service = await makeService(
    api,
    imageBody(ownerId, { serviceDetails: { runtime: 'image', plan: 'starter', numInstances: 2 } }),
  )
  const path = `?ownerId=${ownerId}&resource=${service.id}`
  expect((await api.send('GET', `/logs${path}&type=app`)).body.logs).toEqual([])
  await api.pass(60)
  const instances = (await api.send('GET', `/services/${service.id}/instances`)).body.map(
    ({ id }: { id: string }) => id,
  )
  expect(instances).toHaveLength(2)
  const { logs } = (await api.send('GET', `/logs${path}&type=app&direction=forward`)).body
  expect(logs).toMatchObject(
    instances.map((value: string) => ({
      message: 'instance_started',
      labels: expect.arrayContaining([
        { name: 'instance', value },
        { name: 'type', value: 'app' },
      ]),
    })),
  )
  const ofOne = (await api.send('GET', `/logs${path}&instance=${instances[1]}`)).body.logs
  expect(ofOne).toEqual([logs[1]])
  const values = (await api.send('GET', `/logs/values${path}&label=instance`)).body
  expect(values.sort()).toEqual(instances)
})

test('both ends of the time are in it', async () => {
  const api = startApi()
  const path = await deployed(api, 0)
  await api.pass(60)
  const [{ timestamp }] = (await api.send('GET', `${path}&text=ended`)).body.logs
  const second = timestamp.slice(0, 19)
  const count = async (query: string) => (await api.send('GET', path + query)).body.logs.length
  expect(await count(`&text=ended&startTime=${second}Z&endTime=${second}.999999999Z`)).toBe(1)
  expect(await count(`&text=ended&endTime=${second}Z`)).toBe(0)
})

test('a job has a log, with nothing in it', async () => {
  const api = startApi()
  const { ownerId } = api.emulator
  const service = await makeService(api, imageBody(ownerId))
  const job = (await api.send('POST', `/services/${service.id}/jobs`, { startCommand: 'ls' })).body
  expect((await api.send('GET', `/logs?ownerId=${ownerId}&resource=${job.id}`)).body.logs).toEqual([])
  expect((await api.send('GET', `/logs?ownerId=${ownerId}&resource=job-x`)).status).toBe(404)
})

test('events are filtered by types that are joined by commas', async () => {
  const api = startApi()
  const service = await makeService(api, imageBody(api.emulator.ownerId))
  await api.send('POST', `/services/${service.id}/suspend`)
  const types = async (wanted: string) =>
    (await api.send('GET', `/services/${service.id}/events?type=${wanted}`)).body.map(
      (row: { event: { type: string } }) => row.event.type,
    )
  expect(await types('service_suspended,deploy_started')).toEqual(['service_suspended', 'deploy_started'])
  expect(await types('deploy_started')).toEqual(['deploy_started'])
})

test('owners are found by any of several names', async () => {
  const api = startApi({ otherOwners: [{ id: 'tea-b', name: 'B, and C' }] })
  const names = async (query: string) =>
    (await api.send('GET', `/owners?${query}`)).body
      .map((row: { owner: { name: string } }) => row.owner.name)
      .sort()
  expect(await names('name=B%2C+and+C')).toEqual(['B, and C'])
  expect(await names('name=B%2C+and+C&name=Emulated+workspace')).toEqual(['B, and C', 'Emulated workspace'])
})

test.each([
  ['text=deploy_sta', 2],
  ['text=sta*ted', 2],
  ['text=ended*started', 0],
  ['text=/^deploy_(started|ended)$/', 3],
  ['text=/^started/', 0],
  ['text=deploy.started', 0],
  ['level=info', 3],
  ['level=inf', 0],
  ['level=in*', 3],
  ['level=/^(warn|info)$/', 3],
  ['level=/^warn$/&level=i*', 3],
  ['host=*', 0],
  ['path=/nothing', 0],
])('a filter may have wildcards or be a regular expression: %s finds %i', async (filter, count) => {
  const api = startApi()
  const path = await deployed(api, 1)
  const { body } = await api.send('GET', `${path}&${filter.replaceAll('^', '%5E').replaceAll('|', '%7C')}`)
  expect(body.logs).toHaveLength(count)
})

test('a regular expression that is none is refused, also where there is no line', async () => {
  const api = startApi()
  const path = await deployed(api, 0)
  for (const filter of ['text', 'level', 'host', 'path'])
    expectRefused(await api.send('GET', `${path}&${filter}=/(/`), 400, 'a regular expression that is none')
})
