import { expect, test } from 'vitest'
import { makeService, serviceBody, startApi } from './support.ts'

test('of the events of a service the newest 500 are kept, and all of another', async () => {
  const api = startApi()
  const { id } = await makeService(api)
  const other = await makeService(api, serviceBody(api.emulator.ownerId, { name: 'other' }))
  const scale = (numInstances: number) => api.send('POST', `/services/${id}/scale`, { numInstances })
  for (let n = 0; n < 520; n++) expect((await scale(1 + ((n + 1) % 2))).status).toBe(202)
  const events = Object.values(api.emulator.state().events)
  const own = events.filter(({ serviceId }) => serviceId === id)
  expect(own).toHaveLength(500)
  expect(new Set(own.map(({ type }) => type))).toEqual(new Set(['instance_count_changed']))
  expect(events.filter(({ serviceId }) => serviceId === other.id).map(({ type }) => type)).toEqual([
    'deploy_started',
  ])
})
