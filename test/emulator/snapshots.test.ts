import { expect, test } from 'vitest'
import { makeService, serviceBody, startApi } from './support.ts'

/** Workspaces to come back to, over the routes for tests. */

const ask = (api: ReturnType<typeof startApi>, method: string, path = '') =>
  api.emulator.fetch(new Request(`http://emulator/__emulator/snapshots${path}`, { method }))

test('a workspace is put back as it was, as often as one likes', async () => {
  const api = startApi()
  const { id } = await makeService(api)
  const before = api.emulator.state()
  expect((await ask(api, 'PUT', '/one')).status).toBe(204)
  for (const time of ['once', 'again']) {
    await api.send('PATCH', `/services/${id}`, { name: time })
    await makeService(api, serviceBody(api.emulator.ownerId, { name: 'other' }))
    expect((await ask(api, 'POST', '/one/restore')).status).toBe(204)
    expect(api.emulator.state()).toEqual(before)
  }
  expect(
    (await api.send('GET', '/services')).body.map((row: { service: { name: string } }) => row.service.name),
  ).toEqual(['api'])
})

test('there are several, and one of a name takes the place of the other', async () => {
  const api = startApi()
  await ask(api, 'PUT', '/empty')
  await ask(api, 'PUT', '/full')
  await makeService(api)
  await ask(api, 'PUT', '/full')
  expect(await (await ask(api, 'GET')).json()).toEqual(['empty', 'full'])
  const count = async () => (await api.send('GET', '/services')).body.length
  await ask(api, 'POST', '/empty/restore')
  expect(await count()).toBe(0)
  await ask(api, 'POST', '/full/restore')
  expect(await count()).toBe(1)
})

test('a name that there is not changes nothing', async () => {
  const api = startApi()
  await makeService(api)
  const before = api.emulator.state()
  const answer = await ask(api, 'POST', '/none/restore')
  expect([answer.status, await answer.json()]).toEqual([404, { message: 'no snapshot none' }])
  expect(api.emulator.state()).toEqual(before)
})
