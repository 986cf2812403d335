import { describe, expect, test } from 'vitest'
import { judgedEmulator } from '../support/traffic.ts'
import {
  cronBody,
  expectRefused,
  imageBody,
  makeService,
  postgresBody,
  serviceBody,
  siteBody,
  startApi,
} from './support.ts'

/** Wrong requests, and that each is answered in the API's own shape. */

describe('who asks, and for what', () => {
  test.each([
    ['no key', ''],
    ['a wrong key', 'Bearer rnd_other'],
    ['another scheme', 'Basic rnd_emulator'],
  ])('%s is 401', async (_, authorization) => {
    const api = startApi()
    expectRefused(await api.send('GET', '/services', undefined, { authorization }), 401, 'Unauthorized')
  })

  test.each([
    ['text/html', 406],
    ['application/xml', 406],
    ['*/*', 200],
    ['application/json', 200],
    ['text/html, application/json;q=0.9', 200],
  ])('Accept: %s is %i', async (accept, status) => {
    const api = startApi()
    expect((await api.send('GET', '/services', undefined, { accept })).status).toBe(status)
  })

  test('another workspace is 404 wherever it is named', async () => {
    const api = startApi()
    const other = 'tea-00000000000000000000'
    const notFound = `^not found: ${other}$`
    expectRefused(await api.send('POST', '/services', serviceBody(other)), 404, notFound)
    expectRefused(await api.send('GET', `/services?ownerId=${other}`), 404, notFound)
    expectRefused(await api.send('GET', `/owners/${other}`), 404, notFound)
    expectRefused(await api.send('GET', `/notification-settings/owners/${other}`), 404, notFound)
  })

  test('a second workspace of the key keeps its things apart', async () => {
    const api = startApi({ otherOwners: [{ id: 'tea-11111111111111111111', name: 'second' }] })
    await makeService(api)
    expect((await api.send('GET', '/owners')).body).toHaveLength(2)
    expect((await api.send('GET', '/services?ownerId=tea-11111111111111111111')).body).toEqual([])
    await makeService(api, serviceBody('tea-11111111111111111111'))
  })

  test.each([
    ['GET', '/nothing'],
    ['GET', '/services/srv-00000000000000000000'],
    ['GET', '/services/__proto__'],
    ['GET', '/services/constructor/env-vars'],
    ['GET', '/services/..%2F..%2Fetc%2Fpasswd'],
    ['GET', '/postgres/%00'],
  ])('%s %s is 404', async (method, path) => {
    expectRefused(await startApi().send(method, path), 404, '^not found: ')
  })

  test('a method that a path has not is 405', async () => {
    expectRefused(await startApi().send('PUT', '/services'), 405, 'method not allowed')
  })
})

describe('bodies', () => {
  test.each([
    ['{', 'invalid JSON'],
    ['', 'must be an object'],
    ['[]', 'must be an object'],
    ['null', 'must be an object'],
    ['7', 'must be an object'],
  ])('POST /services with the body %j is 400', async (body, message) => {
    expectRefused(await startApi().send('POST', '/services', body), 400, message)
  })

  test('a body said to be too large is 413 before a byte of it is read', async () => {
    const emulator = judgedEmulator({ limits: 'off' })
    let read = 0
    const body = new ReadableStream(
      {
        pull: (controller) => {
          read++
          controller.enqueue(new Uint8Array(65_536))
        },
      },
      { highWaterMark: 0 },
    )
    const headers = {
      authorization: `Bearer ${emulator.apiKey}`,
      'content-type': 'application/json',
      'content-length': String(64 * 1024 * 1024),
    }
    const init = { method: 'POST', headers, body, duplex: 'half' as const }
    const response = await emulator.fetch(new Request('http://emulator/v1/services', init))
    expect([response.status, read]).toEqual([413, 0])
  })

  test('a body that its sender gives up is 400: a defect of nobody', async () => {
    const emulator = judgedEmulator()
    const chunks = [new TextEncoder().encode('{"name":')]
    const body = new ReadableStream({
      pull: (controller) => {
        const next = chunks.pop()
        if (next) controller.enqueue(next)
        else controller.error(new TypeError('terminated'))
      },
    })
    const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body, duplex: 'half' as const }
    const response = await emulator.fetch(new Request('http://emulator/v1/services', init))
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ message: 'invalid request: the body ended too early' })
  })

  test('a body that turns out too large is 413 as soon as that is known', async () => {
    const emulator = judgedEmulator({ limits: 'off' })
    let read = 0
    const body = new ReadableStream({
      pull: (controller) => {
        read += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body, duplex: 'half' as const }
    const response = await emulator.fetch(new Request('http://emulator/v1/services', init))
    expect(response.status).toBe(413)
    expect(read).toBeLessThan(11 * 1024 * 1024)
  })

  const details = (changes: Record<string, unknown>, of: object = serviceBody('').serviceDetails) => ({
    serviceDetails: { ...of, ...changes },
  })
  const image = imageBody('').serviceDetails

  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown field', { colour: 'red' }, 'unknown field colour'],
    ['an unknown detail', details({ colour: 'red' }), 'unknown field serviceDetails.colour'],
    ['a number for a name', { name: 7 }, 'name must be a string'],
    ['an empty name', { name: '' }, 'name must be a non-empty string'],
    ['no name', { name: undefined }, 'name is required'],
    ['an unknown type', { type: 'lambda' }, 'type must be one of web_service'],
    ['an unknown region', details({ region: 'moon' }), 'serviceDetails.region must be one of frankfurt'],
    ['an unknown plan', details({ plan: 'huge' }), 'serviceDetails.plan must be one of free, starter'],
    ['a hyphen in a plan', details({ plan: 'pro-plus' }), 'serviceDetails.plan must be one of'],
    ['an unknown runtime', details({ runtime: 'cobol' }), 'serviceDetails.runtime must be one of'],
    ['no runtime', details({ runtime: undefined }), 'runtime'],
    ['no start command', details({ envSpecificDetails: { buildCommand: '' } }), 'startCommand is required'],
    [
      'docker fields for node',
      details({ envSpecificDetails: { dockerCommand: 'x' } }),
      'dockerCommand does not belong to runtime node',
    ],
    ['no instances', details({ numInstances: 0 }), 'numInstances must be at least 1'],
    ['half an instance', details({ numInstances: 1.5 }), 'numInstances must be an integer'],
    ['a shutdown delay of 301 s', details({ maxShutdownDelaySeconds: 301 }), 'must be at most 300'],
    ['a cron schedule', details({ schedule: '0 0 * * *' }), 'unknown field serviceDetails.schedule'],
    ['a relative mount path', details({ disk: { name: 'd', mountPath: 'x' } }), 'disk.mountPath must be'],
    [
      'a disk and two instances',
      details({ disk: { name: 'd', mountPath: '/d' }, numInstances: 2 }),
      'cannot have more than one instance',
    ],
    [
      'a bare address',
      details({ ipAllowList: [{ cidrBlock: '10.0.0.1' }] }),
      'ipAllowList.0..cidrBlock must be',
    ],
    ['an image for node', { image: { ownerId: '', imagePath: 'nginx' } }, 'image does not belong to node'],
    ['no repository', { repo: undefined }, 'repo is required'],
    ['runtime image without image', details({}, image), 'image is required'],
    [
      'a key given twice',
      {
        envVars: [
          { key: 'A', value: '1' },
          { key: 'A', value: '2' },
        ],
      },
      'envVars has A twice',
    ],
    ['a variable without value', { envVars: [{ key: 'A' }] }, 'either value or generateValue'],
    [
      'a variable with both',
      { envVars: [{ key: 'A', value: '', generateValue: true }] },
      'either value or generateValue',
    ],
    ['a variable name with a space', { envVars: [{ key: 'A B', value: '' }] }, 'key must be letters'],
  ])('a web service with %s is 400', async (_, changes, message) => {
    const api = startApi()
    expectRefused(
      await api.send('POST', '/services', serviceBody(api.emulator.ownerId, changes)),
      400,
      message,
    )
    expect((await api.send('GET', '/services')).body).toEqual([])
  })

  test.each<[string, (ownerId: string) => Record<string, unknown>, string]>([
    [
      'a static site with a region',
      (id) => ({ ...siteBody(id), serviceDetails: { region: 'ohio' } }),
      'unknown field',
    ],
    [
      'a static site with a plan',
      (id) => ({ ...siteBody(id), serviceDetails: { plan: 'pro' } }),
      'unknown field',
    ],
    [
      'a free worker',
      (id) => imageBody(id, { type: 'background_worker', ...details({ plan: 'free' }, image) }),
      'plan',
    ],
    ['a cron job without schedule', (id) => imageBody(id, { type: 'cron_job' }), 'schedule is required'],
    ...['60 * * * *', 'every day at ten o’clock', '@daily', '0 0 0 * * *'].map(
      (schedule): [string, (ownerId: string) => Record<string, unknown>, string] => [
        `a cron job with the schedule ${schedule}`,
        (id) => ({ ...cronBody(id), ...details({ schedule }, cronBody(id).serviceDetails) }),
        'serviceDetails.schedule must be a cron expression of five fields',
      ],
    ),
    [
      'a cron job with previews',
      (id) => ({ ...cronBody(id), ...details({ previews: {} }, cronBody(id).serviceDetails) }),
      'unknown field serviceDetails.previews',
    ],
  ])('%s is 400', async (_, bodyOf, message) => {
    const api = startApi()
    expectRefused(await api.send('POST', '/services', bodyOf(api.emulator.ownerId)), 400, message)
  })

  test.each(['type', 'region', 'ownerId', 'envVars', 'secretFiles', 'environmentId'])(
    '%s cannot be patched',
    async (field) => {
      const api = startApi()
      const { id } = await makeService(api)
      expectRefused(
        await api.send('PATCH', `/services/${id}`, { [field]: 'x' }),
        400,
        `unknown field ${field}`,
      )
    },
  )

  test.each(['region', 'numInstances', 'disk', 'autoscaling'])(
    'serviceDetails.%s cannot be patched',
    async (field) => {
      const api = startApi()
      const { id } = await makeService(api)
      const answer = await api.send('PATCH', `/services/${id}`, { serviceDetails: { [field]: 'x' } })
      expectRefused(answer, 400, `unknown field serviceDetails.${field}`)
    },
  )

  test.each<[Record<string, unknown>, string]>([
    [{ setting: 'send' }, 'endpoint is required to send'],
    [{ setting: 'drop', endpoint: 'logs.example.com:6514' }, 'endpoint does not belong to drop'],
  ])('a log stream with %j is 400', async (body, message) => {
    const api = startApi()
    const { id } = await makeService(api)
    expectRefused(await api.send('PUT', `/logs/streams/resource/${id}`, body), 400, message)
  })

  test.each<[Record<string, unknown>, string]>([
    [{ diskSizeGB: 7 }, 'diskSizeGB must be 1 or a multiple of 5'],
    [{ version: '10' }, 'version must be one of 11'],
    [{ plan: 'basic-256mb' }, 'plan must be one of'],
    [{ readReplicas: [{ name: 'a' }, { name: 'a' }] }, 'readReplicas has a twice'],
    [{ readReplicas: [...'abcdef'].map((name) => ({ name })) }, 'readReplicas must have at most 5 items'],
    [{ highAvailabilityEnabled: true }, 'unknown field highAvailabilityEnabled'],
  ])('a database with %j is 400', async (changes, message) => {
    const api = startApi()
    const body = postgresBody(api.emulator.ownerId, changes)
    expectRefused(await api.send('POST', '/postgres', body), 400, message)
  })

  test('databases and disks do not shrink', async () => {
    const api = startApi()
    const { body } = await api.send(
      'POST',
      '/postgres',
      postgresBody(api.emulator.ownerId, { diskSizeGB: 20 }),
    )
    const smaller = await api.send('PATCH', `/postgres/${body.id}`, { diskSizeGB: 15 })
    expectRefused(smaller, 400, 'diskSizeGB can only be increased')
    const { id } = await makeService(api)
    const given = { name: 'd', mountPath: '/d', sizeGB: 2, serviceId: id }
    const { body: disk } = await api.send('POST', '/disks', given)
    const shrunk = await api.send('PATCH', `/disks/${disk.id}`, { sizeGB: 1 })
    expectRefused(shrunk, 400, 'sizeGB can only be increased')
    expectRefused(await api.send('POST', '/disks', given), 409, 'already has a disk')
  })

  test('names of services are unique, whatever the type and by PATCH too', async () => {
    const api = startApi()
    await makeService(api)
    const taken = await api.send('POST', '/services', { ...siteBody(api.emulator.ownerId), name: 'api' })
    expectRefused(taken, 409, 'name api is already in use')
    const { id } = await makeService(api, siteBody(api.emulator.ownerId))
    expectRefused(await api.send('PATCH', `/services/${id}`, { name: 'api' }), 409, 'already in use')
  })

  test('no refusal repeats a value', async () => {
    const api = startApi()
    const path = `/services/${(await makeService(api)).id}/env-vars/A`
    const answers = [
      await api.send('PUT', path, { value: ['hunter2'] }),
      await api.send('PUT', path, { valeu: 'hunter2' }),
      await api.send('PUT', path, '{"value":"hunter2'),
    ]
    for (const { status, body } of answers) {
      expect(status).toBe(400)
      expect(JSON.stringify(body)).not.toContain('hunter2')
    }
  })
})
