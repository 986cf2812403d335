/** Routes that lead to a service by its name. */
import { expect, test } from 'vitest'
import { pulled } from '../pull/round-trip.ts'
import { bench, errorsOf, failures, lines } from '../support/workspace.ts'

const fallback = { type: 'rewrite', source: '/*', destination: '/index.html' }
const toApi = { source: '/api/*', destinationFromService: 'api', path: '/*' }

const file = (routes: readonly object[], toServices: readonly object[] = [toApi], api: object = {}) =>
  JSON.stringify({
    services: [
      {
        type: 'web',
        name: 'site',
        runtime: 'static',
        staticPublishPath: 'dist',
        routes,
        'x-render-sync': { routes: toServices },
      },
      { type: 'web', name: 'api', runtime: 'docker', ...api },
    ],
  })

const routesOf = async (it: ReturnType<typeof bench>, text: string) => {
  const { known } = await it.plan(text)
  return [...(known.get('service/site')?.parts.get('routes')?.values() ?? [])]
}

const addressOf = async (it: ReturnType<typeof bench>, text: string) => {
  const { known } = await it.plan(text)
  const record = known.get('service/api')?.record as { serviceDetails?: { url?: string } } | undefined
  return record?.serviceDetails?.url
}

test('it has the address that the service gets, comes before the others, and settles', async () => {
  const it = bench()
  const text = file([fallback])
  expect(failures(await it.apply(text))).toEqual([])
  expect(lines((await it.plan(text)).plan)).toEqual([])
  expect(await routesOf(it, text)).toMatchObject([
    { type: 'rewrite', source: '/api/*', destination: `${await addressOf(it, text)}/*` },
    fallback,
  ])
})

test('it takes the place of the route from the same paths', async () => {
  const it = bench()
  const literal = { type: 'redirect', source: '/api/*', destination: 'https://api.onrender.com/*' }
  const text = file([{ ...fallback, source: '/a' }, literal, fallback])
  expect(failures(await it.apply(text))).toEqual([])
  expect(lines((await it.plan(text)).plan)).toEqual([])
  const found = await routesOf(it, text)
  expect(found).toMatchObject([{ source: '/a' }, { type: 'redirect', source: '/api/*' }, fallback])
  expect(found).toMatchObject([{}, { destination: `${await addressOf(it, text)}/*` }, {}])
})

test('it settles in a circle, all routes together', async () => {
  const it = bench()
  const envVars = [
    { key: 'SITE', fromService: { name: 'site', type: 'web', envVarKey: 'RENDER_EXTERNAL_URL' } },
  ]
  const text = file([fallback], [toApi], { envVars })
  expect(failures(await it.apply(text))).toEqual([])
  expect(lines((await it.plan(text)).plan)).toEqual([])
  expect(await routesOf(it, text)).toHaveLength(2)
})

test('another path is one change', async () => {
  const it = bench()
  expect(failures(await it.apply(file([fallback])))).toEqual([])
  const changed = file([fallback], [{ ...toApi, path: '/v2/*' }])
  expect(lines((await it.plan(changed)).plan)).toEqual([
    'update service/site',
    '  update service/site/route/%2Fapi%2F*',
  ])
  expect(failures(await it.apply(changed))).toEqual([])
  expect(lines((await it.plan(changed)).plan)).toEqual([])
})

test('a service that is nowhere refuses the plan', async () => {
  const it = bench()
  const planned = await it.plan(file([fallback], [{ ...toApi, destinationFromService: 'nobody' }]))
  expect(errorsOf(planned)).toMatchObject([{ code: 'unknown-reference' }])
})

test('what is live is pulled as a route like any other', async () => {
  const it = bench()
  expect(failures(await it.apply(file([fallback])))).toEqual([])
  const { text, problems } = await pulled(it)
  expect(problems).toEqual([])
  expect(text).toContain('/api/*')
  expect(lines((await it.plan(text)).plan)).toEqual([])
})
