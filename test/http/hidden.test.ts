import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { RequestEvent } from '../../src/http/client.ts'
import type { ApiError } from '../../src/http/errors.ts'
import { get, put } from '../../src/http/request.ts'
import { apiKey, broken, json, scripted } from './scripted.ts'

const secret = 'postgres://user:p4ss"word@db/main'
const write = put('/services/srv-1/env-vars', [{ key: 'DATABASE_URL', value: secret }])

const everythingOf = (error: unknown) => {
  const { message, stack } = error as ApiError
  return [message, stack, JSON.stringify(error), inspect(error, { depth: 20, showHidden: true })].join('\n')
}

const five = (step: () => Response | Error) => Array.from({ length: 5 }, step)

describe('the key and the values of a request body are in no error', () => {
  test.each([
    [
      'a server that quotes both',
      () => [json(400, { message: `Bearer ${apiKey}: invalid value ${secret}` })],
    ],
    [
      'one that quotes them as JSON',
      () => [json(400, { message: JSON.stringify({ value: secret, apiKey }) })],
    ],
    ['one that quotes them encoded', () => [json(409, { message: encodeURIComponent(secret) })]],
    [
      'a redirect that carries the key',
      () => [json(302, {}, { location: `https://x.example/?k=${apiKey}` })],
    ],
    ['a request id that is the key', () => [json(404, {}, { 'render-request-id': apiKey })]],
    ['a broken connection', () => five(() => broken('ECONNRESET', `Authorization: Bearer ${apiKey}`))],
    ['a code that is the key', () => five(() => broken(apiKey))],
    ['an invalid header', () => five(() => new TypeError(`Headers.append: "Bearer ${apiKey}" is invalid`))],
    ['an answer that is no JSON', () => five(() => new Response(`${secret} ${apiKey}`))],
  ])('%s', async (_, steps) => {
    const events: RequestEvent[] = []
    const { client } = scripted(steps(), { onRequest: (event) => events.push(event) })
    const error = await client.send(write).catch((error: unknown) => error)
    expect(error).toMatchObject({ name: 'ApiError', where: 'PUT /services/srv-1/env-vars' })
    for (const hidden of [apiKey, secret, 'p4ss', encodeURIComponent(secret)]) {
      expect(everythingOf(error)).not.toContain(hidden)
      expect(JSON.stringify(events)).not.toContain(hidden)
    }
  })

  test('nor in a path', async () => {
    const { client } = scripted([json(404, {})])
    const error = await client.send(get(`/services/${apiKey}`)).catch((error: unknown) => error)
    expect(everythingOf(error)).not.toContain(apiKey)
  })
})
