import { describe, expect, test } from 'vitest'
import { cronBody, expectRefused, imageBody, makeService, serviceBody, startApi } from './support.ts'

/** What is odd about services in the real API, each with the recording that shows it (API facts §1.1, §10). */

describe('services', () => {
  test('POST answers deployId and service, and the deploy is there (webservice--web_service#0)', async () => {
    const api = startApi()
    const { body } = await api.send('POST', '/services', serviceBody(api.emulator.ownerId))
    expect(Object.keys(body).sort()).toEqual(['deployId', 'service'])
    const { body: deploys } = await api.send('GET', `/services/${body.service.id}/deploys`)
    expect(deploys).toHaveLength(1)
    expect(deploys[0].deploy).toMatchObject({ id: body.deployId, status: 'build_in_progress' })
  })

  test('env repeats runtime (webservice--runtime_update#25)', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    const { body } = await api.send('PATCH', `/services/${id}`, { serviceDetails: { runtime: 'python' } })
    expect(body.serviceDetails).toMatchObject({ env: 'python', runtime: 'python' })
  })

  test('preDeployCommand moves into envSpecificDetails and stays as "" (webservice--web_service#0,44)', async () => {
    const api = startApi()
    const body = serviceBody(api.emulator.ownerId)
    const details = { ...body.serviceDetails, preDeployCommand: 'npm run migrate' }
    const { id, serviceDetails } = await makeService(api, { ...body, serviceDetails: details })
    expect(serviceDetails.envSpecificDetails.preDeployCommand).toBe('npm run migrate')
    expect(serviceDetails).not.toHaveProperty('preDeployCommand')
    const cleared = await api.send('PATCH', `/services/${id}`, { serviceDetails: { preDeployCommand: '' } })
    expect(cleared.body.serviceDetails.envSpecificDetails.preDeployCommand).toBe('')
  })

  test('an empty preDeployCommand leaves no trace where none was (webservice--web_service_autoscaling#26)', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    const { body } = await api.send('PATCH', `/services/${id}`, { serviceDetails: { preDeployCommand: '' } })
    expect(body.serviceDetails.envSpecificDetails).not.toHaveProperty('preDeployCommand')
  })

  test.each([
    ['automatic', 'no', 'automatic', 'yes'],
    ['manual', 'no', 'manual', 'no'],
    ['off', 'yes', 'off', 'no'],
    [undefined, 'yes', 'automatic', 'yes'],
    [undefined, 'no', 'off', 'no'],
  ])(
    'previews %s with the older flag %s read as %s and %s (API facts §1.1)',
    async (generation, flag, read, older) => {
      const api = startApi()
      const body = serviceBody(api.emulator.ownerId)
      const previews = generation ? { generation } : {}
      const serviceDetails = { ...body.serviceDetails, previews, pullRequestPreviewsEnabled: flag }
      const made = await makeService(api, { ...body, serviceDetails })
      expect(made.serviceDetails).toMatchObject({
        previews: { generation: read },
        pullRequestPreviewsEnabled: older,
      })
    },
  )

  test.each([
    [{ autoDeploy: 'no' }, 'no', 'off'],
    [{ autoDeployTrigger: 'off' }, 'no', 'off'],
    [{ autoDeployTrigger: 'checksPass' }, 'yes', 'checksPass'],
    [{}, 'yes', 'commit'],
  ])(
    '%j reads as autoDeploy %s and trigger %s (cronjob--git#31)',
    async (given, autoDeploy, autoDeployTrigger) => {
      const api = startApi()
      const made = await makeService(api, serviceBody(api.emulator.ownerId, given))
      expect(made).toMatchObject({ autoDeploy, autoDeployTrigger })
    },
  )

  test.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['docker.io/library/nginx:stable-perl', 'docker.io/library/nginx:stable-perl'],
    ['https://nginx:1', 'docker.io/library/nginx:1'],
    ['grafana/grafana', 'docker.io/grafana/grafana:latest'],
    ['ghcr.io/org/app', 'ghcr.io/org/app:latest'],
    ['localhost:5000/app:v2', 'localhost:5000/app:v2'],
    ['ghcr.io/org/app@sha256:00ff', 'ghcr.io/org/app@sha256:00ff'],
  ])('image %s becomes %s (webservice--env_var#0)', async (imagePath, expected) => {
    const api = startApi()
    const made = await makeService(
      api,
      imageBody(api.emulator.ownerId, { image: { ownerId: '', imagePath } }),
    )
    expect(made.imagePath).toBe(expected)
  })

  test('switching to an image drops repo, branch and buildFilter (webservice--runtime_update#61)', async () => {
    const api = startApi()
    const body = serviceBody(api.emulator.ownerId, { buildFilter: { paths: ['src/**'], ignoredPaths: [] } })
    const { id } = await makeService(api, body)
    const change = { image: { ownerId: '', imagePath: 'nginx' }, serviceDetails: { runtime: 'image' } }
    const patched = await api.send('PATCH', `/services/${id}`, change)
    for (const gone of ['repo', 'branch', 'buildFilter']) expect(patched.body).not.toHaveProperty(gone)
    expect(patched.body.serviceDetails.envSpecificDetails).toEqual({
      dockerCommand: '',
      dockerContext: '',
      dockerfilePath: '',
    })
  })

  test('a buildFilter of nulls is no buildFilter (staticsite--create_minimal#2)', async () => {
    const api = startApi()
    const { id } = await makeService(
      api,
      serviceBody(api.emulator.ownerId, { buildFilter: { paths: ['a'] } }),
    )
    const change = { buildFilter: { paths: null, ignoredPaths: null } }
    const { body } = await api.send('PATCH', `/services/${id}`, change)
    expect(body).not.toHaveProperty('buildFilter')
  })

  test.each([
    ['web_service', /^api$/],
    ['private_service', /^api$/],
    ['background_worker', /^api-[a-z0-9]{4}$/],
    ['cron_job', /^api-[a-z0-9]{4}$/],
  ])('the slug of a %s named api is like %s (cronjob--git#0)', async (type, slug) => {
    const api = startApi()
    const { ownerId } = api.emulator
    const body = type === 'cron_job' ? cronBody(ownerId, 'api') : imageBody(ownerId, { type })
    expect((await makeService(api, body)).slug).toMatch(slug)
  })

  test('a rename leaves slug and url (webservice--runtime_update#43)', async () => {
    const api = startApi()
    const { id, slug, serviceDetails } = await makeService(api)
    const { body } = await api.send('PATCH', `/services/${id}`, { name: 'other' })
    expect(body).toMatchObject({ name: 'other', slug, serviceDetails: { url: serviceDetails.url } })
  })

  test('a private service has an address with port 10000 and no scheme (privateservice--docker#0)', async () => {
    const api = startApi()
    const made = await makeService(api, imageBody(api.emulator.ownerId, { type: 'private_service' }))
    expect(made.serviceDetails).toMatchObject({
      url: 'api:10000',
      openPorts: [{ port: 10000, protocol: 'TCP' }],
    })
  })

  test('a PATCH that changes nothing leaves updatedAt (webservice--web_service_autoscaling#26)', async () => {
    const api = startApi()
    const before = await makeService(api)
    const { body } = await api.send('PATCH', `/services/${before.id}`, { name: 'api', rootDir: '' })
    expect(body.updatedAt).toBe(before.updatedAt)
  })

  test('env vars, files, disks and overrides leave updatedAt (webservice--env_var#44)', async () => {
    const api = startApi()
    const before = await makeService(api)
    const path = `/services/${before.id}`
    await api.send('PUT', `${path}/env-vars`, [{ key: 'A', value: '1' }])
    await api.send('PUT', `${path}/secret-files`, [{ name: 'a', content: '1' }])
    await api.send('POST', '/disks', { name: 'd', mountPath: '/data', sizeGB: 1, serviceId: before.id })
    await api.send('PATCH', `/notification-settings/overrides${path}`, { notificationsToSend: 'all' })
    expect((await api.send('GET', path)).body.updatedAt).toBe(before.updatedAt)
  })

  test.each([
    ['default', 'default'],
    ['all', 'notify'],
    ['failure', 'notify'],
    ['none', 'ignore'],
  ])(
    'the override %s makes notifyOnFail %s (cronjob--notifications#6)',
    async (notificationsToSend, notifyOnFail) => {
      const api = startApi()
      const { id } = await makeService(api)
      await api.send('PATCH', `/notification-settings/overrides/services/${id}`, { notificationsToSend })
      expect((await api.send('GET', `/services/${id}`)).body.notifyOnFail).toBe(notifyOnFail)
    },
  )

  test('a cron job takes a credential by POST in the shape it is read in, by PATCH as an id', async () => {
    const api = startApi()
    const { ownerId } = api.emulator
    const secret = { registry: 'DOCKER', name: 'hub', username: 'me', authToken: 't', ownerId }
    const { id } = (await api.send('POST', '/registrycredentials', secret)).body
    const make = (esd: object) => ({
      ...serviceBody(ownerId, { type: 'cron_job' }),
      serviceDetails: { runtime: 'docker', schedule: '0 0 * * *', envSpecificDetails: esd },
    })
    const flat = await api.send('POST', '/services', make({ registryCredentialId: id }))
    expectRefused(flat, 400, 'registryCredentialId does not belong')
    const made = await makeService(api, make({ registryCredential: { id }, preDeployCommand: 'x' }))
    expect(made.serviceDetails.envSpecificDetails).toMatchObject({ registryCredential: { id, name: 'hub' } })
    const patch = (esd: object) =>
      api.send('PATCH', `/services/${made.id}`, { serviceDetails: { envSpecificDetails: esd } })
    expectRefused(await patch({ preDeployCommand: 'y' }), 400, 'preDeployCommand does not belong')
    const cleared = await patch({ registryCredentialId: '' })
    expect(cleared.body.serviceDetails.envSpecificDetails).not.toHaveProperty('registryCredential')
  })

  test('a service that cannot have the disk it asks for is not made', async () => {
    const api = startApi()
    const body = serviceBody(api.emulator.ownerId)
    const disk = { name: 'd', mountPath: '/data' }
    const serviceDetails = { ...body.serviceDetails, numInstances: 2, disk }
    const answer = await api.send('POST', '/services', { ...body, serviceDetails })
    expectRefused(answer, 400, 'a service with a disk cannot have more than one instance')
    expect((await api.send('GET', '/services')).body).toEqual([])
    await makeService(api)
  })

  test('a disk without a size has 1 GB (API facts §1.1)', async () => {
    const api = startApi()
    const body = serviceBody(api.emulator.ownerId)
    const serviceDetails = { ...body.serviceDetails, disk: { name: 'd', mountPath: '/data' } }
    expect((await makeService(api, { ...body, serviceDetails })).serviceDetails.disk.sizeGB).toBe(1)
  })
})

test('scale is accepted and without effect while autoscaling rules (API facts §1.6)', async () => {
  const api = startApi()
  const path = `/services/${(await makeService(api)).id}`
  expect((await api.send('POST', `${path}/scale`, { numInstances: 3 })).status).toBe(202)
  const criterion = { enabled: true, percentage: 70 }
  const rule = { enabled: true, min: 1, max: 5, criteria: { cpu: criterion, memory: criterion } }
  expect((await api.send('PUT', `${path}/autoscaling`, rule)).body).toEqual(rule)
  expect((await api.send('POST', `${path}/scale`, { numInstances: 4 })).status).toBe(202)
  expect((await api.send('GET', path)).body.serviceDetails.numInstances).toBe(3)
  expect((await api.send('DELETE', `${path}/autoscaling`)).status).toBe(204)
  expect((await api.send('GET', path)).body.serviceDetails).not.toHaveProperty('autoscaling')
})

test('the least number of instances is what runs under autoscaling, and the set one without', async () => {
  const api = startApi()
  const path = `/services/${(await makeService(api)).id}`
  await api.send('POST', `${path}/scale`, { numInstances: 3 })
  await api.pass(60)
  const count = async () => (await api.send('GET', `${path}/instances`)).body.length
  expect(await count()).toBe(3)
  const criterion = { enabled: true, percentage: 70 }
  const rule = { enabled: true, min: 2, max: 5, criteria: { cpu: criterion, memory: criterion } }
  await api.send('PUT', `${path}/autoscaling`, rule)
  expect(await count()).toBe(2)
  await api.send('PUT', `${path}/autoscaling`, { ...rule, enabled: false })
  expect(await count()).toBe(3)
})
