/** Addresses that are taken: whoever was renamed keeps that of the former name. */
import { expect, test } from 'vitest'
import { patch } from '../../src/http/request.ts'
import { bench, failures } from '../support/workspace.ts'

const file = (type: string, ...names: readonly string[]) =>
  JSON.stringify({ services: names.map((name) => ({ type, name, runtime: 'docker' })) })

const renamed = async (type: string) => {
  const it = bench()
  expect(failures(await it.apply(file(type, 'api')))).toEqual([])
  const { known } = await it.plan(file(type, 'api'))
  await it.client.send(patch(`/services/${known.id('service/api')}`, { name: 'former' }))
  return it
}

test('a new service of the former name is told that it gets another address', async () => {
  const it = await renamed('web')
  const { plan } = await it.plan(file('web', 'api', 'other'))
  expect(plan.problems.filter(({ code }) => code === 'slug-taken')).toMatchObject([
    {
      severity: 'warning',
      message: 'service/api does not get the address "api": service/former has it, and Render makes another',
      address: 'service/api',
      at: { line: 1 },
    },
  ])
})

test('a worker has letters of its own behind the name, and nothing to lose', async () => {
  const it = await renamed('web')
  const { plan } = await it.plan(file('worker', 'api'))
  expect(plan.problems.filter(({ code }) => code === 'slug-taken')).toEqual([])
})

test('what is there keeps what it has', async () => {
  const it = await renamed('web')
  const { plan } = await it.plan(file('web', 'former'))
  expect(plan.problems).toEqual([])
})

const site = (destination: string) =>
  JSON.stringify({
    services: [
      { type: 'web', name: 'former', runtime: 'docker' },
      {
        type: 'web',
        name: 'site',
        runtime: 'static',
        staticPublishPath: '.',
        routes: [{ type: 'rewrite', source: '/api/*', destination }],
      },
    ],
  })

test.each([
  ['https://api.onrender.com/*', 1],
  ['HTTPS://API.onrender.com', 1],
  ['https://other.onrender.com/*', 0],
  ['/index.html', 0],
])('a route to the address that a service has from its former name: %s', async (destination, count) => {
  const it = await renamed('web')
  const { plan } = await it.plan(site(destination))
  const found = plan.problems.filter(({ code }) => code === 'route-own-address')
  expect(found).toHaveLength(count)
  for (const { address, message } of found) {
    expect(address).toBe('service/site/route/%2Fapi%2F*')
    expect(message).toContain('the address of service/former written down')
  }
})
