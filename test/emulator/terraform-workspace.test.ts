import { beforeEach, describe, expect, test } from 'vitest'
import { makeService, serviceBody } from './support.ts'
import type { Terraform } from './terraform.ts'
import { moveTo, NotFound, startTerraform } from './terraform.ts'

/** What a workspace has besides services and databases, as Render's Terraform provider handles it. */

let tf: Terraform

beforeEach(() => {
  tf = startTerraform()
})

const project = async (...names: string[]) => {
  const environments = names.map((name) => ({
    name,
    networkIsolationEnabled: false,
    protectedStatus: 'unprotected',
  }))
  return tf.send('POST', '/projects', { name: 'shop', ownerId: tf.owner, environments })
}

/** A project is read with each of its environments, one after the other. */
const environmentsOf = async (id: string) => {
  const { environmentIds } = await tf.get(`/projects/${id}`)
  const found = []
  for (const each of environmentIds) found.push(await tf.get(`/environments/${each}`))
  return found
}

test('a project gains, changes and loses environments', async () => {
  const made = await project('production', 'staging')
  const [production, staging] = await environmentsOf(made.id)
  expect([production.name, staging.name]).toEqual(['production', 'staging'])
  expect(await environmentsOf(made.id)).toEqual([production, staging])

  expect(await tf.send('PATCH', `/projects/${made.id}`, { name: 'store' })).toMatchObject({ name: 'store' })
  const patch = { name: 'live', networkIsolationEnabled: true, protectedStatus: 'protected' }
  expect(await tf.send('PATCH', `/environments/${production.id}`, patch)).toMatchObject(patch)
  const added = { ...patch, projectId: made.id, name: 'preview' }
  expect(await tf.send('POST', '/environments', added)).toMatchObject(added)
  await tf.remove(`/environments/${staging.id}`)
  expect(await environmentsOf(made.id)).toMatchObject([patch, added])

  await tf.remove(`/projects/${made.id}`)
  await expect(tf.get(`/projects/${made.id}`)).rejects.toThrow(NotFound)
  await expect(tf.get(`/environments/${production.id}`)).rejects.toThrow(NotFound)
})

describe('an env group', () => {
  const make = (more: object = {}) =>
    tf.send('POST', '/env-groups', {
      envVars: null,
      name: 'shared',
      ownerId: tf.owner,
      secretFiles: null,
      ...more,
    })

  test('with nothing in it is read as it was made', async () => {
    const { createdAt: _, updatedAt: __, ...made } = await make()
    expect(made).toMatchObject({ name: 'shared', envVars: [], secretFiles: [], serviceLinks: [] })
    expect(await tf.get(`/env-groups/${made.id}`)).toMatchObject(made)
  })

  test('changes one variable and one file at a time, and moves', async () => {
    const { environmentIds: from } = await project('production', 'staging')
    const envVars = [
      { key: 'A', value: '1' },
      { key: 'B', generateValue: true },
    ]
    const secretFiles = [{ name: 'f', content: 'x' }]
    const { id } = await make({ envVars, secretFiles, environmentId: from[0] })
    const path = `/env-groups/${id}`
    await tf.send('PUT', `${path}/env-vars/A`, { value: '' })
    await tf.send('PUT', `${path}/env-vars/C`, { generateValue: true })
    await tf.remove(`${path}/env-vars/B`)
    await tf.send('PUT', `${path}/secret-files/g`, { content: 'y' })
    await tf.remove(`${path}/secret-files/f`)
    await moveTo(tf, id, from[0], from[1])
    await tf.send('PATCH', path, { name: 'common' })
    const changed = await tf.get(path)
    expect(changed).toMatchObject({
      name: 'common',
      environmentId: from[1],
      secretFiles: [{ name: 'g', content: 'y' }],
    })
    expect(changed.envVars.find(({ key }: { key: string }) => key === 'A')).toEqual({ key: 'A', value: '' })
    expect(changed.envVars).toHaveLength(2)
    await moveTo(tf, id, from[1], undefined)
    expect(await tf.get(path)).not.toHaveProperty('environmentId')
    await tf.remove(path)
    await expect(tf.get(path)).rejects.toThrow(NotFound)
  })

  test('is linked to services and unlinked, also from one that is gone', async () => {
    const { id } = await make()
    const link = (service: string) => `/env-groups/${id}/services/${service}`
    const one = (await makeService(tf.api)).id
    const two = (await makeService(tf.api, serviceBody(tf.owner, { name: 'two' }))).id
    await tf.send('POST', link(one))
    const linked = await tf.send('POST', link(two))
    expect(linked.serviceLinks.map((each: { id: string }) => each.id).sort()).toEqual([one, two].sort())
    await tf.remove(link(two))
    await tf.remove(link(two))
    await tf.remove(`/services/${one}`)
    await tf.remove(link(one))
    expect((await tf.get(`/env-groups/${id}`)).serviceLinks).toEqual([])
  })
})

test('a registry credential is answered with 200, its token never', async () => {
  const body = { authToken: 't', name: 'r', registry: 'GITHUB', username: 'u' }
  const made = await tf.refused('POST', '/registrycredentials', { ...body, ownerId: tf.owner })
  expect(made.status).toBe(200)
  const path = `/registrycredentials/${made.body.id}`
  expect(await tf.get(path)).toEqual(made.body)
  const next = { authToken: 'n', name: 's', registry: 'AWS_ECR', username: 'v' }
  const { authToken: _, ...read } = next
  expect(await tf.send('PATCH', path, next)).toMatchObject(read)
  expect(await tf.get(path)).not.toHaveProperty('authToken')
  await tf.remove(path)
  await expect(tf.get(path)).rejects.toThrow(NotFound)
})

test('notification settings are always there, and change one by one', async () => {
  const path = `/notification-settings/owners/${tf.owner}`
  const before = await tf.get(path)
  expect(await tf.send('PATCH', path, {})).toEqual(before)
  const all = { emailEnabled: false, notificationsToSend: 'none', previewNotificationsEnabled: true }
  expect(await tf.send('PATCH', path, all)).toMatchObject(all)
  expect(await tf.get(path)).toMatchObject(all)
})

test.each([
  [
    'logs/streams/owner',
    { endpoint: 'a.example.com:514', preview: 'send', token: '' },
    { endpoint: 'b.example.com:514', preview: 'drop', token: 't' },
  ],
  [
    'metrics-stream',
    { provider: 'CUSTOM', token: '', url: 'https://a.example.com' },
    { provider: 'DATADOG', token: 't', url: 'https://b.example.com' },
  ],
])('the stream of /%s is put, put otherwise, and deleted', async (collection, one, other) => {
  const path = `/${collection}/${tf.owner}`
  await expect(tf.get(path)).rejects.toThrow(NotFound)
  for (const body of [one, other]) {
    const { token: _, ...read } = body
    expect(await tf.send('PUT', path, body)).toEqual({ ownerId: tf.owner, ...read })
    expect(await tf.get(path)).toEqual({ ownerId: tf.owner, ...read })
  }
  await tf.remove(path)
  await expect(tf.get(path)).rejects.toThrow(NotFound)
  await tf.remove(path)
})

test('a webhook has a filter, another, and none: null in an update as in a create', async () => {
  const body = { enabled: true, eventFilter: null, name: 'w', url: 'https://example.com' }
  const made = await tf.send('POST', '/webhooks', { ...body, ownerId: tf.owner })
  expect(made).toMatchObject(body)
  const path = `/webhooks/${made.id}`
  for (const eventFilter of [['deploy_ended', 'server_failed'], ['deploy_started'], null]) {
    const next = { enabled: false, eventFilter, name: 'x', url: 'https://example.org/hook' }
    expect(await tf.send('PATCH', path, next)).toMatchObject(next)
    expect(await tf.get(path)).toMatchObject(next)
  }
  // Left out is unchanged.
  await tf.send('PATCH', path, { eventFilter: ['deploy_ended'] })
  expect(await tf.send('PATCH', path, { name: 'y' })).toMatchObject({ eventFilter: ['deploy_ended'] })
  await tf.remove(path)
  await expect(tf.get(path)).rejects.toThrow(NotFound)
})

test('dedicated addresses are waited for, and belong to environments or to all', async () => {
  const body = { description: '', environmentIds: [], name: 'egress', ownerId: tf.owner, region: 'oregon' }
  const made = await tf.send('POST', '/dedicated-ips', body)
  const path = `/dedicated-ips/${made.id}`
  expect(made).toMatchObject({ ...body, ips: [], status: 'CREATING' })
  const course: string[] = []
  for (let second = 0; second <= 23; second++) {
    const { status, ips } = await tf.get(path)
    const stage = `${status} ${ips.length}`
    if (!course.at(-1)?.endsWith(stage)) course.push(`${second} s: ${stage}`)
    await tf.api.pass(1)
  }
  expect(course).toEqual(['0 s: PENDING 0', '8 s: PENDING 3', '16 s: CREATING 3', '23 s: RUNNING 3'])
  const running = await tf.get(path)
  expect(running).toMatchObject({ ...body, status: 'RUNNING' })
  expect(new Set(running.ips).size).toBe(3)
  expect(await tf.get(path)).toEqual(running)
  const { environmentIds } = await project('production')
  for (const change of [{ name: 'out', description: 'd' }, { environmentIds }, { environmentIds: [] }])
    expect(await tf.send('PATCH', path, change)).toMatchObject({
      ...change,
      ips: running.ips,
      status: 'RUNNING',
    })
  await tf.remove(path)
  await expect(tf.get(path)).rejects.toThrow(NotFound)
})
