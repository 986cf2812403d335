/** Seven functions that an agent of another kind knows by these names, and its two ways to say whose account is meant. */
import { beforeEach, describe, expect, test } from 'vitest'
import {
  type Answered,
  type Client,
  call,
  findDeploy,
  type OperationName,
  operationOf,
  type operations,
} from '../../src/index.ts'
import { makeService, serviceBody, startApi } from '../emulator/support.ts'
import { clientOf } from './support.ts'

type Service = Answered<(typeof operations)['services.get']>

let client: Client
let workspace: string
let service: Service

beforeEach(async () => {
  const api = startApi()
  workspace = api.emulator.ownerId
  client = clientOf(api).client
  service = await makeService(api, serviceBody(workspace))
})

describe('the seven functions', () => {
  test.each<[OperationName, string]>([
    ['list_services', 'services.list'],
    ['get_service', 'services.get'],
    ['create_service', 'services.create'],
    ['list_deploys', 'deploys.list'],
    ['get_deploy', 'deploys.get'],
    ['list_jobs', 'jobs.list'],
    ['get_current_user', 'users.me'],
  ])('%s is %s', (name, id) => {
    expect(operationOf(name)).toBe(operationOf(id))
  })

  test('list services by pages, and read one', async () => {
    const { items, next } = await call(client, 'list_services', { limit: 50 }, { workspace })
    expect(items.map(({ id, name, type }) => [id, name, type])).toEqual([
      [service.id, service.name, 'web_service'],
    ])
    expect(next).toEqual(expect.any(String))
    expect(await call(client, 'get_service', { service: service.id })).toMatchObject({ name: service.name })
  })

  test('create a service with a command, a plan and variables', async () => {
    const made = await call(
      client,
      'create_service',
      {
        type: 'web_service',
        name: 'my-api',
        repo: 'https://github.com/myorg/my-api',
        branch: 'main',
        envVars: [{ key: 'NODE_ENV', value: 'production' }],
        serviceDetails: {
          runtime: 'node',
          plan: 'starter',
          region: 'oregon',
          envSpecificDetails: { buildCommand: 'npm run build', startCommand: 'npm start' },
        },
      },
      { workspace },
    )
    expect(made.service).toMatchObject({ name: 'my-api', ownerId: workspace })
    expect(made.deployId).toMatch(/^dep-/)
  })

  test('list deploys, and read one: with its service, or found by its id alone', async () => {
    const { items } = await call(client, 'list_deploys', { service: service.id, limit: 10 })
    const [{ id = '' } = {}] = items
    expect(await call(client, 'get_deploy', { service: service.id, deploy: id })).toMatchObject({ id })
    expect(await findDeploy({ client, workspace }, id)).toMatchObject({
      service: { id: service.id },
      deploy: { id },
    })
    await expect(findDeploy({ client, workspace }, 'dep-none')).rejects.toMatchObject({
      problems: [{ code: 'not-found', message: 'no service has a deploy dep-none' }],
    })
  })

  test('list jobs, and tell whose key it is', async () => {
    const job = await call(client, 'jobs.create', { service: service.id, command: 'ls' })
    const { items } = await call(client, 'list_jobs', { service: service.id, limit: 10 })
    expect(items.map(({ id, startCommand }) => [id, startCommand])).toEqual([[job.id, 'ls']])
    expect(await call(client, 'get_current_user', {})).toMatchObject({ email: expect.stringContaining('@') })
  })
})

test('two accounts side by side have the same functions, each with its own key, workspace and limits', async () => {
  const other = startApi()
  const accounts = { production: client, staging: clientOf(other).client }
  await makeService(other, serviceBody(other.emulator.ownerId, { name: 'elsewhere' }))
  const namesOf = async (account: Client) =>
    (await call(account, 'list_services', {})).items.map(({ name }) => name)
  expect(await namesOf(accounts.production)).toEqual([service.name])
  expect(await namesOf(accounts.staging)).toEqual(['elsewhere'])
  expect([accounts.production.sent(), accounts.staging.sent()]).toEqual([{ get: 1 }, { get: 1 }])
})
