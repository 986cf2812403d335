import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { newFile } from './state/files.ts'
import type { Api } from './support.ts'
import {
  cronBody,
  expectRefused,
  imageBody,
  makeProject,
  makeService,
  postgresBody,
  serviceBody,
  startApi,
} from './support.ts'

describe('members', () => {
  const members = [{ name: 'Dora', email: 'dora@example.com', role: 'DEVELOPER' as const }]
  const pathOf = (api: Api) => `/owners/${api.emulator.ownerId}/members`

  test('have a role that can be changed, and can be removed', async () => {
    const api = startApi({ members })
    const path = pathOf(api)
    const [admin, dora] = (await api.send('GET', path)).body
    expect([admin.role, dora]).toMatchObject(['ADMIN', { name: 'Dora', role: 'DEVELOPER', status: 'active' }])
    const changed = await api.send('PATCH', `${path}/${dora.userId}`, { role: 'WORKSPACE_VIEWER' })
    expect(changed).toMatchObject({ status: 200, body: { ...dora, role: 'WORKSPACE_VIEWER' } })
    expect((await api.send('DELETE', `${path}/${dora.userId}`)).status).toBe(204)
    expect((await api.send('GET', path)).body).toEqual([admin])
    expectRefused(await api.send('DELETE', `${path}/${dora.userId}`), 404, dora.userId)
  })

  test('the last administrator stays one', async () => {
    const api = startApi()
    const path = pathOf(api)
    const [{ userId }] = (await api.send('GET', path)).body
    expectRefused(await api.send('PATCH', `${path}/${userId}`, { role: 'DEVELOPER' }), 409, /administrator/)
    expectRefused(await api.send('DELETE', `${path}/${userId}`), 400, /administrator/)
    expectRefused(await api.send('PATCH', `${path}/${userId}`, { role: 'admin' }), 400, /role/)
    expect((await api.send('PATCH', `${path}/${userId}`, { role: 'ADMIN' })).status).toBe(200)
  })

  test('another administrator may take over', async () => {
    const api = startApi({ members })
    const path = pathOf(api)
    const [admin, dora] = (await api.send('GET', path)).body
    await api.send('PATCH', `${path}/${dora.userId}`, { role: 'ADMIN' })
    expect((await api.send('DELETE', `${path}/${admin.userId}`)).status).toBe(204)
  })
})

describe('the audit log', () => {
  const logs = async (api: Api, query = '') =>
    (await api.send('GET', `/owners/${api.emulator.ownerId}/audit-logs${query}`)).body.map(
      ({ auditLog }: { auditLog: Record<string, unknown> }) => auditLog,
    )
  const newest = async (api: Api) => {
    const [log] = await logs(api)
    return log && [log.event, log.metadata]
  }

  test('has what was done, by whom and to what, the newest first', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    await api.pass(1)
    await api.send('PUT', `/services/${id}/env-vars/A`, { value: 'secret' })
    const all = await logs(api)
    expect(all).toMatchObject([
      {
        event: 'CreateEnvVarsEvent',
        status: 'success',
        actor: { type: 'rest_api', email: 'workspace@example.com' },
        metadata: { service: id, key: 'A' },
      },
      { event: 'CreateServerEvent', metadata: { service: id } },
    ])
    expect(all[0].id).toMatch(/^aud-[0-9a-v]{20}$/)
    expect(JSON.stringify(all)).not.toContain('secret')
    expect(Date.parse(all[0].timestamp) - Date.parse(all[1].timestamp)).toBe(1000)
    expect(await logs(api, '?direction=forward')).toEqual([...all].reverse())
    expect(await logs(api, '?limit=1000')).toEqual(all)
    expect(await logs(api, `?startTime=${all[1].timestamp}`)).toEqual([all[0]])
    expect(await logs(api, `?endTime=${all[0].timestamp}`)).toEqual([all[1]])
  })

  test('comes in pages, in either direction', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    for (const value of ['1', '2', '3']) await api.send('PUT', `/services/${id}/env-vars/A`, { value })
    const all = await logs(api)
    for (const [direction, rows] of [
      ['backward', all],
      ['forward', [...all].reverse()],
    ]) {
      const path = `/owners/${api.emulator.ownerId}/audit-logs?direction=${direction}&limit=3`
      const first = (await api.send('GET', path)).body
      const rest = (await api.send('GET', `${path}&cursor=${first[2].cursor}`)).body
      expect([...first, ...rest].map(({ auditLog }) => auditLog)).toEqual(rows)
    }
    expectRefused(await api.send('GET', `/owners/${api.emulator.ownerId}/audit-logs?limit=1001`), 400, /1000/)
  })

  test('what is refused and what is read leave nothing, and what changes nothing of note neither', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    const before = await logs(api)
    await api.send('POST', '/services', serviceBody(api.emulator.ownerId))
    await api.send('GET', `/services/${id}/env-vars`)
    await api.send('PATCH', `/services/${id}`, { name: 'api', rootDir: 'x' })
    await api.send('DELETE', '/services/srv-00000000000000000000')
    expect(await logs(api)).toEqual(before)
  })

  test('nothing of it changes what else the emulator gives out', async () => {
    const ids = async (write: boolean) => {
      const api = startApi()
      const { id } = await makeService(api)
      if (write) await api.send('POST', `/services/${id}/suspend`)
      const { auditLogs: _, ...state } = api.emulator.state()
      return state.ids.counter
    }
    const events = 1
    expect((await ids(true)) - (await ids(false))).toBeLessThanOrEqual(events + 1)
  })

  test('a workspace has its own, and the organization all', async () => {
    const second = 'tea-11111111111111111111'
    const api = startApi({ otherOwners: [{ id: second, name: 'second' }] })
    await makeService(api)
    await makeService(api, serviceBody(second))
    const own = await logs(api)
    const other = (await api.send('GET', `/owners/${second}/audit-logs`)).body
    expect([own.length, other.length]).toEqual([1, 1])
    const organization = api.emulator.ownerId.replace('tea-', 'org-')
    expect((await api.send('GET', `/organizations/${organization}/audit-logs`)).body).toHaveLength(2)
    expectRefused(await api.send('GET', '/organizations/org-x/audit-logs'), 404, 'org-x')
  })

  test('is kept with the workspace, and counts on', async () => {
    const state = newFile()
    await makeService(startApi({ state }))
    const api = startApi({ state })
    await api.pass(1)
    const [id = ''] = Object.keys(api.emulator.state().services)
    await api.send('POST', `/services/${id}/suspend`)
    const events = (await logs(api)).map(({ event }: { event: string }) => event)
    expect(events).toEqual(['SuspendServiceEvent', 'CreateServerEvent'])
  })

  test('keeps the newest ten thousand', async () => {
    const state = newFile()
    const first = startApi({ state })
    const { id } = await makeService(first)
    const { auditLogs, ...rest } = first.emulator.state()
    const [log] = Object.values(auditLogs)
    const idOf = (n: number) => `aud-${'0'.repeat(14)}${String(n).padStart(6, '0')}`
    const many = Array.from({ length: 10_000 }, (_, n) => ({ ...log, id: idOf(n), number: n + 1 }))
    const full = { ...rest, auditLogs: Object.fromEntries(many.map((one) => [one.id, one])) }
    writeFileSync(state, JSON.stringify(full))
    const api = startApi({ state })
    await api.send('POST', `/services/${id}/suspend`)
    const kept = Object.values(api.emulator.state().auditLogs)
    expect(kept).toHaveLength(10_000)
    expect(kept.some((one) => one.id === idOf(0))).toBe(false)
    expect(kept.at(-1)).toMatchObject({ event: 'SuspendServiceEvent', number: 10_001 })
  })

  test('each request leaves its event', async () => {
    const api = startApi({ members: [{ name: 'D', email: 'd@example.com', role: 'DEVELOPER' }] })
    const { ownerId } = api.emulator
    const service = (await makeService(api, imageBody(ownerId))).id
    const project = await makeProject(api)
    const [environment] = project.environmentIds
    const make = async (path: string, body: unknown) => {
      const answer = await api.send('POST', path, body)
      expect(answer.status).toBeLessThan(300)
      return answer.body
    }
    const cron = (await make('/services', cronBody(ownerId))).service.id
    expect(await newest(api)).toEqual(['CreateCronJobEvent', { service: cron }])
    const postgres = (await make('/postgres', postgresBody(ownerId))).id
    expect(await newest(api)).toEqual(['CreatePostgresEvent', { postgres }])
    const redis = (await make('/key-value', { name: 'kv', ownerId, plan: 'free' })).id
    expect(await newest(api)).toEqual(['CreateRedisEvent', { redis }])
    const envGroup = (await make('/env-groups', { name: 'g', ownerId, envVars: [{ key: 'A', value: 'x' }] }))
      .id
    const disk = (await make('/disks', { name: 'd', mountPath: '/d', sizeGB: 1, serviceId: service })).id
    expect(await newest(api)).toEqual(['CreateServerDiskEvent', { disk }])
    const webhook = (
      await make('/webhooks', {
        ownerId,
        name: 'w',
        url: 'https://a.example',
        enabled: true,
        eventFilter: null,
      })
    ).id
    expect(await newest(api)).toEqual(['CreateWebhookEvent', { webhook }])
    const [, { userId }] = (await api.send('GET', `/owners/${ownerId}/members`)).body
    const everyone = { ipAllowList: [{ cidrBlock: '0.0.0.0/0', description: '' }] }
    const requests: [method: string, path: string, body: unknown, event: string, metadata: object][] = [
      ['PATCH', `/services/${service}`, { name: 'new' }, 'UpdateServiceNameEvent', { service }],
      ['PATCH', `/services/${service}`, { serviceDetails: everyone }, 'UpdateIPAllowListEvent', { service }],
      [
        'PATCH',
        `/services/${service}`,
        { serviceDetails: { maintenanceMode: { enabled: true, uri: '' } } },
        'MaintenanceModeEnabledEvent',
        { service },
      ],
      [
        'PATCH',
        `/services/${service}`,
        { serviceDetails: { maintenanceMode: { enabled: true, uri: 'https://a.example' } } },
        'MaintenanceModeURIUpdatedEvent',
        { service },
      ],
      ['PUT', `/services/${service}/env-vars`, [{ key: 'A', value: '1' }], 'UpdateEnvVarsEvent', { service }],
      ['PUT', `/services/${service}/env-vars/A`, { value: '2' }, 'UpdateEnvVarsEvent', { service, key: 'A' }],
      ['DELETE', `/services/${service}/env-vars/A`, undefined, 'DeleteEnvVarsEvent', { service, key: 'A' }],
      [
        'PUT',
        `/env-groups/${envGroup}/env-vars/A`,
        { value: '2' },
        'UpdateEnvVarsEvent',
        { envGroup, key: 'A' },
      ],
      [
        'DELETE',
        `/env-groups/${envGroup}/env-vars/A`,
        undefined,
        'DeleteEnvVarsEvent',
        { envGroup, key: 'A' },
      ],
      ['DELETE', `/env-groups/${envGroup}`, undefined, 'DeleteEnvGroupEvent', { envGroup }],
      ['POST', `/services/${service}/suspend`, undefined, 'SuspendServiceEvent', { service }],
      ['POST', `/services/${service}/resume`, undefined, 'ResumeServiceEvent', { service }],
      ['DELETE', `/disks/${disk}`, undefined, 'DeleteServerDiskEvent', { disk }],
      ['PATCH', `/postgres/${postgres}`, everyone, 'UpdateIPAllowListEvent', { postgres }],
      ['POST', `/postgres/${postgres}/suspend`, undefined, 'SuspendPostgresEvent', { postgres }],
      ['POST', `/postgres/${postgres}/resume`, undefined, 'ResumePostgresEvent', { postgres }],
      ['DELETE', `/postgres/${postgres}`, undefined, 'DeletePostgresEvent', { postgres }],
      ['PATCH', `/redis/${redis}`, everyone, 'UpdateIPAllowListEvent', { redis }],
      ['DELETE', `/key-value/${redis}`, undefined, 'DeleteRedisEvent', { redis }],
      [
        'PATCH',
        `/environments/${environment}`,
        { protectedStatus: 'protected' },
        'ChangeEnvironmentProtectionEvent',
        { environment },
      ],
      ['PATCH', `/environments/${environment}`, everyone, 'UpdateIPAllowListEvent', { environment }],
      [
        'POST',
        `/environments/${environment}/resources`,
        { resourceIds: [service] },
        'MoveEnvironmentResourceEvent',
        { environment },
      ],
      ['DELETE', `/environments/${environment}`, undefined, 'DeleteEnvironmentEvent', { environment }],
      ['DELETE', `/projects/${project.id}`, undefined, 'DeleteProjectEvent', { project: project.id }],
      ['PATCH', `/webhooks/${webhook}`, { name: 'x' }, 'UpdateWebhookEvent', { webhook }],
      ['DELETE', `/webhooks/${webhook}`, undefined, 'DeleteWebhookEvent', { webhook }],
      [
        'PATCH',
        `/owners/${ownerId}/members/${userId}`,
        { role: 'DEVELOPER' },
        'ChangeTeamMemberRoleEvent',
        { user: userId },
      ],
      [
        'DELETE',
        `/owners/${ownerId}/members/${userId}`,
        undefined,
        'RemoveUserFromTeamEvent',
        { user: userId },
      ],
      ['DELETE', `/services/${cron}`, undefined, 'DeleteCronJobEvent', { service: cron }],
    ]
    for (const [method, path, body, event, metadata] of requests) {
      const { status } = await api.send(method, path, body)
      expect([path, status < 300]).toEqual([path, true])
      expect([method, path, ...((await newest(api)) ?? [])]).toEqual([method, path, event, metadata])
    }
  })
})

describe('maintenance', () => {
  const beside = async (api: Api, body: unknown) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
    const answer = await api.emulator.fetch(new Request('http://emulator/__emulator/maintenance', init))
    // biome-ignore lint/suspicious/noExplicitAny: as an answer of the API in support.ts
    return { status: answer.status, body: (await answer.json()) as any }
  }
  const makeRun = async (api: Api, more: Record<string, unknown> = {}) => {
    const resourceId = (await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId))).body.id
    return (await beside(api, { resourceId, ...more })).body
  }

  test('that is scheduled is listed, moved, and over when its time has come', async () => {
    const api = startApi()
    const run = await makeRun(api, { pendingMaintenanceBy: '2030-01-01T00:00:00Z' })
    expect(run).toMatchObject({ id: expect.stringMatching(/^mrn-[0-9a-v]{20}$/), state: 'scheduled' })
    const one = `/maintenance/${run.id}`
    expect((await api.send('GET', one)).body).toEqual(run)
    const inHour = new Date((await now(api)) + 3_600_000).toISOString()
    expect(await api.send('PATCH', one, { scheduledAt: inHour })).toMatchObject({
      status: 202,
      body: undefined,
    })
    expect(Date.parse((await api.send('GET', one)).body.scheduledAt)).toBe(Date.parse(inHour))
    await api.pass(3601)
    expect((await api.send('GET', '/maintenance?state=in_progress')).body).toMatchObject([{ id: run.id }])
    await api.pass(60)
    expect(
      (await api.send('GET', `/maintenance?resourceId=${run.resourceId}&state=failed&state=succeeded`)).body,
    ).toMatchObject([{ id: run.id, state: 'succeeded' }])
    expectRefused(await api.send('PATCH', one, { scheduledAt: inHour }), 400, /succeeded/)
  })

  const now = async (api: Api) => Date.parse((await api.send('GET', '/users')).headers.get('date') ?? '')

  test('begins at once when it is triggered, and only once', async () => {
    const api = startApi()
    const { id } = await makeRun(api)
    expect((await api.send('POST', `/maintenance/${id}/trigger`)).status).toBe(202)
    expect((await api.send('GET', `/maintenance/${id}`)).body.state).toBe('in_progress')
    expectRefused(await api.send('POST', `/maintenance/${id}/trigger`), 400, /in_progress/)
  })

  test('cannot be put off for longer than Render says, and goes with its resource', async () => {
    const api = startApi()
    const run = await makeRun(api, { pendingMaintenanceBy: '2030-01-01T00:00:00Z' })
    const later = { scheduledAt: '2030-01-02T00:00:00Z' }
    expectRefused(await api.send('PATCH', `/maintenance/${run.id}`, later), 400, /pendingMaintenanceBy/)
    await api.send('DELETE', `/postgres/${run.resourceId}`)
    expect((await api.send('GET', '/maintenance')).body).toEqual([])
    expectRefused(await api.send('GET', `/maintenance/${run.id}`), 404, run.id)
  })

  test('of nothing is refused, beside the API as in it', async () => {
    const api = startApi()
    expect((await beside(api, { resourceId: 'dpg-x' })).status).toBe(404)
    expect((await beside(api, {})).status).toBe(400)
  })
})
