/** Headers and routes are written one by one, so that what somebody else adds stays: wherever that breaks off, the next apply ends it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { path, put } from '../../src/http/request.ts'
import { bench, failures, lines, type Sent } from '../support/workspace.ts'

interface Rule {
  readonly type: string
  readonly source: string
  readonly destination: string
}
interface Header {
  readonly path: string
  readonly name: string
  readonly value: string
}
interface Site {
  readonly routes: readonly Rule[]
  readonly headers: readonly Header[]
}

const fileOf = (site: Site) =>
  JSON.stringify({ services: [{ type: 'web', name: 'site', runtime: 'static', ...site }] })

const isRule = ({ method, path }: Sent) => method !== 'GET' && /\/(routes|headers)/.test(path)

/** A site that has these by other hands. `breaksAt`: which of the requests about them is refused, or loses its answer. */
const siteWith = async (
  { routes, headers }: Site,
  breaksAt = Number.POSITIVE_INFINITY,
  how: 400 | 'lost' = 400,
) => {
  let count = 0
  const it = bench({ intercept: (request) => isRule(request) && count++ === breaksAt && how })
  expect(failures(await it.apply(fileOf({ routes: [], headers: [] })))).toEqual([])
  const { known } = await it.plan(fileOf({ routes: [], headers: [] }))
  const id = known.id('service/site')
  await it.emulator.fetch(requestOf(it.emulator.apiKey, put(path`/services/${id}/routes`, routes)))
  await it.emulator.fetch(requestOf(it.emulator.apiKey, put(path`/services/${id}/headers`, headers)))
  const now = () => ({
    routes: it.client.list<Rule>({ path: path`/services/${id}/routes`, wrapper: 'route' }),
    headers: it.client.list<Header>({ path: path`/services/${id}/headers`, wrapper: 'header' }),
  })
  return { ...it, now }
}

const requestOf = (apiKey: string, { method, path, body }: ReturnType<typeof put>) =>
  new Request(`http://127.0.0.1:1/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const plainRule = ({ type, source, destination }: Rule) => `${type} ${source} ${destination}`
const plainHeader = ({ path, name, value }: Header) => `${path} ${name.toLowerCase()} ${value}`

const route = fc.record({
  type: fc.constantFrom('redirect', 'rewrite'),
  source: fc.constantFrom('/a', '/b', '/c', '/d', '/e', '/f'),
  destination: fc.constantFrom('/x', '/y'),
})
const header = fc.record({
  path: fc.constantFrom('/*', '/a'),
  name: fc.constantFrom('X-One', 'X-Two', 'x-three'),
  value: fc.constantFrom('1', '2'),
})
const site: fc.Arbitrary<Site> = fc.record({
  routes: fc.uniqueArray(route, { selector: ({ source }) => source }),
  headers: fc.uniqueArray(header, { selector: ({ path, name }) => `${path} ${name}` }),
})

/** What is to be there in the end: what the file has, and behind it what it does not name. */
const expected = (live: Site, file: Site) => {
  const sources = new Set(file.routes.map(({ source }) => source))
  const names = new Set(file.headers.map(({ path, name }) => `${path} ${name}`))
  return {
    routes: [...file.routes, ...live.routes.filter(({ source }) => !sources.has(source))].map(plainRule),
    headers: [...file.headers, ...live.headers.filter(({ path, name }) => !names.has(`${path} ${name}`))]
      .map(plainHeader)
      .sort(),
  }
}

const found = async ({ now }: Awaited<ReturnType<typeof siteWith>>) => ({
  routes: (await now().routes).map(plainRule),
  headers: (await now().headers).map(plainHeader).sort(),
})

describe('headers and routes', () => {
  test('end as the file has them, and those that it does not name stay, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(site, site, async (live, file) => {
        const it = await siteWith(live)
        expect(failures(await it.apply(fileOf(file)))).toEqual([])
        expect(await found(it)).toEqual(expected(live, file))
        expect(lines((await it.plan(fileOf(file))).plan)).toEqual([])
      }),
      { numRuns: 10 },
    )
  })

  test('are never without one that was there and stays, and end the same wherever the first try broke off', async () => {
    await fc.assert(
      fc.asyncProperty(
        site,
        site,
        fc.nat(12),
        fc.constantFrom<(400 | 'lost')[]>(400, 'lost'),
        async (live, file, at, how) => {
          const it = await siteWith(live, at, how)
          await it.apply(fileOf(file))
          const { routes, headers } = it.now()
          const sources = (await routes).map(({ source }) => source)
          const names = (await headers).map(({ path, name }) => `${path} ${name.toLowerCase()}`)
          for (const { source } of live.routes) expect(sources).toContain(source)
          for (const { path, name } of live.headers) expect(names).toContain(`${path} ${name.toLowerCase()}`)
          expect(failures(await it.apply(fileOf(file)))).toEqual([])
          expect(await found(it)).toEqual(expected(live, file))
          expect(lines((await it.plan(fileOf(file))).plan)).toEqual([])
        },
      ),
      { numRuns: 20 },
    )
  })

  test('move with the fewest requests', async () => {
    const rules = ['/a', '/b', '/c', '/d'].map((source) => ({ type: 'rewrite', source, destination: '/x' }))
    const it = await siteWith({ routes: rules, headers: [] })
    const [first, ...rest] = rules
    const before = it.sent.length
    expect(
      failures(await it.apply(fileOf({ routes: [...rest, ...(first ? [first] : [])], headers: [] }))),
    ).toEqual([])
    const moves = it.sent.slice(before).filter(isRule)
    expect(moves).toMatchObject([{ method: 'PATCH', body: { priority: 3 } }])
  })
})
