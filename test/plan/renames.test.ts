/** What is said when a name changes, and when it looks as if one should. */
import { describe, expect, test } from 'vitest'
import { type Desired, narrow } from '../../src/index.ts'
import { bench, failures, lines } from '../support/workspace.ts'

interface Service {
  readonly type?: string
  readonly repo?: string
  readonly rootDir?: string
  readonly image?: string
  readonly from?: string
}

const file = (services: Readonly<Record<string, Service>>) =>
  JSON.stringify({
    services: Object.entries(services).map(([name, { type = 'web', repo, rootDir, image, from }]) => ({
      type,
      name,
      runtime: image === undefined ? 'docker' : 'image',
      ...(image !== undefined && { image: { url: image } }),
      ...(repo !== undefined && { repo }),
      ...(rootDir !== undefined && { rootDir }),
      ...(from !== undefined && { 'x-render-sync': { renamedFrom: from } }),
    })),
  })

const said = async (
  live: Readonly<Record<string, Service>>,
  now: Readonly<Record<string, Service>>,
  adjust?: (desired: Desired) => Desired,
) => {
  const it = bench()
  expect(failures(await it.apply(file(live)))).toEqual([])
  const { plan } = await it.plan(file(now), adjust && { adjust })
  return plan.problems.map(({ severity, code, message, todo }) => `${severity} ${code}: ${message}. ${todo}`)
}

const shop = 'https://github.com/acme/shop'

describe('a new service beside a live one that the file does not have', () => {
  test('of the same repository is probably that one under a new name', async () => {
    expect(await said({ backend: { repo: shop } }, { 'backend-new': { repo: `${shop}.git` } })).toEqual([
      'note possible-rename: service/backend-new is new, and service/backend, which is not in the file, is of the same repository. To rename the web service instead of creating another one, write x-render-sync: { renamedFrom: backend }.',
    ])
  })

  test('may be one of several', async () => {
    expect(await said({ one: {}, two: {} }, { three: {} })).toEqual([
      'note possible-rename: service/three is new, and service/one and service/two, which are not in the file, are of the same repository. To rename the web service instead of creating another one, write x-render-sync: { renamedFrom: one }.',
    ])
  })

  test.each<[string, Service, Service]>([
    ['another tag', { image: 'docker.io/acme/api:1' }, { image: 'docker.io/acme/api:2' }],
    ['a digest', { image: 'docker.io/acme/api:1' }, { image: `acme/api:1@sha256:${'a'.repeat(64)}` }],
    ['no tag', { image: 'localhost:5000/api' }, { image: 'localhost:5000/api:3' }],
  ])('of the same image: %s', async (_, live, now) => {
    expect(await said({ old: live }, { new: now })).toEqual([
      expect.stringContaining('service/old, which is not in the file, is of the same image'),
    ])
  })

  test.each<[string, Service, Service]>([
    ['another repository', { repo: shop }, { repo: 'https://github.com/acme/other' }],
    ['another type', { repo: shop }, { repo: shop, type: 'worker' }],
    ['another directory', { repo: shop, rootDir: 'api' }, { repo: shop, rootDir: 'web' }],
    ['another image', { image: 'docker.io/acme/api:1' }, { image: 'docker.io/acme/web:1' }],
    ['an image instead of a repository', { repo: shop }, { image: 'docker.io/acme/shop' }],
  ])('of %s is another one', async (_, live, now) => {
    expect(await said({ old: live }, { new: now })).toEqual([])
  })

  test('is another one where the file has both', async () => {
    expect(await said({ old: {} }, { old: {}, new: {} })).toEqual([])
    const adjust = (desired: Desired) => narrow(desired, { targets: ['service/new'] }).desired
    expect(await said({ old: {} }, { old: {}, new: {} }, adjust)).toEqual([])
  })
})

describe('a service that is renamed', () => {
  test.each<[string, string]>([
    ['web', 'the address old.onrender.com'],
    ['pserv', 'the host name old'],
  ])('keeps where it can be reached: %s', async (type, what) => {
    expect(await said({ old: { type } }, { new: { type, from: 'old' } })).toEqual([
      `note kept-address: service/new keeps ${what}. Another one takes a new service, or a domain of your own.`,
    ])
  })

  test('has nothing to keep where nobody reaches it', async () => {
    expect(await said({ old: { type: 'worker' } }, { new: { type: 'worker', from: 'old' } })).toEqual([])
  })

  test('is said once: afterwards nothing is planned', async () => {
    const it = bench()
    expect(failures(await it.apply(file({ old: {} })))).toEqual([])
    const now = file({ new: { from: 'old' } })
    expect(failures(await it.apply(now))).toEqual([])
    const { plan } = await it.plan(now)
    expect({ lines: lines(plan), problems: plan.problems }).toEqual({ lines: [], problems: [] })
  })
})
