import { describe, expect, test } from 'vitest'
import { call, codeInWords, followDeploy, rollBack, startDeploy } from '../../src/index.ts'
import { running } from './place.ts'

const patience = 3_600_000
const hour = 3_600_000

/** Two commits after the first one, the last of which runs. */
const releases = async () => {
  const it = await running()
  const good = await it.deployed('a000000')
  const bad = await it.deployed('b000000')
  const setting = async () =>
    (await call(it.place.client, 'services.get', { service: it.service.id })).autoDeployTrigger
  return { ...it, good, bad, setting }
}

describe('a rollback', () => {
  test('goes to the last deploy that was live before, and tells from where to where', async () => {
    const { place, service, good, bad } = await releases()
    const result = await rollBack(place, service)
    expect(result).toMatchObject({
      done: 'begun',
      from: { id: bad.id },
      to: { id: good.id },
      paused: undefined,
      autodeploys: true,
    })
    if (result.done !== 'begun') return
    const ended = await followDeploy(place, service, result.deploy, { patience })
    expect(codeInWords(ended)).toMatch(/^a000000/)
  })

  test('passes over deploys of the code that runs, and those that failed', async () => {
    const it = await running({ faults: [{ deploy: 'api', commit: 'f000000', does: 'build_failed' }] })
    const good = await it.deployed('a000000')
    await it.deployed('b000000')
    await expect(it.deployed('f000000')).rejects.toThrow('build_failed')
    await it.deployed('b000000')
    expect(await rollBack(it.place, it.service)).toMatchObject({ to: { id: good.id } })
  })

  test('goes to the deploy that is named, if it was live', async () => {
    const it = await running({ faults: [{ deploy: 'api', commit: 'f000000', does: 'build_failed' }] })
    const first = await it.deployed('a000000')
    await it.deployed('b000000')
    await it.deployed('c000000')
    const failed = await startDeploy(it.place, it.service, { commit: 'f000000' })
    await expect(followDeploy(it.place, it.service, failed, { patience })).rejects.toThrow()
    const before = it.it.sent.length
    await expect(
      rollBack(it.place, it.service, { to: failed.id, pauseAutodeploy: true }),
    ).rejects.toMatchObject({
      problems: [
        { code: 'change-refused', message: `deploy ${failed.id} never was live: it ended as build_failed` },
      ],
    })
    expect(it.it.sent.slice(before).filter(({ method }) => method !== 'GET')).toEqual([])
    expect(await rollBack(it.place, it.service, { to: first.id })).toMatchObject({ to: { id: first.id } })
  })

  test('does nothing where what runs is older than asked, and goes back where it is not', async () => {
    const { it, place, service, bad } = await releases()
    await it.clock.sleep(2 * hour)
    const before = it.sent.length
    const kept = await rollBack(place, service, { ifNewerThan: hour })
    expect(kept).toMatchObject({ done: 'nothing', from: { id: bad.id } })
    expect(it.sent.slice(before).filter(({ method }) => method !== 'GET')).toEqual([])
    expect(await rollBack(place, service, { ifNewerThan: 3 * hour })).toMatchObject({ done: 'begun' })
  })

  test('turns autodeploys off where that is asked, and tells what they were', async () => {
    const { place, service, setting } = await releases()
    expect(await setting()).toBe('checksPass')
    const result = await rollBack(place, service, { pauseAutodeploy: true })
    expect(result).toMatchObject({ paused: 'checksPass', autodeploys: false })
    expect(await setting()).toBe('off')
  })

  test('is refused where nothing else was ever live', async () => {
    const { place, service } = await running()
    await expect(rollBack(place, service)).rejects.toMatchObject({
      problems: [{ code: 'not-found', message: 'no deploy of api with other code was ever live' }],
    })
  })
})
