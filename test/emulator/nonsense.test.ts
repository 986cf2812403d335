import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverage } from '../../src/emulator/index.ts'
import type { Api } from './support.ts'
import { cronBody, imageBody, makeService, postgresBody, siteBody, startApi } from './support.ts'

/** Bodies and queries that mean nothing, sent to everything: an answer in the API's shape, never a defect. */

const params: Record<string, string> = {}

const fillWorkspace = async (api: Api) => {
  const { ownerId } = api.emulator
  const made = async (path: string, body: object) =>
    (await api.send('POST', path, { name: 'x', ownerId, ...body })).body
  params.ownerId = ownerId
  params.serviceId = (await makeService(api, imageBody(ownerId))).id
  params.cronJobId = (await makeService(api, cronBody(ownerId))).id
  params.siteId = (await makeService(api, siteBody(ownerId))).id
  params.postgresId = (await api.send('POST', '/postgres', postgresBody(ownerId))).body.id
  params.keyValueId = (await made('/key-value', { plan: 'free' })).id
  params.envGroupId = (await made('/env-groups', { envVars: [] })).id
  params.projectId = (await made('/projects', { environments: [{ name: 'e' }] })).id
  params.webhookId = (await made('/webhooks', { url: 'https://example.com', enabled: true })).id
  params.key = 'A'
  params.name = 'f'
}

const words = [
  'name',
  'value',
  'key',
  'content',
  'serviceDetails',
  'envVars',
  'image',
  'plan',
  'type',
  'ownerId',
]
const field = fc.constantFrom(...words, '__proto__', 'constructor')
const nonsense = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(null, '', 0, -1, 1e300, true, 'web_service', 'a'.repeat(5000), '\u0000', '💥'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(field, tie('value'), { maxKeys: 4 }),
  ),
})).value

const query = fc.constantFrom('', '?limit=5', '?cursor=%FF', '?name=', '?resourceIds=x', '?=&&', '?limit=9e9')

// Thousands of requests: a machine that is busy needs more than the usual five seconds.
test('nonsense never finds a defect', async () => {
  const api = startApi()
  await fillWorkspace(api)
  const target = fc.constantFrom(...coverage)
  await fc.assert(
    fc.asyncProperty(target, query, nonsense, async ({ method, path }, search, body) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'x')
      const sent = method === 'GET' || method === 'DELETE' ? undefined : body
      const answer = await api.send(method, filled + search, sent)
      if (answer.status >= 400) expect(answer.body).toEqual({ message: expect.any(String) })
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
    }),
    { numRuns: 2000 },
  )
})
