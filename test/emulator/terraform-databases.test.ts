import { beforeEach, describe, expect, test } from 'vitest'
import { makeProject } from './support.ts'
import type { Terraform } from './terraform.ts'
import { moveTo, NotFound, startTerraform } from './terraform.ts'

/** Databases and key values, as Render's Terraform provider makes, reads, changes and deletes them. */

let tf: Terraform
let first: string
let second: string

beforeEach(async () => {
  tf = startTerraform()
  const { id: projectId, environmentIds } = await makeProject(tf.api)
  first = environmentIds[0]
  second = (await tf.send('POST', '/environments', { projectId, name: 'staging' })).id
})

const office = [
  { cidrBlock: '1.1.1.1/32', description: 'test' },
  { cidrBlock: '2.0.0.0/8', description: '' },
]

/** What is read of a database again and again must stay; what it has done in between may not. */
const stateOf = async (collection: string, id: string) => {
  const { updatedAt: _, status: __, ...found } = await tf.get(`/${collection}/${id}`)
  return { ...found, connection: await tf.get(`/${collection}/${id}/connection-info`) }
}

const untilAvailable = async (id: string) => {
  for (let polls = 0; polls < 100; polls++) {
    const { status } = await tf.get(`/postgres/${id}`)
    if (status === 'available') return
    await tf.api.pass(15)
  }
  throw new Error('timed out')
}

describe('a database', () => {
  /** The body of a configuration with the least in it: a list is [] where the provider makes it so, otherwise null. */
  const least = () => ({
    databaseName: '',
    databaseUser: '',
    enableHighAvailability: false,
    ipAllowList: [],
    name: 'some-name',
    ownerId: tf.owner,
    plan: 'basic_256mb',
    readReplicas: null,
    region: 'oregon',
    version: '15',
  })

  test('with the least set is made as planned, becomes available and is read the same', async () => {
    const made = await tf.send('POST', '/postgres', least())
    expect(made).toMatchObject({
      name: 'some-name',
      plan: 'basic_256mb',
      region: 'oregon',
      version: '15',
      role: 'primary',
      highAvailabilityEnabled: false,
      ipAllowList: null,
      readReplicas: [],
    })
    for (const absent of ['environmentId', 'parameterOverrides', 'primaryPostgresID'])
      expect(made).not.toHaveProperty(absent)
    const before = await stateOf('postgres', made.id)
    await untilAvailable(made.id)
    expect(await stateOf('postgres', made.id)).toEqual(before)
    const { databaseName, databaseUser, diskSizeGB, createdAt: _, ...rest } = before
    expect(made).toMatchObject({ databaseName, databaseUser, diskSizeGB })
    const { password } = rest.connection
    expect(password).toHaveLength(32)
    expect(rest.connection.internalConnectionString).toBe(
      `postgresql://${databaseUser}:${password}@${made.id}/${databaseName}`,
    )
  })

  test('with everything set, then changed, then taken away', async () => {
    const names = { databaseName: 'db_name', databaseUser: 'db_user' }
    const set = { environmentId: first, diskSizeGB: 20, ipAllowList: office, datadogAPIKey: 'key' }
    const parameterOverrides = { max_connections: '200' }
    const readReplicas = [{ name: 'one', parameterOverrides: {} }]
    const plan = 'pro_4gb'
    const body = { ...least(), ...names, ...set, plan, parameterOverrides, readReplicas }
    const made = await tf.send('POST', '/postgres', body)
    const { datadogAPIKey: _, ...read } = set
    expect(made).toMatchObject({ ...read, parameterOverrides, databaseUser: 'db_user', plan })
    expect(made.databaseName).toMatch(/^db_name_[a-z0-9]{4}$/)
    expect(made.readReplicas).toMatchObject([{ name: 'one' }])
    await untilAvailable(made.id)

    const path = `/postgres/${made.id}`
    const changed = await tf.send('PATCH', path, {
      diskSizeGB: 25,
      enableHighAvailability: true,
      ipAllowList: [],
      name: 'new-name',
      parameterOverrides: {},
      plan: 'pro_8gb',
      readReplicas: [{ name: 'one', parameterOverrides: { work_mem: '8MB' } }],
    })
    expect(changed).toMatchObject({
      diskSizeGB: 25,
      highAvailabilityEnabled: true,
      ipAllowList: null,
      name: 'new-name',
      plan: 'pro_8gb',
      readReplicas: [{ ...made.readReplicas[0], parameterOverrides: { work_mem: '8MB' } }],
    })
    expect(changed).not.toHaveProperty('parameterOverrides')
    await moveTo(tf, made.id, first, second)
    expect(await stateOf('postgres', made.id)).toMatchObject({ environmentId: second, name: 'new-name' })

    const replica = `/logs/streams/resource/${made.readReplicas[0].id}`
    await tf.send('PUT', replica, { setting: 'drop' })
    // A configuration without replicas goes out as null, and has none from then on.
    const taken = await tf.send('PATCH', path, { ipAllowList: [], name: 'new-name', readReplicas: null })
    expect(taken.readReplicas).toEqual([])
    await expect(tf.get(replica)).rejects.toThrow(NotFound)
    await moveTo(tf, made.id, second, undefined)
    expect(await stateOf('postgres', made.id)).not.toHaveProperty('environmentId')

    await tf.remove(path)
    await expect(tf.get(path)).rejects.toThrow(NotFound)
    await tf.remove(path)
  })
})

describe.each([
  ['key-value', 'cliCommand'],
  ['redis', 'redisCLICommand'],
])('of /%s', (collection, command) => {
  const least = () => ({
    ipAllowList: [],
    maxmemoryPolicy: 'allkeys_lfu',
    name: 'cache',
    ownerId: tf.owner,
    plan: 'starter',
    region: 'oregon',
  })

  test('a key value with the least set is made as planned, and read the same', async () => {
    const made = await tf.send('POST', `/${collection}`, least())
    const options = { maxmemoryPolicy: 'allkeys_lfu', persistenceMode: 'journal_snapshot' }
    expect(made).toMatchObject({
      name: 'cache',
      plan: 'starter',
      region: 'oregon',
      options,
      ipAllowList: null,
    })
    const before = await stateOf(collection, made.id)
    expect(before.connection[command]).toMatch(/^ REDISCLI_AUTH=.{32} valkey-cli --user red-/)
    expect(before.connection.internalConnectionString).toBe(`redis://${made.id}:6379`)
    await tf.api.pass(60)
    expect(await stateOf(collection, made.id)).toEqual(before)
  })

  test('a key value with everything set, then changed, then taken away', async () => {
    const set = { environmentId: first, ipAllowList: office, persistenceMode: 'snapshot' }
    const made = await tf.send('POST', `/${collection}`, { ...least(), ...set })
    expect(made).toMatchObject({
      environmentId: first,
      ipAllowList: office,
      options: { persistenceMode: 'snapshot' },
    })
    const path = `/${collection}/${made.id}`
    const change = { ipAllowList: [], maxmemoryPolicy: 'noeviction', name: 'new', plan: 'standard' }
    const changed = await tf.send('PATCH', path, { ...change, persistenceMode: 'off' })
    const options = { maxmemoryPolicy: 'noeviction', persistenceMode: 'off' }
    expect(changed).toMatchObject({ name: 'new', plan: 'standard', options, ipAllowList: null })
    await moveTo(tf, made.id, first, second)
    const again = await tf.send('PATCH', path, { ...change, ipAllowList: office })
    expect(again).toMatchObject({ options, ipAllowList: office, environmentId: second })
    await moveTo(tf, made.id, second, undefined)
    expect(await stateOf(collection, made.id)).not.toHaveProperty('environmentId')
    await tf.remove(path)
    await expect(tf.get(path)).rejects.toThrow(NotFound)
    await tf.remove(path)
  })
})
