import { describe, expect, test } from 'vitest'
import { call, followJob, followLogs, readLogs, startJob, switchPower } from '../../src/index.ts'
import { running } from './place.ts'

const patience = 3_600_000

test('a job is followed until it ends', async () => {
  const { place, service } = await running()
  const seen: (string | undefined)[] = []
  const job = await startJob(place, service, 'npm run migrate', undefined)
  const ended = await followJob(place, service, job, { patience, seen: ({ status }) => seen.push(status) })
  expect(ended).toMatchObject({ id: job.id, status: 'succeeded', startCommand: 'npm run migrate' })
  expect(seen.at(-1)).toBe('succeeded')
})

test('a job that does not end in time goes on, and that is said', async () => {
  const { place, service } = await running()
  const job = await startJob(place, service, 'sleep', undefined)
  await expect(followJob(place, service, job, { patience: 0 })).rejects.toMatchObject({
    problems: [{ code: 'deploy-timeout' }],
  })
})

describe('log lines', () => {
  test('are read over several pages, the oldest first', async () => {
    const { place, service, deployed } = await running()
    for (const commit of ['a000000', 'b000000', 'c000000']) await deployed(commit)
    const all = await readLogs(place, { resource: [service.id] }, 1_000)
    const few = await readLogs(place, { resource: [service.id] }, 3)
    const times = all.map(({ timestamp }) => Date.parse(timestamp))
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(few).toEqual(all.slice(-3))
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  })

  test('that come are told once each, until the signal stops it', async () => {
    const { it, place, service, deployed } = await running()
    const began = new Date(it.clock.now()).toISOString()
    const controller = new AbortController()
    const told: string[] = []
    const following = (async () => {
      for await (const { id } of followLogs(
        { ...place, signal: controller.signal },
        { resource: [service.id] },
        began,
      ))
        told.push(id)
    })()
    await deployed('a000000')
    await it.clock.sleep(10_000)
    controller.abort(new Error('stopped'))
    await expect(following).rejects.toThrow('stopped')
    const there = await call(place.client, 'logs.list', {
      workspace: place.workspace,
      resource: [service.id],
      startTime: began,
      limit: 100,
    })
    expect(told.length).toBeGreaterThan(2)
    expect(new Set(told).size).toBe(told.length)
    expect([...told].sort()).toEqual(there.logs.map(({ id }) => id).sort())
  })
})

test('services and databases are suspended and resumed by the same words', async () => {
  const { it, place, service } = await running()
  await it.apply(
    JSON.stringify({
      databases: [{ name: 'main', plan: 'basic-256mb' }],
      services: [{ type: 'keyvalue', name: 'cache', plan: 'free', ipAllowList: [] }],
    }),
  )
  const { postgres, keyValues } = it.emulator.state()
  const [database = ''] = Object.keys(postgres)
  const [store = ''] = Object.keys(keyValues)
  for (const id of [service.id, database, store]) {
    await switchPower(place, id, 'suspend')
    await switchPower(place, id, 'resume')
  }
  expect(
    it.sent
      .filter(({ method }) => method === 'POST')
      .map(({ path }) => path)
      .slice(-6),
  ).toEqual([
    `/services/${service.id}/suspend`,
    `/services/${service.id}/resume`,
    `/postgres/${database}/suspend`,
    `/postgres/${database}/resume`,
    `/key-value/${store}/suspend`,
    `/key-value/${store}/resume`,
  ])
  await expect(switchPower(place, store, 'restart')).rejects.toMatchObject({
    problems: [{ code: 'bad-usage' }],
  })
})
