import { describe, expect, test } from 'vitest'
import { makeService, serviceBody, startApi } from '../emulator/support.ts'
import { hasShared, readRecording, recordings, withoutShared } from '../support/shared.ts'
import { recordedDifferences } from './differences.ts'
import { answerDifferences, answerViolations, type LiveService, requestViolations } from './judge.ts'

/** The judge of the traffic in all other tests: it must be able to find something. */

const without = (value: object, key: string) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))

describe('the facts as a judge', () => {
  /** The true answer to GET /services, made wrong. */
  const judged = async (path: string, status: number, change: (body: unknown) => unknown) => {
    const api = startApi()
    const service = await makeService(api, serviceBody(api.emulator.ownerId))
    const real = path.replace('ID', service.id)
    const { body } = await api.send('GET', real)
    return answerViolations({ method: 'GET', path: real, status, text: JSON.stringify(change(body)) })
  }
  type Row = { service: { serviceDetails: object }; cursor: string }
  const onFirst = (change: (row: Row) => unknown) => (body: unknown) => (body as Row[]).map(change)
  const onDetails = (details: object) =>
    onFirst((row) => ({
      ...row,
      service: { ...row.service, serviceDetails: { ...row.service.serviceDetails, ...details } },
    }))

  test('allows what the emulator answers', async () => {
    expect(await judged('/services', 200, (body) => body)).toEqual([])
    expect(await judged('/services/ID', 200, (body) => body)).toEqual([])
  })

  test.each<[string, string, number, (body: unknown) => unknown, RegExp]>([
    [
      'a missing key',
      '/services',
      200,
      onFirst((row) => without(row, 'service')),
      /required property 'service'/,
    ],
    [
      'a missing cursor',
      '/services',
      200,
      onFirst((row) => without(row, 'cursor')),
      /required property 'cursor'/,
    ],
    [
      'an extra key',
      '/services',
      200,
      onFirst((row) => ({ ...row, more: 1 })),
      /additional properties: more/,
    ],
    [
      'a key that another type of service has',
      '/services',
      200,
      onDetails({ schedule: '* * * * *' }),
      /schedule/,
    ],
    [
      'commands that another runtime has',
      '/services',
      200,
      onDetails({ runtime: 'docker' }),
      /dockerCommand/,
    ],
    [
      'a word that is none',
      '/services',
      200,
      onDetails({ previews: { generation: 'often' } }),
      /generation must be equal to one of/,
    ],
    ['a number for a word', '/services', 200, onDetails({ region: 7 }), /region must be string/],
    ['null for a list', '/services', 200, () => null, /must be array/],
    ['an object for a list', '/services', 200, () => ({}), /must be array/],
    [
      'a number for a text',
      '/services/ID',
      200,
      (body) => ({ ...(body as object), name: 7 }),
      /name must be string/,
    ],
    [
      'a time that is none',
      '/services/ID',
      200,
      (body) => ({ ...(body as object), createdAt: 'now' }),
      /date-time/,
    ],
    ['a status that is not declared', '/services/ID', 202, (body) => body, /not declared/],
    ['an error without a text', '/services/ID', 404, () => ({ message: 7 }), /message must be string/],
  ])('notices %s', async (_, path, status, change, expected) => {
    expect((await judged(path, status, change)).join('\n')).toMatch(expected)
  })

  const request = (method: string, path: string, query = '', body?: unknown, live?: LiveService) =>
    requestViolations({ method, path, query: new URLSearchParams(query), body, live }).join('\n')

  const live = (runtime: string): LiveService => ({ type: 'web_service', runtime })
  const credential = { serviceDetails: { envSpecificDetails: { registryCredentialId: 'rgc-1' } } }

  test('knows the runtime of a service from what is there', () => {
    expect(request('PATCH', '/services/x', '', credential, live('docker'))).toBe('')
  })

  test.each<[string, () => string, RegExp]>([
    [
      'a parameter that is not declared',
      () => request('GET', '/services', 'colour=red'),
      /\?colour is not declared/,
    ],
    ['a limit beyond the largest', () => request('GET', '/services', 'limit=101'), /\?limit must be <= 100/],
    [
      'a word that is none',
      () => request('GET', '/services', 'suspended=perhaps'),
      /\?suspended .*must be equal to one of/,
    ],
    [
      'a word in a body that is none',
      () => request('PATCH', '/environments/x', '', { protectedStatus: 'perhaps' }),
      /protectedStatus must be equal to one of/,
    ],
    ['a parameter that is missing', () => request('GET', '/logs'), /\?ownerId is required/],
    [
      'a body where there is none',
      () => request('POST', '/services/srv-1/suspend', '', {}),
      /a body where none/,
    ],
    [
      'an extra key in a body',
      () => request('PATCH', '/projects/x', '', { name: 'a', b: 1 }),
      /additional properties: b/,
    ],
    [
      'a missing key in a body',
      () => request('POST', '/projects', '', { name: 'a' }),
      /required property 'ownerId'/,
    ],
    ['a path that nobody has', () => request('GET', '/nowhere'), /is not in the facts/],
    [
      'details of another type of service',
      () => request('PATCH', '/services/x', '', { serviceDetails: { schedule: '' } }, live('node')),
      /schedule/,
    ],
    [
      'details of another runtime',
      () => request('PATCH', '/services/x', '', credential, live('node')),
      /registryCredentialId/,
    ],
  ])('notices in a request %s', (_, found, expected) => {
    expect(found()).toMatch(expected)
  })

  test('leaves open which plans, regions and runtimes there are', async () => {
    const newest = { region: 'atlantis', plan: '16c-256g', runtime: 'zig', env: 'zig' }
    expect(await judged('/services', 200, onDetails(newest))).toEqual([])
    expect(request('GET', '/services', 'region=atlantis&type=lambda')).toBe('')
    const body = { name: 'a', ownerId: 'tea-1', plan: '60g', maxmemoryPolicy: 'whim' }
    expect(request('POST', '/key-value', '', body)).toBe('')
  })

  test.skipIf(!hasShared)(
    `every difference that is said to be recorded is in a recording, and no recording has another${withoutShared}`,
    () => {
      const found = recordings.flatMap(readRecording).flatMap(({ method, path, status, response }) =>
        answerDifferences({
          method,
          path,
          status,
          text: response === undefined ? '' : JSON.stringify(response),
        }),
      )
      const unexplained = new Set(
        found.filter((each) => !recordedDifferences.some((row) => row.violation.test(each))),
      )
      expect([...unexplained]).toEqual([])
      for (const { violation } of recordedDifferences)
        expect(
          found.some((each) => violation.test(each)),
          String(violation),
        ).toBe(true)
    },
  )
})
