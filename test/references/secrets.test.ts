/** Secrets that the workspace has already, and values that it has from elsewhere. */
import { describe, expect, test } from 'vitest'
import { planDocument } from '../../cli/render/json.ts'
import { entriesOf } from '../../cli/render/view/entries.ts'
import { planView } from '../../cli/render/view/index.ts'
import { type Desired, type ProblemsError, rotate } from '../../src/index.ts'
import { pulled } from '../pull/round-trip.ts'
import { type Bench, bench, failures, lines, secretsOf } from '../support/workspace.ts'

const node = { type: 'worker', runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const secret = (key: string) => ({ key, sync: false })
const file = JSON.stringify({
  services: [
    { ...node, name: 'api', envVars: [secret('TOKEN'), secret('OTHER')] },
    {
      ...node,
      name: 'web',
      envVars: [
        secret('TOKEN'),
        { key: 'PEER', fromService: { type: 'worker', name: 'api', envVarKey: 'TOKEN' } },
      ],
    },
  ],
})
const old = secretsOf({ TOKEN: 'hidden-old-token', OTHER: 'hidden-old-other' })
const fresh = secretsOf({ TOKEN: 'hidden-new-token', OTHER: 'hidden-new-other' })

const applied = async (text = file): Promise<Bench> => {
  const it = bench()
  expect(failures(await it.apply(text, { secrets: old }))).toEqual([])
  return it
}

const rotating = (...names: readonly string[]) => ({
  secrets: fresh,
  adjust: (desired: Desired) => rotate(desired, names),
})

describe('a secret that is there', () => {
  test('is left alone, whatever is given', async () => {
    expect(lines((await (await applied()).plan(file, { secrets: fresh })).plan)).toEqual([])
  })

  test.each(['api/TOKEN', 'service/api/env/TOKEN'])('is written when it is named: %s', async (name) => {
    const it = await applied()
    expect(lines((await it.plan(file, rotating(name))).plan)).toEqual([
      'update service/api (deploys)',
      '  update service/api/env/TOKEN',
      // What refers to it follows.
      'update service/web (deploys)',
      '  update service/web/env/PEER',
    ])
    const from = it.sent.length
    expect(failures(await it.apply(file, rotating(name)))).toEqual([])
    const written = it.sent.slice(from).filter(({ path }) => path.includes('/env-vars/'))
    expect(written.map(({ method, body }) => ({ method, body }))).toEqual([
      { method: 'PUT', body: { value: 'hidden-new-token' } },
      { method: 'PUT', body: { value: 'hidden-new-token' } },
    ])
    expect(lines((await it.plan(file, rotating(name))).plan)).toEqual([])
  })

  test('cannot be written without a new value', async () => {
    const it = await applied()
    const { plan } = await it.plan(file, { adjust: (desired) => rotate(desired, ['api/TOKEN']) })
    expect(plan.problems.map(({ code, address }) => `${code} ${address}`)).toEqual([
      'missing-secret service/api/env/TOKEN',
    ])
  })
})

describe('a name that a service, its secret file and a group share', () => {
  const namesakes = JSON.stringify({
    envVarGroups: [{ name: 'api', envVars: [], 'x-render-sync': { secrets: ['TOKEN'] } }],
    services: [
      {
        ...node,
        name: 'api',
        envVars: [secret('TOKEN'), secret('OTHER')],
        'x-render-sync': { secretFiles: [{ name: 'TOKEN', sync: false }] },
      },
    ],
  })
  const exact = {
    'group/api/env/TOKEN': 'hidden-of-the-group',
    'service/api/env/TOKEN': 'hidden-of-the-service',
    'service/api/file/TOKEN': 'hidden-of-the-file',
  }

  test('each is told by its address, which is what a plan asks for', async () => {
    const { plan } = await bench().plan(namesakes)
    const asked = plan.problems.flatMap(({ todo = '' }) => /Give it as (.*)=…/.exec(todo)?.[1] ?? [])
    expect(asked.sort()).toEqual(['api/OTHER', ...Object.keys(exact)])
  })

  test('the address wins over the name, and a pull writes what can be read again', async () => {
    const it = bench()
    const secrets = secretsOf({ ...exact, 'api/TOKEN': 'of all', 'api/OTHER': 'hidden-other' })
    expect(failures(await it.apply(namesakes, { secrets }))).toEqual([])
    const found = await pulled(it)
    expect(Object.fromEntries(found.secrets)).toEqual({ ...exact, 'api/OTHER': 'hidden-other' })
    expect(found.notes).toEqual([])
    const copy = bench()
    expect(failures(await copy.apply(found.text, { secrets: found.secrets }))).toEqual([])
    expect((await pulled(copy)).secrets).toEqual(found.secrets)
  })
})

describe('a name that means no secret is an error', () => {
  const said = async (...names: readonly string[]): Promise<readonly string[]> => {
    const { desired } = await bench().plan(file)
    try {
      rotate(desired, names)
      return []
    } catch (error) {
      return (error as ProblemsError).problems.map(({ message, todo }) => `${message}. ${todo}`)
    }
  }

  test.each([
    ['api/TOKN', 'the file has no secret api/TOKN: a variable with sync: false. Did you mean api/TOKEN?'],
    ['x', 'the file has no secret x: a variable with sync: false. Name it as service/KEY.'],
  ])('%s', async (name, message) => {
    expect(await said(name)).toEqual([message])
  })
})

describe('a variable that comes from a database', () => {
  const text = JSON.stringify({
    services: [
      {
        ...node,
        name: 'api',
        envVars: [{ key: 'DATABASE_URL', fromDatabase: { name: 'main', property: 'connectionString' } }],
      },
    ],
    databases: [{ name: 'main' }],
  })

  test('is planned when the two differ, and neither is shown', async () => {
    const it = await applied(text)
    const { known } = await it.plan(text)
    const id = known.id('service/api')
    await it.client.send({
      method: 'PUT',
      path: `/services/${id}/env-vars/DATABASE_URL`,
      body: { value: 'postgresql://hidden-old-password@host/main' },
    })
    const { plan } = await it.plan(text)
    const [change] = plan.changes
    expect(change && entriesOf(change)).toMatchObject([
      {
        action: 'update',
        label: 'service/api/env/DATABASE_URL',
        notes: ['no longer the same'],
      },
    ])
    const printed = JSON.stringify(planDocument(planView(plan)))
    expect(printed).toContain('"DATABASE_URL":{"value":"(from database/main connectionString)"}')
    expect(printed).not.toContain('postgresql://')
  })
})
