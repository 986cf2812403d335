import { expect, test } from 'vitest'
import { expectRefused, startApi } from './support.ts'

const repo = 'https://github.com/a/b'

test('a Blueprint is made with a first sync that waits for approval', async () => {
  const api = startApi()
  const { ownerId } = api.emulator
  const made = await api.send('POST', '/blueprints', { ownerId, source: { repo }, name: 'shop' })
  expect(made).toMatchObject({
    status: 200,
    body: {
      blueprint: {
        name: 'shop',
        status: 'created',
        autoSync: true,
        repo,
        branch: 'main',
        path: 'render.yaml',
      },
      sync: { id: expect.stringMatching(/^exe-[0-9a-v]{20}$/), state: 'created' },
    },
  })
  const { id } = made.body.blueprint
  expect((await api.send('GET', `/blueprints/${id}`)).body).toEqual({ ...made.body.blueprint, resources: [] })
  expect((await api.send('GET', `/blueprints/${id}/syncs`)).body).toMatchObject([{ sync: made.body.sync }])
  expect((await api.send('DELETE', `/blueprints/${id}`)).status).toBe(204)
  expect(api.emulator.state().blueprintSyncs).toEqual({})
})

test('one of the same repository, branch, path and mode is found again, whatever its name', async () => {
  const api = startApi()
  const { ownerId } = api.emulator
  const idOf = async (more: Record<string, unknown> = {}, source: Record<string, unknown> = {}) =>
    (await api.send('POST', '/blueprints', { ownerId, source: { repo, ...source }, ...more })).body.blueprint
      .id
  const first = await idOf()
  expect(await idOf({ name: 'other', autoSync: false })).toBe(first)
  expect(await idOf({ existingResources: 'adopt' }, { branch: 'main', path: 'render.yaml' })).toBe(first)
  const others = [
    await idOf({ existingResources: 'create_new' }),
    await idOf({}, { branch: 'next' }),
    await idOf({}, { path: 'infra/render.yaml' }),
    await idOf({}, { repo: 'https://github.com/a/c' }),
  ]
  expect(new Set([first, ...others]).size).toBe(5)
  expect((await api.send('GET', `/blueprints/${first}/syncs`)).body).toHaveLength(3)
})

test.each([
  [{}, 400, /source is required/],
  [{ source: { repo: 'x' } }, 400, /repo must be/],
  [{ source: { repo }, existingResources: 'replace' }, 400, /existingResources/],
  [{ source: { repo }, ownerId: 'tea-x' }, 404, 'tea-x'],
])('%j is refused', async (body, status, message) => {
  const api = startApi()
  const { ownerId } = api.emulator
  expectRefused(await api.send('POST', '/blueprints', { ownerId, ...body }), status, message)
})
