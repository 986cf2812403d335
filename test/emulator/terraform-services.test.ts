import { beforeEach, describe, expect, test } from 'vitest'
import { expectRefused, makeProject } from './support.ts'
import type { Terraform } from './terraform.ts'
import { createService, expectSettled, startTerraform, updateService } from './terraform.ts'
import {
  asking,
  bodies,
  created,
  laterNative,
  native,
  noFilter,
  repo,
  serverTypes,
} from './terraform-bodies.ts'

/** What services can have besides, and what users of Render's Terraform provider have met: the issues are the provider's. */

let tf: Terraform

beforeEach(() => {
  tf = startTerraform()
})

describe.each(serverTypes)('a %s that is scaled', (type) => {
  const make = (details: object) => createService(tf, created(type, { ...bodies[type], ...details }))
  const body = { name: 'one', serviceDetails: {} }

  test('has its number of instances, then a range, then none', async () => {
    const made = await make({ numInstances: 2 })
    expect(made.service.serviceDetails.numInstances).toBe(2)
    const scaled = await updateService(tf, made, { body, numInstances: 3 })
    expect(scaled.service.serviceDetails.numInstances).toBe(3)
    // A criterion that is not configured goes out as Go's zero value.
    const autoscaling = {
      criteria: { cpu: { enabled: true, percentage: 60 }, memory: { enabled: false, percentage: 0 } },
      enabled: true,
      max: 3,
      min: 1,
    }
    const ranged = await updateService(tf, scaled, { body, autoscaling })
    expect(ranged.service.serviceDetails.autoscaling).toEqual(autoscaling)
    await expectSettled(tf, ranged)
    const taken = await updateService(tf, ranged, { body })
    expect(taken.service.serviceDetails).not.toHaveProperty('autoscaling')
    await tf.remove(`/services/${made.service.id}`)
    const again = await make({ autoscaling })
    expect(again.service.serviceDetails.autoscaling).toEqual(autoscaling)
  })

  test('has its disk, then another size, then none, then a new one', async () => {
    const disk = { name: 'data', mountPath: '/data', sizeGB: 1 }
    const made = await make({ disk })
    const { id } = made.service.serviceDetails.disk
    expect(made.service.serviceDetails.disk).toEqual({ id, ...disk })
    const grown = { name: 'more', mountPath: '/more', sizeGB: 20 }
    const changed = await updateService(tf, made, { body, disk: grown, numInstances: 1 })
    expect(changed.service.serviceDetails.disk).toEqual({ id, ...grown })
    const taken = await updateService(tf, changed, { body })
    expect(taken.service.serviceDetails).not.toHaveProperty('disk')
    const again = await updateService(tf, taken, { body, disk })
    expect(again.service.serviceDetails.disk).toMatchObject(disk)
    expect(again.service.serviceDetails.disk.id).not.toBe(id)
    await expectSettled(tf, again)
  })
})

describe('where a service is made from', () => {
  const image = (registryCredentialId?: string) => ({
    ownerId: tf.owner,
    imagePath: 'ghcr.io/acme/app@sha256:0123456789abcdef',
    ...(registryCredentialId && { registryCredentialId }),
  })

  test('changes in place: node, python, docker, image and back (webservice--runtime_update)', async () => {
    const made = await createService(tf, created('web_service', bodies.web_service))
    const source = { autoDeploy: 'yes', branch: 'main', buildFilter: noFilter, repo }
    const docker = { dockerCommand: '', dockerContext: '.', dockerfilePath: './Dockerfile' }
    const python = { runtime: 'python', envSpecificDetails: laterNative }
    const first = await updateService(tf, made, { body: { ...source, serviceDetails: python } })
    expect(first.service.serviceDetails).toMatchObject(python)
    const inDocker = { runtime: 'docker', envSpecificDetails: docker }
    const second = await updateService(tf, first, { body: { ...source, serviceDetails: inDocker } })
    expect(second.service.serviceDetails).toMatchObject(inDocker)
    const fromImage = { runtime: 'image', envSpecificDetails: { dockerCommand: './serve' } }
    const third = await updateService(tf, second, { body: { image: image(), serviceDetails: fromImage } })
    expect(third.service.serviceDetails).toMatchObject(fromImage)
    expect(third.service.imagePath).toBe(image().imagePath)
    for (const absent of ['repo', 'branch', 'buildFilter']) expect(third.service).not.toHaveProperty(absent)
    await expectSettled(tf, third)
    const again = { runtime: 'node', envSpecificDetails: native }
    const last = await updateService(tf, third, { body: { ...source, serviceDetails: again } })
    expect(last.service).toMatchObject({ repo, branch: 'main', serviceDetails: again })
    expect(last.service).not.toHaveProperty('imagePath')
    await expectSettled(tf, last)
  })

  test('takes a credential, and drops it with the image that names none', async () => {
    const credential = { name: 'r', registry: 'GITHUB', username: 'u', authToken: 't', ownerId: tf.owner }
    const { id } = await tf.send('POST', '/registrycredentials', credential)
    const {
      repo: _,
      branch: __,
      buildFilter: ___,
      autoDeploy: ____,
      ...rest
    } = created('background_worker', {})
    const serviceDetails = { ...bodies.background_worker, runtime: 'image', envSpecificDetails: {} }
    const made = await createService(tf, {
      ...rest,
      image: { ...image(id), ownerId: '' },
      serviceDetails,
    })
    expect(made.service.registryCredential).toEqual({ id, name: 'r' })
    const body = { serviceDetails: { runtime: 'image', envSpecificDetails: { dockerCommand: '' } } }
    const kept = await updateService(tf, made, { body: { ...body, image: image(id) } })
    expect(kept.service.registryCredential).toEqual({ id, name: 'r' })
    const dropped = await updateService(tf, kept, { body: { ...body, image: image() } })
    expect(dropped.service).not.toHaveProperty('registryCredential')
    await expectSettled(tf, dropped)
  })

  test('of a cron job in docker is given in the shape that it is read in', async () => {
    const docker = { dockerCommand: './run', dockerContext: '.', dockerfilePath: './Dockerfile' }
    const registryCredential = {
      id: '',
      name: '',
      registry: '',
      updatedAt: '0001-01-01T00:00:00Z',
      username: '',
    }
    const details = {
      ...bodies.cron_job,
      runtime: 'docker',
      envSpecificDetails: { ...docker, registryCredential },
    }
    const made = await createService(tf, created('cron_job', details))
    expect(made.service.serviceDetails.envSpecificDetails).toEqual(docker)
    const patch = { dockerCommand: '', dockerContext: 'sub', dockerfilePath: './Other' }
    const body = { serviceDetails: { envSpecificDetails: patch, runtime: 'docker', schedule: '0 0 * * *' } }
    const changed = await updateService(tf, made, { body })
    expect(changed.service.serviceDetails.envSpecificDetails).toEqual(patch)
    await expectSettled(tf, changed)
  })
})

describe('what users of the provider have met', () => {
  test('a web service on the free plan has no maintenance mode, and takes none (issue 80)', async () => {
    const { maintenanceMode, ...details } = { ...bodies.web_service, ...asking, plan: 'free' }
    const made = await createService(tf, created('web_service', details))
    expect(made.service.serviceDetails).not.toHaveProperty('maintenanceMode')
    await expectSettled(tf, made)
    const path = `/services/${made.service.id}`
    const message = 'maintenance mode can only be configured for non-free tier services'
    expectRefused(await tf.refused('PATCH', path, { serviceDetails: { maintenanceMode } }), 400, message)
    const another = {
      ownerId: tf.owner,
      ...created('web_service', { ...details, maintenanceMode }),
      name: 'another',
    }
    expectRefused(await tf.refused('POST', '/services', another), 400, message)
    const body = { serviceDetails: { plan: 'starter', maintenanceMode } }
    const paid = await updateService(tf, made, { body })
    expect(paid.service.serviceDetails).toMatchObject(body.serviceDetails)
    const free = await updateService(tf, paid, { body: { serviceDetails: { plan: 'free' } } })
    expect(free.service.serviceDetails).not.toHaveProperty('maintenanceMode')
  })

  test('a suspended service is updated, and refuses the deploy alone (issue 104)', async () => {
    const made = await createService(tf, created('background_worker', bodies.background_worker))
    await tf.send('POST', `/services/${made.service.id}/suspend`)
    const changed = await updateService(tf, made, {
      body: { name: 'two' },
      envVars: [{ key: 'A', value: '2' }],
    })
    expect(changed).toMatchObject({ service: { name: 'two', suspended: 'suspended' }, envVars: { A: '2' } })
    const deploy = await tf.refused('POST', `/services/${made.service.id}/deploys`, {})
    expectRefused(deploy, 400, 'cannot deploy suspended service')
  })

  test('a service stays in an environment as long as it is linked to a group there (issue 10)', async () => {
    const { environmentIds } = await makeProject(tf.api)
    const [environmentId] = environmentIds
    const made = await createService(tf, created('web_service', bodies.web_service), { environmentId })
    const group = { name: 'g', ownerId: tf.owner, envVars: null, environmentId }
    const { id } = await tf.send('POST', '/env-groups', group)
    await tf.send('POST', `/env-groups/${id}/services/${made.service.id}`)
    const kept = await updateService(tf, made, { body: { name: 'two' }, environmentId })
    expect(kept.service.environmentId).toBe(environmentId)
    const leave = `/environments/${environmentId}/resources?resourceIds=${made.service.id}`
    const message = 'cannot move service out of environment with linked env groups'
    expectRefused(await tf.refused('DELETE', leave), 400, message)
    expect((await tf.get(`/services/${made.service.id}`)).environmentId).toBe(environmentId)
    await tf.send('DELETE', `${leave}&resourceIds=${id}`)
    expect(await tf.get(`/services/${made.service.id}`)).not.toHaveProperty('environmentId')
    expect(await tf.get(`/env-groups/${id}`)).not.toHaveProperty('environmentId')
  })

  test('a domain brings its counterpart, which is not the configuration (issue 65)', async () => {
    const set = { domains: ['example.org', 'www.example.net'] }
    const made = await createService(tf, created('web_service', bodies.web_service), set)
    expect(made.domains).toEqual(set.domains)
    await expectSettled(tf, made)
    const taken = await updateService(tf, made, { body: { name: 'one' } })
    expect(await tf.get(`/services/${taken.service.id}/custom-domains?limit=100`)).toEqual([])
  })
})
