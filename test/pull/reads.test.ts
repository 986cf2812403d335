/** What a pull costs (API facts §7), and that less is read when less is asked for. */
import { expect, test } from 'vitest'
import { bench, failures } from '../support/workspace.ts'
import { everything } from './everything.ts'
import { pulled } from './round-trip.ts'

const secrets = new Map([
  ['TOKEN', 'a token'],
  ['GIVEN', 'a value'],
])

const made = async () => {
  const it = bench()
  expect(failures(await it.apply(everything, { secrets }))).toEqual([])
  const before = it.emulator.requests().length
  const read = () =>
    it.emulator
      .requests()
      .slice(before)
      .map(({ method, path, query }) => `${method} ${path}${query}`)
  return { ...it, read }
}

test('a full read sends no more than it has to', async () => {
  const it = await made()
  await pulled(it)
  const read = it.read()
  const [services, websites, sites, groups, databases, replicas, keyValues] = [5, 2, 1, 1, 2, 1, 1]
  const perService = 2 * services + websites + 2 * sites
  const lists = ['services', 'env-groups', 'postgres', 'key-value', 'projects', 'environments', 'workflows']
  const bulk = ['registrycredentials', 'webhooks', 'notification-settings/overrides', 'logs/streams/resource']
  const ofWorkspace = ['owners', 'logs/streams/owner', 'notification-settings/owners']
  const parameters = databases - replicas
  const beside = ['dedicated-ips', 'metrics-stream', 'logs/streams/resource?resourceId']
  const bundles = [ofWorkspace, lists, bulk, beside].flat()
  expect(read.length).toBe(bundles.length + perService + groups + databases + parameters + keyValues)
  expect(new Set(read).size).toBe(read.length)
  expect(read.every((request) => request.startsWith('GET '))).toBe(true)
})

test('of what is not selected, nothing but lists is read', async () => {
  const it = await made()
  const { text } = await pulled(it, { resources: ['service/nu*'], within: [] })
  expect(text).toMatch(/^services:\n {2}- type: cron\n {4}name: "null"\n/)
  expect(it.read().filter((request) => /\/(srv|evg|dpg|red)-/.test(request))).toEqual([])
})
