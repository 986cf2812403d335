import { beforeEach, describe, expect, test } from 'vitest'
import { makeProject } from './support.ts'
import type { Terraform } from './terraform.ts'
import {
  createService,
  expectSettled,
  NotFound,
  readService,
  startTerraform,
  untilLive,
  updateService,
} from './terraform.ts'
import { beside, bodies, created, emptied, laterBeside, planned, types, unset } from './terraform-bodies.ts'

/**
 * Whole lives of services as Render's Terraform provider leads them. What a plan says must come true in the first answer
 * and be read the same ever after: anything else it reports as an inconsistent result, or as a plan that is never empty.
 */

let tf: Terraform
let environments: string[]

beforeEach(async () => {
  tf = startTerraform()
  const { id: projectId, environmentIds } = await makeProject(tf.api)
  const staging = await tf.send('POST', '/environments', { projectId, name: 'staging' })
  environments = [...environmentIds, staging.id]
})

describe.each(types)('a %s', (type) => {
  test('with nothing set is made as planned, and read the same', async () => {
    const state = await createService(tf, created(type, bodies[type]))
    expect(state.service).toMatchObject(unset(type))
    for (const absent of ['buildFilter', 'environmentId', 'imagePath', 'registryCredential'])
      expect(state.service).not.toHaveProperty(absent)
    for (const absent of ['autoscaling', 'disk', 'ipAllowList', 'maxShutdownDelaySeconds'])
      expect(state.service.serviceDetails).not.toHaveProperty(absent)
    expect(state).toMatchObject({ envVars: {}, secretFiles: {}, domains: [], headers: [], routes: [] })
    expect(state.logStream).toBeUndefined()
    await expectSettled(tf, state)
    await untilLive(tf, state.service.id)
    await expectSettled(tf, state)
  })

  test('is made with everything set', async () => {
    const set = beside(type, environments[0] ?? '')
    const envVars = [
      { key: 'A', value: '1' },
      { key: 'B', generateValue: true },
    ]
    const files = type === 'static_site' ? {} : { secretFiles: [{ name: 'f', content: 'x' }] }
    const made = await createService(tf, { ...created(type, bodies[type]), envVars, ...files }, set)
    expect(made).toMatchObject({
      service: { environmentId: set.environmentId },
      envVars: { A: '1', B: expect.stringMatching(/^.{43}=$/) },
      secretFiles: type === 'static_site' ? {} : { f: 'x' },
      domains: set.domains,
      override: set.override,
      logStream: { setting: 'drop', endpoint: '' },
    })
    await expectSettled(tf, made)
  })

  test('changes in everything, and loses everything again', async () => {
    const [first = '', second = ''] = environments
    const made = await createService(tf, created(type, bodies[type]), beside(type, first))
    const update = laterBeside(type, second)
    const changed = await updateService(tf, made, { ...update, envVars: [{ key: 'C', value: '' }] })
    const { buildFilter: _, ...plan } = planned(update.body) as Record<string, unknown>
    expect(changed).toMatchObject({
      service: { ...plan, environmentId: second, buildFilter: { paths: ['src/**'], ignoredPaths: [] } },
      envVars: { C: '' },
      secretFiles: update.secretFiles ? { g: '' } : {},
      domains: update.domains,
      override: update.override,
      // The token is never answered.
      logStream: { resourceId: made.service.id, setting: 'send', endpoint: 'logs.example.com:514' },
      routes: update.routes,
    })
    expect(changed.logStream).not.toHaveProperty('token')
    expect(changed.headers).toHaveLength(update.headers?.length ?? 0)
    await expectSettled(tf, changed)

    const taken = await updateService(tf, changed, { body: emptied(type) })
    const { autoDeployTrigger: __, ...rest } = unset(type)
    expect(taken.service).toMatchObject(rest)
    for (const absent of ['buildFilter', 'environmentId']) expect(taken.service).not.toHaveProperty(absent)
    expect(taken).toMatchObject({ envVars: {}, secretFiles: {}, domains: [], headers: [], routes: [] })
    expect(taken.logStream).toBeUndefined()
    await expectSettled(tf, taken)
    await untilLive(tf, made.service.id)
    await expectSettled(tf, taken)
  })

  test('is gone when it is deleted, also a second time', async () => {
    const { service } = await createService(tf, created(type, bodies[type]))
    await tf.remove(`/services/${service.id}`)
    await expect(readService(tf, service.id)).rejects.toThrow(NotFound)
    await tf.remove(`/services/${service.id}`)
  })
})
