/** The order of routes, where not all of them are this run's business. */

import { describe, expect, test } from 'vitest'
import { ignoredOf } from '../../src/change.ts'
import { put } from '../../src/http/request.ts'
import { type Desired, narrow } from '../../src/index.ts'
import { bench, failures, lines } from '../support/workspace.ts'

const route = (source: string, destination = '/') => ({ type: 'rewrite', source, destination })
const site = (routes: readonly object[], ignore: readonly string[] = []) =>
  JSON.stringify({
    services: [
      {
        type: 'web',
        name: 'site',
        runtime: 'static',
        routes,
        ...(ignore.length > 0 && { 'x-render-sync': { ignore } }),
      },
    ],
  })
const all = ['/a', '/b', '/c'].map((source) => route(source))

const live = async (...sources: readonly string[]) => {
  const it = bench()
  expect(failures(await it.apply(site([])))).toEqual([])
  const { known } = await it.plan(site([]))
  const path = `/services/${known.id('service/site')}/routes`
  await it.client.send(
    put(
      path,
      sources.map((source) => route(source)),
    ),
  )
  const order = async () => {
    const routes = await it.client.list<{ source: string }>({ path, wrapper: 'route' })
    return routes.map(({ source }) => source)
  }
  return { ...it, order }
}

describe('a route that is not there takes no place', () => {
  test('when the file ignores it', async () => {
    const it = await live('/b', '/c')
    const { plan } = await it.plan(site(all, ['route//a']))
    expect(lines(plan)).toEqual([])
    expect(plan.changes.flatMap(ignoredOf)).toHaveLength(1)
  })

  test('when the run excludes it', async () => {
    const it = await live('/b', '/c')
    const adjust = (desired: Desired) => narrow(desired, { excludes: ['service/site/route/%2Fa'] }).desired
    expect(lines((await it.plan(site(all), { adjust })).plan)).toEqual([])
  })

  test('while the others are put in order', async () => {
    const it = await live('/c', '/b')
    const text = site(all, ['route//a'])
    expect(failures(await it.apply(text))).toEqual([])
    expect(await it.order()).toEqual(['/b', '/c'])
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })
})

describe('a route that the file does not have', () => {
  test('goes last, wherever it stood', async () => {
    const it = await live('/a', '/other', '/b', '/c')
    expect(lines((await it.plan(site(all))).plan)).not.toEqual([])
    expect(failures(await it.apply(site(all)))).toEqual([])
    expect(await it.order()).toEqual(['/a', '/b', '/c', '/other'])
    expect(lines((await it.plan(site(all))).plan)).toEqual([])
  })
})
