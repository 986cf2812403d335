import { describe, expect, test } from 'vitest'
import { call, codeInWords, type Deploy, followDeploy, startDeploy, unfinished } from '../../src/index.ts'
import { running } from './place.ts'

const patience = 3_600_000

describe('a deploy', () => {
  test('is followed to its end, and each status is told once', async () => {
    const { place, service } = await running()
    const told: (string | undefined)[] = []
    const deploy = await startDeploy(place, service, { commit: 'c0ffee1' })
    expect(deploy.status).toBe('build_in_progress')
    const ended = await followDeploy(place, service, deploy, {
      patience,
      changed: ({ status }) => told.push(status),
    })
    expect(ended.id).toBe(deploy.id)
    expect(codeInWords(ended)).toMatch(/^c0ffee1 /)
    expect(told).toEqual(['build_in_progress', 'update_in_progress', 'live'])
  })

  test.each([
    ['build_failed', 'build_failed'],
    ['update_failed', 'update_failed'],
  ] as const)('that fails (%s) is an error with the end of its log', async (does, status) => {
    const { place, service } = await running({ faults: [{ deploy: 'api', nth: 2, does }] })
    const deploy = await startDeploy(place, service)
    const followed = followDeploy(place, service, deploy, { patience })
    await expect(followed).rejects.toMatchObject({
      problems: [
        {
          code: 'failed-deploy',
          message: expect.stringMatching(
            new RegExp(`^deploy ${deploy.id} of api ended as ${status}, made of `),
          ),
          todo: expect.stringContaining(`/deploys/${deploy.id}`),
          log: expect.arrayContaining([expect.any(String)]),
        },
      ],
    })
  })

  test('that somebody cancels is an error too', async () => {
    const { place, service } = await running()
    const deploy = await startDeploy(place, service)
    const { id } = await call(place.client, 'deploys.cancel', { service: service.id, deploy: deploy.id })
    await expect(followDeploy(place, service, { id }, { patience })).rejects.toThrow('ended as canceled')
  })

  test('that does not end in time goes on, and that is said', async () => {
    const { place, service } = await running({ faults: [{ deploy: 'api', nth: 2, does: 'hang' }] })
    const deploy = await startDeploy(place, service)
    const clock = place.clock?.now() ?? 0
    await expect(followDeploy(place, service, deploy, { patience: 60_000 })).rejects.toMatchObject({
      problems: [{ code: 'deploy-timeout', message: expect.stringContaining('is still build_in_progress') }],
    })
    expect((place.clock?.now() ?? 0) - clock).toBe(60_000)
    expect((await unfinished(place, service)).map(({ id }) => id)).toEqual([deploy.id])
  })

  test('without an id yet, because it waits for another one, is found', async () => {
    const { place, service } = await running({ whileDeploying: 'queue' })
    const first = await startDeploy(place, service)
    const second = await startDeploy(place, service)
    expect(second.id).not.toBe(first.id)
    expect((await followDeploy(place, service, second, { patience })).status).toBe('live')
  })

  test('whose answer is lost is found, and begun once', async () => {
    let losing = false
    const { it, place, service } = await running({
      intercept: ({ method, path }) => losing && method === 'POST' && path.endsWith('/deploys') && 'lost',
    })
    losing = true
    const deploy: Deploy = await startDeploy(place, service)
    expect((await followDeploy(place, service, deploy, { patience })).status).toBe('live')
    expect(it.sent.filter(({ method, path }) => method === 'POST' && path.endsWith('/deploys'))).toHaveLength(
      1,
    )
  })
})
