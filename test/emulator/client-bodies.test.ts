import { expect, test } from 'vitest'
import { expectRefused, imageBody, makeService, postgresBody, serviceBody, startApi } from './support.ts'

/** Bodies that Render's command line and MCP server send, and what comes of them. */

const native = { buildCommand: '', startCommand: 'run' }

test.each([
  ['docker', { repo: 'https://github.com/a/b', image: undefined }, '.'],
  ['image', {}, ''],
])(
  'the commands of a native service have no effect on one of runtime %s',
  async (runtime, source, context) => {
    const api = startApi()
    const service = await makeService(api, {
      ...imageBody(api.emulator.ownerId, source),
      type: 'cron_job',
      serviceDetails: { runtime, schedule: '0 0 * * *', envSpecificDetails: native },
    })
    expect(service.serviceDetails.envSpecificDetails).toMatchObject({
      dockerCommand: '',
      dockerContext: context,
    })
    expect(service.serviceDetails.envSpecificDetails).not.toHaveProperty('startCommand')
    expectRefused(
      await api.send('PATCH', `/services/${service.id}`, {
        serviceDetails: { envSpecificDetails: { startCommand: 'run' } },
      }),
      400,
      `startCommand does not belong to runtime ${runtime}`,
    )
  },
)

test('a job without a plan has that of its service', async () => {
  const api = startApi()
  const { id } = await makeService(api, serviceBody(api.emulator.ownerId))
  const planOf = async (body: object) =>
    (await api.send('POST', `/services/${id}/jobs`, { startCommand: 'ls', ...body })).body.planId
  expect(await planOf({ planId: '' })).toBe(await planOf({}))
  expect(await planOf({ planId: 'plan-srv-006' })).toBe('plan-srv-006')
})

test('a database whose version is no text has the newest', async () => {
  const api = startApi()
  const body = postgresBody(api.emulator.ownerId, { version: '' })
  expect((await api.send('POST', '/postgres', body)).body.version).toBe('18')
  expectRefused(
    await api.send('POST', '/postgres', { ...body, version: '9' }),
    400,
    'version must be one of 11',
  )
})

test('a Blueprint comes as a file of a form', async () => {
  const { emulator } = startApi()
  const validate = async (yaml: string) => {
    const body = new FormData()
    body.set('ownerId', emulator.ownerId)
    body.set('file', new Blob([yaml]), 'render.yaml')
    const headers = { authorization: `Bearer ${emulator.apiKey}` }
    const answer = await emulator.fetch(
      new Request('http://emulator/v1/blueprints/validate', { method: 'POST', headers, body }),
    )
    return [answer.status, await answer.json()]
  }
  expect(await validate('services: [{ type: web, name: api }]')).toEqual([
    200,
    {
      valid: true,
      errors: [],
      plan: { services: ['api'], databases: [], keyValue: [], envGroups: [], totalActions: 1 },
    },
  ])
  const placed = (name: string) => ({
    services: [
      { type: 'web', name: `${name}-api` },
      { type: 'keyvalue', name: `${name}-kv` },
    ],
    databases: [{ name: `${name}-db` }],
    envVarGroups: [{ name: `${name}-group` }],
  })
  const project = { name: 'shop', environments: [{ name: 'production', ...placed('one') }] }
  const everywhere = JSON.stringify({ projects: [project], ungrouped: placed('two') })
  expect(await validate(everywhere)).toMatchObject([
    200,
    {
      plan: {
        services: ['one-api', 'two-api'],
        databases: ['one-db', 'two-db'],
        keyValue: ['one-kv', 'two-kv'],
        envGroups: ['one-group', 'two-group'],
        totalActions: 8,
      },
    },
  ])
  expect(await validate('services: [')).toMatchObject([200, { valid: false, errors: [{ line: 1 }] }])
})
