import { expect, test } from 'vitest'
import type { Api } from './support.ts'
import { expectRefused, makeProject, makeService, startApi, workflowBody } from './support.ts'

const make = async (api: Api, changes: Record<string, unknown> = {}) =>
  (await api.send('POST', '/workflows', workflowBody(api.emulator.ownerId, changes))).body

test('a workflow is made, read, listed, changed and deleted', async () => {
  const api = startApi()
  const made = await api.send('POST', '/workflows', workflowBody(api.emulator.ownerId))
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    id: expect.stringMatching(/^wfl-[0-9a-v]{20}$/),
    name: 'Nightly Jobs',
    slug: 'nightly-jobs',
    region: 'oregon',
    runCommand: 'npm start',
    autoDeployTrigger: 'commit',
    buildConfig: { branch: 'main', buildCommand: 'npm ci', runtime: 'node' },
  })
  const one = `/workflows/${made.body.id}`
  expect((await api.send('GET', one)).body).toEqual(made.body)
  await make(api, { name: 'other' })
  const listed = await api.send('GET', `/workflows?workflowID=${made.body.id}&name=Nightly Jobs,x`)
  expect(listed.body).toEqual([{ workflow: made.body, cursor: expect.any(String) }])
  const changed = await api.send('PATCH', one, { buildConfig: { rootDir: 'jobs' }, autoDeployTrigger: 'off' })
  expect(changed.body).toMatchObject({
    autoDeployTrigger: 'off',
    buildConfig: { ...made.body.buildConfig, rootDir: 'jobs' },
    slug: 'nightly-jobs',
  })
  expect(Date.parse(changed.body.updatedAt)).toBeGreaterThanOrEqual(Date.parse(made.body.updatedAt))
  expect(await api.send('PATCH', one, { runCommand: 'npm start' })).toMatchObject({
    status: 200,
    body: { updatedAt: changed.body.updatedAt },
  })
  expect((await api.send('DELETE', one)).status).toBe(204)
  expectRefused(await api.send('GET', one), 404, /^not found/)
})

test('a name is taken once in a workspace, and a slug once at all', async () => {
  const api = startApi()
  const first = await make(api)
  expectRefused(
    await api.send('POST', '/workflows', workflowBody(api.emulator.ownerId)),
    409,
    /already in use/,
  )
  const second = await make(api, { name: 'nightly jobs' })
  expect(second.slug).toMatch(/^nightly-jobs-[a-z0-9]{4}$/)
  expectRefused(await api.send('PATCH', `/workflows/${second.id}`, { name: first.name }), 409, first.id)
  await makeService(api)
  expect((await make(api, { name: 'api' })).slug).toMatch(/^api-[a-z0-9]{4}$/)
})

test.each([
  [{ region: 'mars' }, /region must be one of/],
  [{ region: undefined }, /region is required/],
  [{ runCommand: '' }, /runCommand/],
  [{ plan: 'starter' }, /unknown field plan/],
  [{ buildConfig: { buildCommand: '', repo: 'https://github.com/a/b', runtime: 'docker' } }, /runtime/],
  [{ buildConfig: { repo: 'https://github.com/a/b', runtime: 'node' } }, /buildCommand is required/],
])('%j is refused', async (changes, message) => {
  const api = startApi()
  const body = workflowBody(api.emulator.ownerId, changes)
  expectRefused(await api.send('POST', '/workflows', body), 400, message)
})

test('it is no service in any list of services', async () => {
  const api = startApi()
  const { id } = await make(api)
  expect((await api.send('GET', '/services')).body).toEqual([])
  expectRefused(await api.send('GET', `/services/${id}`), 404, /^not found/)
})

test('its variables and files are where those of services are', async () => {
  const api = startApi()
  const { id } = await make(api, { envVars: [{ key: 'A', value: '1' }] })
  expect((await api.send('GET', `/services/${id}/env-vars`)).body).toMatchObject([
    { envVar: { key: 'A', value: '1' } },
  ])
  await api.send('PUT', `/services/${id}/env-vars`, [{ key: 'B', value: '2' }])
  await api.send('PUT', `/services/${id}/env-vars/C`, { value: '3' })
  await api.send('DELETE', `/services/${id}/env-vars/B`)
  expect((await api.send('GET', `/services/${id}/env-vars`)).body).toMatchObject([{ envVar: { key: 'C' } }])
  await api.send('PUT', `/services/${id}/secret-files/f`, { content: 'x' })
  expect((await api.send('GET', `/services/${id}/secret-files/f`)).body).toEqual({ name: 'f', content: 'x' })
})

test('it stands in an environment, is linked to a group, and goes with either', async () => {
  const api = startApi()
  const { id } = await make(api)
  const project = await makeProject(api)
  const environment = `/environments/${project.environmentIds[0]}`
  await api.send('POST', `${environment}/resources`, { resourceIds: [id] })
  expect((await api.send('GET', environment)).body.serviceIds).toEqual([id])
  expect((await api.send('GET', `/workflows?environmentId=${project.environmentIds[0]}`)).body).toHaveLength(
    1,
  )
  const group = await api.send('POST', '/env-groups', {
    name: 'g',
    ownerId: api.emulator.ownerId,
    envVars: [],
    environmentId: project.environmentIds[0],
    serviceIds: [id],
  })
  expect(group.body.serviceLinks).toEqual([{ id, name: 'Nightly Jobs', type: 'workflow' }])
  expectRefused(
    await api.send('DELETE', `${environment}/resources?resourceIds=${id}`),
    400,
    /linked env groups/,
  )
  await api.send('DELETE', environment)
  expectRefused(await api.send('GET', `/workflows/${id}`), 404, /^not found/)
})
