import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningServer } from '../../src/emulator/index.ts'
import { serve } from '../../src/emulator/index.ts'
import { judgedEmulator } from '../support/traffic.ts'

const emulator = judgedEmulator()
let server: RunningServer
beforeAll(async () => {
  server = await serve(emulator)
})
afterAll(() => server.close())

/** The status of a request as a browser would send it; fetch does not let a test choose its Host. */
const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
  new Promise<number | undefined>((resolve, reject) => {
    const asked = { host: '127.0.0.1', port: server.port, path, method, headers }
    request(asked, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })

const own = ['/', '/__emulator/page', '/__emulator/state', '/__emulator/requests', '/__emulator/faults']

describe('the page and the routes for tests', () => {
  test.each(['127.0.0.1', 'localhost', '[::1]'])('are there for %s', async (name) => {
    const host = `${name}:${server.port}`
    for (const path of own) {
      expect(await ask(path, { host })).toBe(200)
      expect(await ask(path, { host, origin: `http://${host}` })).toBe(200)
    }
  })

  test.each([
    'rebound.example:PORT',
    'rebound.example',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.example:PORT',
    'localhost:PORT.example',
    '127.0.0.1.example:PORT',
    '0.0.0.0:PORT',
  ])('are not for the Host %s', async (name) => {
    const host = name.replace('PORT', String(server.port))
    for (const path of [
      ...own,
      '/%5f%5femulator/state',
      '//__emulator/state',
      '/v1/../__emulator/state',
      '/x',
    ])
      expect([400, 403]).toContain(await ask(path, { host }))
    expect([400, 403]).toContain(await ask('/__emulator/reset', { host }, 'POST'))
  })

  test.each([
    'https://evil.example',
    'null',
    'http://127.0.0.1:1',
    'https://127.0.0.1:PORT',
    'http://localhost:PORT.example',
  ])('are not for the Origin %s', async (name) => {
    const host = `127.0.0.1:${server.port}`
    const origin = name.replace('PORT', String(server.port))
    for (const path of own) expect(await ask(path, { host, origin })).toBe(403)
    expect(await ask('/__emulator/reset', { host, origin }, 'POST')).toBe(403)
  })
})

test('the API is there under any name, for those who have its key', async () => {
  const authorization = `Bearer ${emulator.apiKey}`
  expect(await ask('/v1/services', { host: 'render.test', authorization })).toBe(200)
  expect(await ask('/v1/services', { host: 'render.test' })).toBe(401)
})
