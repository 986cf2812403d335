import { describe, expect, test } from 'vitest'
import { judgedEmulator } from '../support/traffic.ts'
import { expectRefused, imageBody, makeService, serviceBody, siteBody, startApi } from './support.ts'

/** Requests without a body, and with one that does not say what it is. */

describe('a PUT of a whole list', () => {
  const lists = [
    ['env-vars', serviceBody, [{ key: 'A', value: '1' }]],
    ['secret-files', serviceBody, [{ name: 'a', content: 'x' }]],
    ['headers', siteBody, [{ path: '/*', name: 'X-A', value: '1' }]],
    ['routes', siteBody, [{ type: 'rewrite', source: '/a', destination: '/b' }]],
  ] as const

  test.each(lists)(
    'of %s without a body clears it where that is recorded, and else is refused and leaves what was there',
    async (list, bodyOf, rows) => {
      const api = startApi()
      const path = `/services/${(await makeService(api, bodyOf(api.emulator.ownerId))).id}/${list}`
      await api.send('PUT', path, rows)
      const answer = await api.send('PUT', path)
      const isRecorded = ['env-vars', 'secret-files'].includes(list)
      if (isRecorded) expect(answer.status).toBe(200)
      else expectRefused(answer, 400, 'the request body must be an array')
      expect((await api.send('GET', path)).body).toHaveLength(isRecorded ? 0 : 1)
    },
  )

  test.each(lists)('of %s with null clears it (API facts §0)', async (list, bodyOf, rows) => {
    const api = startApi()
    const path = `/services/${(await makeService(api, bodyOf(api.emulator.ownerId))).id}/${list}`
    await api.send('PUT', path, rows)
    expect((await api.send('PUT', path, 'null')).status).toBe(200)
    expect((await api.send('GET', path)).body).toEqual([])
  })
})

test('a deploy needs no body', async () => {
  const api = startApi()
  const { id } = await makeService(api, imageBody(api.emulator.ownerId))
  const answer = await api.send('POST', `/services/${id}/deploys`)
  expect([answer.status, answer.body.trigger]).toEqual([201, 'api'])
})

test.each([undefined, 'text/plain', 'application/x-www-form-urlencoded'])(
  'JSON of the type %s is read',
  async (type) => {
    const emulator = judgedEmulator({ limits: 'off' })
    const response = await emulator.fetch(
      new Request('http://emulator/v1/env-groups', {
        method: 'POST',
        headers: { authorization: `Bearer ${emulator.apiKey}`, ...(type && { 'content-type': type }) },
        // As bytes: a text would get a type of its own.
        body: new TextEncoder().encode(JSON.stringify({ name: 'a', ownerId: emulator.ownerId, envVars: [] })),
      }),
    )
    expect(response.status).toBe(201)
  },
)
