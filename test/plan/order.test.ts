/** One file with everything in it, applied in one run: which request comes before which. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type Bench, bench, failures, lines } from '../support/workspace.ts'

const file = `
services:
  - type: web
    name: api
    runtime: node
    buildCommand: npm ci
    startCommand: npm start
    domains: [shop.example.com, api.example.com, www.example.org]
    disk: { name: data, mountPath: /var/data }
    envVars:
      - fromGroup: shared
      - key: BILLING
        fromService: { type: pserv, name: billing, property: hostport }
      - key: DATABASE_URL
        fromDatabase: { name: main, property: connectionString }
  - type: pserv
    name: billing
    runtime: docker
    envVars:
      - key: API
        fromService: { type: web, name: api, envVarKey: RENDER_EXTERNAL_URL }
      - key: TOKEN
        generateValue: true
  - type: worker
    name: mailer
    runtime: image
    image: { url: nginx }
    envVars:
      - fromGroup: mail
      - key: CACHE
        fromService: { type: keyvalue, name: cache, property: connectionString }
      - key: TOKEN
        fromService: { type: pserv, name: billing, envVarKey: TOKEN }
  - type: cron
    name: nightly
    runtime: node
    schedule: 0 3 * * *
    buildCommand: npm ci
    startCommand: npm run nightly
  - type: keyvalue
    name: cache
    ipAllowList: []
databases:
  - name: main
envVarGroups:
  - name: shared
    envVars: [{ key: LEVEL, value: info }]
projects:
  - name: shop
    environments:
      - name: staging
        services:
          - type: web
            name: site
            runtime: static
            staticPublishPath: out
      - name: production
        envVarGroups:
          - name: mail
            envVars: [{ key: FROM, value: shop@example.com }]
`

/** The writes, with names in the place of ids. */
const readable = async ({ emulator, plan }: Bench): Promise<readonly string[]> => {
  const requests = emulator.requests()
  const { known } = await plan(file)
  const names = new Map(known.all().map(({ record, name }) => [record.id, name]))
  return requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, body }) => {
      const place = path
        .replace('/v1', '')
        .replace(/[a-z]{3}-[a-v0-9]{20}(-a)?/g, (id) => names.get(id) ?? 'id')
      const name = (body as { name?: string } | undefined)?.name
      return `${method} ${place}${method === 'POST' && name ? ` ${name}` : ''}`
    })
}

describe('a file with everything, applied in one run', () => {
  const it = bench()
  let sent: readonly string[] = []
  const at = (request: string) => {
    const index = sent.indexOf(request)
    expect(index, `${request} was sent`).toBeGreaterThanOrEqual(0)
    return index
  }
  const comesBefore = (first: string, second: string) => expect(at(first)).toBeLessThan(at(second))

  beforeAll(async () => {
    expect(failures(await it.apply(file))).toEqual([])
    sent = await readable(it)
  })

  test('each resource is created once', () => {
    const creates = sent.filter((request) =>
      /^POST \/(services|postgres|key-value|env-groups|projects) /.test(request),
    )
    expect(new Set(creates).size).toBe(creates.length)
    expect(creates).toHaveLength(10)
  })

  test('an environment comes before what it holds', () => {
    comesBefore('POST /projects shop', 'POST /services site')
    comesBefore('POST /projects shop', 'POST /env-groups mail')
  })

  test('a database and a key value come before the services that refer to them', () => {
    comesBefore('POST /postgres main', 'POST /services api')
    comesBefore('POST /key-value cache', 'POST /services mailer')
  })

  test('services that refer to each other are created first, get their variables after, and deploy once after that', () => {
    comesBefore('POST /services api', 'PUT /services/billing/env-vars/API')
    comesBefore('PUT /services/billing/env-vars/API', 'POST /services/billing/deploys')
    expect(sent.filter((request) => request === 'POST /services/billing/deploys')).toHaveLength(1)
  })

  test('a group is linked after both ends exist, and before the one deploy that counts', () => {
    comesBefore('POST /env-groups shared', 'POST /env-groups/shared/services/api')
    comesBefore('POST /env-groups/shared/services/api', 'POST /services/api/deploys')
    expect(sent.filter((request) => request === 'POST /services/api/deploys')).toHaveLength(1)
  })

  test('a service that needs nothing more keeps the deploy that its creation started', () => {
    expect(sent.filter((request) => request.startsWith('POST /services/nightly/'))).toEqual([])
    expect(sent.filter((request) => request.startsWith('POST /services/site/'))).toEqual([])
  })

  test('the plan after it is empty', async () => {
    expect(lines((await it.plan(file)).plan)).toEqual([])
  })
})
