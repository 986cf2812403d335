import { describe, expect, test } from 'vitest'
import type { Api } from './support.ts'
import { makeService, postgresBody, serviceBody, startApi } from './support.ts'

/** A plan has an older name and one by CPU and memory; either may be sent, and which comes back is a choice (API facts §2.5). */

interface Made {
  readonly path: string
  readonly plan: string
}

const makers: Readonly<Record<string, (api: Api, plan: string) => Promise<Made>>> = {
  service: async (api, plan) => {
    const body = serviceBody(api.emulator.ownerId)
    const made = await makeService(api, { ...body, serviceDetails: { ...body.serviceDetails, plan } })
    return { path: `/services/${made.id}`, plan: made.serviceDetails.plan }
  },
  postgres: async (api, plan) => {
    const { body } = await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId, { plan }))
    return { path: `/postgres/${body.id}`, plan: body.plan }
  },
  keyValue: async (api, plan) => {
    const { body } = await api.send('POST', '/key-value', {
      name: 'cache',
      ownerId: api.emulator.ownerId,
      plan,
    })
    return { path: `/key-value/${body.id}`, plan: body.plan }
  },
}

const make = (api: Api, kind: string, plan: string): Promise<Made> => {
  const maker = makers[kind]
  if (!maker) throw new Error(`nothing makes a ${kind}`)
  return maker(api, plan)
}

const planOf = (body: { plan?: string; serviceDetails?: { plan: string } }) =>
  body.serviceDetails?.plan ?? body.plan

const cases: readonly (readonly [kind: string, older: string, newer: string])[] = [
  ['service', 'starter', '0.5c-512mb'],
  ['service', 'pro_ultra', '8c-32g'],
  ['postgres', 'basic_256mb', '0.1c-256mb'],
  ['postgres', 'accelerated_1024gb', '128c-1024g'],
  ['keyValue', 'starter', '256mb'],
  ['keyValue', 'pro_plus', '10g'],
]

describe.each(cases)('the plan of a %s, %s or %s', (kind, older, newer) => {
  test.each([
    ['old', older, older],
    ['new', newer, newer],
    ['as-sent', older, newer],
  ] as const)('with plan names %s', async (planNames, ofOlder, ofNewer) => {
    const api = startApi({ planNames })
    const one = await make(api, kind, older)
    expect([one.plan, planOf((await api.send('GET', one.path)).body)]).toEqual([ofOlder, ofOlder])
    const other = await make(startApi({ planNames }), kind, newer)
    expect(other.plan).toBe(ofNewer)
  })

  test('its other name changes nothing', async () => {
    const api = startApi()
    const { path } = await make(api, kind, older)
    await api.pass(120)
    const body = kind === 'service' ? { serviceDetails: { plan: newer } } : { plan: newer }
    const before = (await api.send('GET', path)).body
    const after = (await api.send('PATCH', path, body)).body
    // A database's updatedAt moves with every PATCH (API facts §0).
    expect({ ...after, updatedAt: before.updatedAt }).toEqual(before)
  })
})

test.each([
  ['service', '12c-96g'],
  ['postgres', '1c-2g'],
  ['keyValue', '50g'],
  ['keyValue', '20g'],
])('a %s of %s has no other name', async (kind, plan) => {
  for (const planNames of ['old', 'new'] as const)
    expect((await make(startApi({ planNames }), kind, plan)).plan).toBe(plan)
})
