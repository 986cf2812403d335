import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { expectRefused, makeProject, postgresBody, startApi } from './support.ts'

/** What is odd about databases and key values, each with the recording that shows it (API facts §1.8, §1.9). */

describe('databases and key values', () => {
  test.each([
    [{ databaseName: 'shop' }, /^shop_[a-z0-9]{4}$/, /^shop_[a-z0-9]{4}_user$/],
    [{ databaseName: '' }, /^main_db_[a-z0-9]{4}$/, /^main_db_[a-z0-9]{4}_user$/],
    [{ databaseUser: 'me' }, /^main_db_[a-z0-9]{4}$/, /^me$/],
  ])('%j makes database %s and user %s (postgres--postgres#4)', async (given, databaseName, databaseUser) => {
    const api = startApi()
    const { body } = await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId, given))
    expect(body.databaseName).toMatch(databaseName)
    expect(body.databaseUser).toMatch(databaseUser)
  })

  test('a replica has the id of its primary with -b, and its environment (postgres--postgres#32,34)', async () => {
    const api = startApi()
    const project = await makeProject(api)
    const { body: made } = await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId))
    const path = `/postgres/${made.id}`
    await api.send('PATCH', path, { readReplicas: [{ name: 'copy' }] })
    const replica = made.id.replace(/-a$/, '-b')
    expect((await api.send('GET', path)).body.readReplicas).toEqual([{ id: replica, name: 'copy' }])
    const [environmentId] = project.environmentIds
    const placed = await api.send('POST', `/environments/${environmentId}/resources`, {
      resourceIds: [made.id],
    })
    expect([placed.status, placed.body.databasesIds]).toEqual([201, [replica, made.id]])
    expect((await api.send('GET', `/postgres/${replica}`)).body).toMatchObject({
      role: 'replica',
      primaryPostgresID: made.id,
    })
    expect((await api.send('GET', '/postgres?includeReplicas=false')).body).toHaveLength(1)
  })

  test('a replica of another name is another replica, and gone with its list (API facts §1.8)', async () => {
    const api = startApi()
    const body = postgresBody(api.emulator.ownerId, { readReplicas: [{ name: 'one' }] })
    const { body: made } = await api.send('POST', '/postgres', body)
    expect(made.status).toBe('creating')
    const path = `/postgres/${made.id}`
    const kept = await api.send('PATCH', path, { name: 'renamed' })
    expect(kept.body.readReplicas).toEqual(made.readReplicas)
    const renamed = await api.send('PATCH', path, { readReplicas: [{ name: 'two' }] })
    expect(renamed.body.readReplicas[0].id).not.toBe(made.readReplicas[0].id)
    expect((await api.send('PATCH', path, { readReplicas: [] })).body.readReplicas).toEqual([])
  })

  test('an identical PATCH of a database moves updatedAt (postgres--postgres#53)', async () => {
    const api = startApi()
    const { body: made } = await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId))
    const { body } = await api.send('PATCH', `/postgres/${made.id}`, { name: made.name })
    expect(body.updatedAt > made.updatedAt).toBe(true)
  })

  test('a key value nests its options and answers null for an empty ipAllowList (API facts §1.9)', async () => {
    const api = startApi()
    const body = { name: 'cache', ownerId: api.emulator.ownerId, plan: 'free', ipAllowList: [] }
    const made = await api.send('POST', '/key-value', body)
    expect(made.body).toMatchObject({
      options: { persistenceMode: 'off' },
      ipAllowList: null,
      status: 'unknown',
    })
    const { body: paid } = await api.send('PATCH', `/key-value/${made.body.id}`, { plan: 'starter' })
    expect(paid.options.persistenceMode).toBe('journal_snapshot')
    const { body: twin } = await api.send('GET', `/redis/${made.body.id}`)
    expect(twin.id).toBe(made.body.id)
    const info = await api.send('GET', `/redis/${made.body.id}/connection-info`)
    expect(info.body).toHaveProperty('redisCLICommand')
  })

  test('a new ipAllowList alone does not move a key value’s updatedAt (API facts §0)', async () => {
    const api = startApi()
    const body = { name: 'cache', ownerId: api.emulator.ownerId, plan: 'free' }
    const { body: made } = await api.send('POST', '/key-value', body)
    const path = `/key-value/${made.id}`
    const { body: before } = await api.send('GET', path)
    const ipAllowList = [{ cidrBlock: '203.0.113.0/24', description: 'office' }]
    expect((await api.send('PATCH', path, { ipAllowList })).body).toMatchObject({
      ipAllowList,
      updatedAt: before.updatedAt,
    })
  })
})

describe('a plan of before', () => {
  const former = ['starter', 'standard', 'pro', 'pro_plus']

  test.each(former)(
    '%s is refused for a new database, and for one that has another (API facts §2.5)',
    async (plan) => {
      const api = startApi()
      const refused = await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId, { plan }))
      expectRefused(refused, 400, /no longer supported for new databases/)
      const { body } = await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId))
      expectRefused(await api.send('PATCH', `/postgres/${body.id}`, { plan }), 400, /no longer supported/)
    },
  )

  test('stays on a database that has it', async () => {
    const before = startApi()
    const { id } = (await before.send('POST', '/postgres', postgresBody(before.emulator.ownerId))).body
    const state = join(tmpdir(), `render-sync-former-plan-${process.pid}.json`)
    onTestFinished(() => rmSync(state))
    const there = before.emulator.state()
    const database = { ...there.postgres[id], plan: 'standard' }
    writeFileSync(state, JSON.stringify({ ...there, postgres: { [id]: database } }))
    const api = startApi({ state })
    const { status, body } = await api.send('PATCH', `/postgres/${id}`, { name: 'other', plan: 'standard' })
    expect([status, body.plan, body.name]).toEqual([200, 'standard', 'other'])
  })
})

test('no connection leads to a host that there is (RFC 2606)', async () => {
  const api = startApi()
  const { ownerId } = api.emulator
  const pooled = postgresBody(ownerId, { connectionPool: 'pgbouncer' })
  const database = (await api.send('POST', '/postgres', pooled)).body.id
  const cache = (await api.send('POST', '/key-value', { name: 'cache', ownerId, plan: 'starter' })).body.id
  for (const path of [`/postgres/${database}`, `/key-value/${cache}`, `/redis/${cache}`]) {
    const { body } = await api.send('GET', `${path}/connection-info`)
    const texts = Object.values<string>(body)
    const names = texts.flatMap((text) => text.match(/[\w-]+(\.[\w-]+)+/g) ?? [])
    expect(names.length).toBeGreaterThan(1)
    expect(names.filter((name) => !name.endsWith('.render.invalid'))).toEqual([])
  }
})
