/** An emulator whose traffic is held against the API's own description, in every test that uses it. */
import { afterEach, expect } from 'vitest'
import { CutResponse } from '../../src/emulator/broken-network.ts'
import type { Emulator } from '../../src/emulator/index.ts'
import { answerViolations, requestViolations } from './openapi-traffic.ts'
import { hasShared } from './shared.ts'

const violations = new Set<string>()

// At the top of each test file that imports this: a test whose traffic is wrong fails.
afterEach(() => {
  const found = [...violations]
  violations.clear()
  expect(found, 'traffic that the OpenAPI document does not allow').toEqual([])
})

const note = (found: readonly string[]) => {
  for (const each of found) violations.add(each)
}

const pathOf = (url: URL) => url.pathname.replace(/^\/v1/, '')

const judgeRequest = (emulator: Emulator, url: URL, method: string, text: unknown) => {
  const body: unknown = typeof text === 'string' ? JSON.parse(text) : undefined
  const path = pathOf(url)
  const [, id] = /^\/services\/([^/]+)$/.exec(path) ?? []
  const serviceType =
    path === '/services'
      ? (body as { type?: string } | undefined)?.type
      : id && method === 'PATCH'
        ? emulator.state().services[id]?.type
        : undefined
  note(requestViolations({ method, path, query: url.searchParams, body, serviceType }))
}

/** Fetches from the emulator; every answer is judged, and with `client` every request too. */
export const watchedFetch =
  (emulator: Emulator, judged: 'answers' | 'client') =>
  async (address: string, init: RequestInit): Promise<Response> => {
    const url = new URL(address)
    const method = init.method ?? 'GET'
    if (hasShared && judged === 'client') judgeRequest(emulator, url, method, init.body)
    const response = await emulator.fetch(new Request(address, init))
    // What a fault has cut short is not the emulator's answer.
    if (!hasShared || response instanceof CutResponse) return response
    const text = await response.clone().text()
    note(answerViolations({ method, path: pathOf(url), status: response.status, text }))
    return response
  }
