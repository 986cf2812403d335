import fc from 'fast-check'
import { expect, test } from 'vitest'
import { virtualClock } from '../../../src/clock.ts'
import type { Api } from '../support.ts'
import { cronBody, makeProject, makeService, postgresBody, serviceBody, startApi } from '../support.ts'
import { newFile } from './files.ts'

/** Whatever was done to a workspace, an emulator that is started from its file has the same one. */

const name = fc.constantFrom('a', 'b', 'c')
const nth = fc.nat({ max: 5 })

/** A request, made of what is there: `ids` are those of all resources, in the order in which they came. */
type Deed = (
  ownerId: string,
  ids: (prefix: string) => string,
) => [method: string, path: string, body?: object]

const deeds: fc.Arbitrary<Deed>[] = [
  name.map((given) => (ownerId) => ['POST', '/services', serviceBody(ownerId, { name: given })]),
  name.map((given) => (ownerId) => ['POST', '/services', cronBody(ownerId, given)]),
  name.map((given) => (ownerId) => ['POST', '/env-groups', { name: given, ownerId, envVars: [] }]),
  name.map((given) => (ownerId) => [
    'POST',
    '/postgres',
    postgresBody(ownerId, { name: given, readReplicas: [{ name: 'r' }] }),
  ]),
  name.map((given) => (ownerId) => [
    'POST',
    '/projects',
    { name: given, ownerId, environments: [{ name: 'e' }] },
  ]),
  name.map((given) => (_, id) => ['PATCH', `/services/${id('srv')}`, { name: given }]),
  name.map((key) => (_, id) => ['PUT', `/services/${id('srv')}/env-vars/${key}`, { generateValue: true }]),
  name.map((key) => (_, id) => ['DELETE', `/services/${id('srv')}/env-vars/${key}`]),
  name.map((key) => (_, id) => ['PUT', `/env-groups/${id('evg')}/env-vars/${key}`, { value: key }]),
  fc.constant((_, id) => ['POST', `/env-groups/${id('evg')}/services/${id('srv')}`]),
  fc.constant((_, id) => ['DELETE', `/env-groups/${id('evg')}/services/${id('srv')}`]),
  fc.constant((_, id) => [
    'POST',
    `/environments/${id('evm')}/resources`,
    { resourceIds: [id('srv'), id('dpg')] },
  ]),
  fc.constant((_, id) => ['POST', `/services/${id('srv')}/deploys`, {}]),
  fc.constant((_, id) => ['POST', `/services/${id('srv')}/suspend`]),
  fc.constant((_, id) => ['POST', `/services/${id('srv')}/jobs`, { startCommand: 'true' }]),
  fc.constant((_, id) => ['POST', `/cron-jobs/${id('crn')}/runs`]),
  fc.constant((_, id) => ['PUT', `/logs/streams/resource/${id('srv')}`, { setting: 'drop' }]),
  fc.constant((_, id) => ['DELETE', `/logs/streams/resource/${id('srv')}`]),
  fc.constant((_, id) => [
    'PATCH',
    `/notification-settings/overrides/services/${id('srv')}`,
    { notificationsToSend: 'all' },
  ]),
  fc.constant((_, id) => ['DELETE', `/services/${id('srv')}`]),
  fc.constant((_, id) => ['DELETE', `/postgres/${id('dpg')}`]),
  fc.constant((_, id) => ['DELETE', `/environments/${id('evm')}`]),
]

const step = fc.record({ deed: fc.oneof(...deeds), which: nth, seconds: fc.constantFrom(0, 0, 20, 60) })

const idOf = (api: Api, which: number) => (prefix: string) => {
  const { services, envGroups, postgres, environments } = api.emulator.state()
  const all = Object.keys({ ...services, ...envGroups, ...postgres, ...environments })
  const ids = all.filter((id) => id.startsWith(prefix))
  return ids[which % ids.length] ?? `${prefix}-none`
}

/** What every change of the data shows in; what new ids are made of goes on without being saved. */
const dataOf = (api: Api) => {
  const { rng: _, ids: __, ...data } = api.emulator.state()
  return data
}

const listed = ['/services?limit=100', '/env-groups', '/postgres', '/projects', '/disks']

const readings = async (api: Api) => {
  const read: unknown[] = []
  for (const path of listed) read.push((await api.send('GET', path)).body)
  return read
}

/** One of each kind, so that what is drawn meets something. */
const fill = async (api: Api) => {
  const { ownerId } = api.emulator
  await makeProject(api)
  await makeService(api)
  await makeService(api, cronBody(ownerId))
  await api.send('POST', '/postgres', postgresBody(ownerId, { readReplicas: [{ name: 'copy' }] }))
}

/** Saves what time has done as well, which no request that is refused does. */
const lastWrite = (api: Api) =>
  api.send('POST', '/env-groups', { name: 'last', ownerId: api.emulator.ownerId, envVars: [] })

test('a restart changes nothing', async () => {
  const met = new Set<number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      const state = newFile()
      const clock = virtualClock()
      const api = startApi({ clock, state, whileDeploying: 'queue' })
      await fill(api)
      for (const { deed, which, seconds } of steps) {
        await api.pass(seconds)
        const [method, path, body] = deed(api.emulator.ownerId, idOf(api, which))
        met.add((await api.send(method, path, body)).status)
      }
      await lastWrite(api)
      const other = startApi({ clock, state, whileDeploying: 'queue' })
      expect(dataOf(other)).toEqual(dataOf(api))
      await api.pass(100)
      expect(await readings(other)).toEqual(await readings(api))
    }),
    { numRuns: 60 },
  )
  expect([...met]).toEqual(expect.arrayContaining([200, 201, 204]))
  expect(Math.max(...met)).toBeLessThan(500)
})
