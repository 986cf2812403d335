/** Operations against a workspace that has one of everything, as the client sends them. */
import { createClient } from '../../src/index.ts'
import { type Operation, operations, paramsOf } from '../../src/operations/index.ts'
import type { Ids } from '../emulator/everything.ts'
import type { Api } from '../emulator/support.ts'
import { valid } from '../emulator/valid-requests.ts'
import { described } from '../facts/operations.ts'

/** Every row, with its id. */
export const rows = Object.entries(operations as unknown as Readonly<Record<string, Operation>>)

export interface Sent {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, readonly string[]>>
  readonly body: unknown
}

export const queryOf = (params: URLSearchParams): Sent['query'] =>
  Object.fromEntries([...params.keys()].map((key) => [key, params.getAll(key)]))

/** A client of an emulator, and what it has sent. */
export const clientOf = (api: Api) => {
  const sent: Sent[] = []
  const client = createClient({
    host: 'http://127.0.0.1:1/v1',
    apiKey: api.emulator.apiKey,
    timeoutMs: Number.POSITIVE_INFINITY,
    fetch: async (url, { signal: _, ...init }) => {
      const { pathname, searchParams } = new URL(url)
      const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
      const path = pathname.replace('/v1', '')
      sent.push({ method: init.method ?? 'GET', path, query: queryOf(searchParams), body })
      return api.emulator.fetch(new Request(url, init))
    },
  })
  return { client, sent }
}

/** How the facts name an operation: `GET /services/{serviceId}`. */
export const nameOf = ({ method, path }: Operation): string => {
  const found = described(method, path.replace(/\{\w+\}/g, 'x'))
  if (!found) throw new Error(`${method} ${path} is no operation of the API`)
  return found.name
}

const filled = (text: string, ids: Ids): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')

/** A right request to an operation, and what has to be given to make it. */
export interface Right {
  readonly expected: Sent
  readonly given: Readonly<Record<string, unknown>>
}

export const rightFor = async (operation: Operation, api: Api, made: Ids): Promise<Right> => {
  const name = nameOf(operation)
  const row = valid[name] ?? {}
  const ids = { ...made, ...(await row.before?.(api, made)) }
  const [method = '', documented = ''] = name.split(' ')
  const { pathname, searchParams } = new URL(
    `http://x${filled((row.path ?? documented) + (row.query ?? ''), ids)}`,
  )
  const body = row.body === undefined ? undefined : JSON.parse(filled(JSON.stringify(row.body), ids))
  const expected = { method, path: pathname, query: queryOf(searchParams), body }
  return { expected, given: givenFor(operation, expected) }
}

const givenFor = (operation: Operation, { path, query, body }: Sent): Record<string, unknown> => {
  const steps = path.split('/').map(decodeURIComponent)
  const segments = operation.path.split('/').flatMap((step, index) => {
    const [, name] = /^\{(\w+)\}$/.exec(step) ?? []
    return name === undefined ? [] : [[name, steps[index]]]
  })
  if (operation.whole !== undefined) return Object.fromEntries([...segments, [operation.whole, body]])
  const params = Object.entries(paramsOf(operation))
  const named = (key: string) => params.find(([name, { sends = name }]) => sends === key) ?? [key]
  const asked = Object.entries(query).map(([key, values]) => {
    const [name, param] = named(key)
    return [name, param?.schema.type === 'array' ? values : values[0]]
  })
  const said = Object.entries(body ?? {}).map(([key, value]) => [named(key)[0], value])
  return Object.fromEntries([...segments, ...asked, ...said])
}
