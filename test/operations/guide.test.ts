/**
 * The 33 endpoints that a guide for agents names, in its ten groups. Where its figures differ from what was recorded, the recordings hold:
 * docs/operations.md says where. What is done about its statuses: test/long/statuses.test.ts.
 */
import { expect, test } from 'vitest'
import { coverage } from '../../src/emulator/index.ts'
import { operationOf } from '../../src/index.ts'
import { bucketNameOf } from '../../src/operations/index.ts'

const groups: Readonly<
  Record<string, readonly (readonly [name: string, request: string, bucket: string])[]>
> = {
  services: [
    ['services.list', 'GET /services', 'get'],
    ['services.get', 'GET /services/{service}', 'get'],
    ['services.create', 'POST /services', 'create'],
    ['services.update', 'PATCH /services/{service}', 'service-mutation'],
    ['services.delete', 'DELETE /services/{service}', 'write'],
    ['services.suspend', 'POST /services/{service}/suspend', 'service-mutation'],
    ['services.resume', 'POST /services/{service}/resume', 'service-mutation'],
  ],
  deploys: [
    ['deploys.list', 'GET /services/{service}/deploys', 'get'],
    ['deploys.get', 'GET /services/{service}/deploys/{deploy}', 'get'],
    ['deploys.create', 'POST /services/{service}/deploys', 'service-mutation'],
    ['deploys.cancel', 'POST /services/{service}/deploys/{deploy}/cancel', 'write'],
    ['deploys.rollBack', 'POST /services/{service}/rollback', 'write'],
  ],
  'custom domains': [
    ['domains.list', 'GET /services/{service}/custom-domains', 'get'],
    ['domains.add', 'POST /services/{service}/custom-domains', 'domains'],
    ['domains.delete', 'DELETE /services/{service}/custom-domains/{domain}', 'write'],
  ],
  variables: [
    ['variables.list', 'GET /services/{service}/env-vars', 'get'],
    ['variables.set', 'PUT /services/{service}/env-vars/{key}', 'write'],
    ['variables.delete', 'DELETE /services/{service}/env-vars/{key}', 'write'],
  ],
  jobs: [
    ['jobs.create', 'POST /services/{service}/jobs', 'jobs'],
    ['jobs.list', 'GET /services/{service}/jobs', 'get'],
  ],
  Postgres: [
    ['postgres.list', 'GET /postgres', 'get'],
    ['postgres.create', 'POST /postgres', 'create'],
    ['postgres.delete', 'DELETE /postgres/{postgres}', 'write'],
    ['postgres.connection', 'GET /postgres/{postgres}/connection-info', 'get'],
  ],
  'key value': [
    ['keyValue.create', 'POST /key-value', 'create'],
    ['keyValue.list', 'GET /key-value', 'get'],
  ],
  disks: [
    ['disks.add', 'POST /disks', 'write'],
    ['disks.delete', 'DELETE /disks/{disk}', 'write'],
  ],
  workspaces: [
    ['owners.list', 'GET /owners', 'get'],
    ['owners.get', 'GET /owners/{workspace}', 'get'],
  ],
  webhooks: [
    ['webhooks.list', 'GET /webhooks', 'get'],
    ['webhooks.create', 'POST /webhooks', 'write'],
    ['webhooks.delete', 'DELETE /webhooks/{webhook}', 'write'],
  ],
}

const endpoints = Object.values(groups).flat()
const form = (path: string) => path.replace(/\{\w+\}/g, '{}')
const emulated = coverage.map(({ method, path }) => `${method} ${form(path)}`)

test('ten groups have 33 endpoints, 13 of which read', () => {
  const reads = endpoints.filter(([, request]) => request.startsWith('GET '))
  expect([Object.keys(groups).length, endpoints.length, reads.length]).toEqual([10, 33, 13])
})

test.each(endpoints)('%s is %s, counts as %s, and the emulator has it', (name, request, bucket) => {
  const operation = operationOf(name)
  const { method, path } = operation
  expect(`${method} ${form(path)}`).toBe(form(request))
  expect(bucketNameOf(operation)).toBe(bucket)
  expect(emulated).toContain(form(request))
})
