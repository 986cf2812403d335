import { beforeAll, describe, expect, test } from 'vitest'
import { SocketResponse } from '../../src/emulator/operation/index.ts'
import { requestViolations } from '../facts/judge.ts'
import { described } from '../facts/operations.ts'
import { api as facts, type Operation } from '../facts/tables.ts'
import type { Ids } from './everything.ts'
import { everything } from './everything.ts'
import type { Api } from './support.ts'
import { valid } from './valid-requests.ts'

/** Each operation of the API gets one request that is right and one that is not; both answers are judged by the facts. */

let ids: Ids
let start: () => Api

beforeAll(async () => {
  const made = await everything()
  ids = made.ids
  start = made.start
})

const filled = (text: string, known: Ids): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? `no ${name}`)

const operations = Object.entries(facts.operations).map(([name, operation]) => {
  const [method = '', path = ''] = name.split(' ')
  return { name, method, path, operation }
})

/** Its answer is not read: some never end. */
const fetched = (api: Api, method: string, path: string, headers: Record<string, string>) =>
  api.emulator.fetch(
    new Request(`http://emulator/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${api.emulator.apiKey}`, ...headers },
    }),
  )

test('nothing is said of an operation that there is not', () => {
  const names = operations.map(({ name }) => name)
  expect(Object.keys(valid).filter((name) => !names.includes(name))).toEqual([])
})

describe('what is right is answered as the facts say', () => {
  test.each(operations)('$name', async ({ name, method, path, operation }) => {
    const api = start()
    const row = valid[name] ?? {}
    const known = { ...ids, ...(await row.before?.(api, ids)) }
    const body = row.body === undefined ? undefined : JSON.parse(filled(JSON.stringify(row.body), known))
    const asked = filled((row.path ?? path) + (row.query ?? ''), known)
    if (row.streams) {
      const response = await fetched(api, method, asked, row.streams)
      // In process, no connection changes its protocol.
      const status = response instanceof SocketResponse ? 101 : response.status
      expect(Object.keys(operation.answers)).toContain(String(status))
      await response.body?.cancel()
      return
    }
    const service = api.emulator.state().services[known.serviceId ?? '']
    const changed = name === 'PATCH /services/{serviceId}' ? service : undefined
    const live = changed && { type: changed.type, runtime: changed.config.runtime }
    const url = new URL(`http://emulator${asked}`)
    const request = { method, path: url.pathname, query: url.searchParams, body: row.form ? undefined : body }
    expect(requestViolations({ ...request, live })).toEqual([])
    expect(described(method, url.pathname)?.name).toBe(name)
    const answer = row.form ? await sendForm(api, asked, body) : await api.send(method, asked, body)
    expect([answer.status, answer.body?.message]).toEqual([expect.any(Number), undefined])
    expect([...Object.keys(operation.answers), ...(row.as ?? []).map(String)]).toContain(
      String(answer.status),
    )
  })
})

const sendForm = async (api: Api, path: string, fields: Record<string, string>) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const headers = { authorization: `Bearer ${api.emulator.apiKey}` }
  const response = await api.emulator.fetch(
    new Request(`http://emulator/v1${path}`, { method: 'POST', headers, body }),
  )
  return { status: response.status, body: JSON.parse(await response.text()) }
}

interface Wrong {
  what: string
  path: string
  body?: unknown
  key?: string
  status: number
}

/** A body of no form, an id that nothing has, a parameter that nobody knows, or no key: the first that there can be. */
const wrongRequest = (name: string, documented: string, { body, query }: Operation): Wrong => {
  const path = valid[name]?.path ?? documented
  if (body !== undefined) return { what: 'a body of another form', path, body: 'nonsense', status: 400 }
  const unknown = path.replace(/\{(\w+)\}(?!.*\{)/, 'unknown')
  if (unknown !== path) return { what: 'an unknown id', path: unknown, status: valid[name]?.tolerates ?? 404 }
  if (query) return { what: 'an unknown parameter', path: `${path}?nonsense=x`, status: 400 }
  return { what: 'another key', path, key: 'wrong', status: 401 }
}

const wrong = operations.map(({ name, method, path, operation }) => ({
  name,
  method,
  operation,
  ...wrongRequest(name, path, operation),
}))

describe('what is not right is refused, and changes nothing', () => {
  test.each(wrong)('$name with $what', async ({ method, path, body, key, status, operation }) => {
    const api = start()
    const before = api.emulator.state()
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` }
    const sent = body === undefined ? undefined : JSON.stringify(body)
    const answer = await api.send(method, filled(path, ids), sent, headers)
    expect([answer.status, answer.body?.message]).toEqual([
      status,
      status < 400 ? undefined : expect.any(String),
    ])
    // The document leaves these two out in places.
    if (status >= 400) expect([...operation.refuses, 400, 404]).toContain(status)
    expect(api.emulator.state()).toEqual(before)
  })
})
