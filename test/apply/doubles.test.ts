/** Headers and routes that somebody else makes in the moment between the look and the write: Render keeps both. */
import { expect, test } from 'vitest'
import { carryOut, type Mapping, planOf, problemsOf, settle } from '../support/meanwhile.ts'
import { type Bench, bench, failures, type Sent } from '../support/workspace.ts'

const site = (more: Mapping) =>
  JSON.stringify({ services: [{ type: 'web', name: 'site', runtime: 'static', ...more }] })
const header = (value: string) => ({ path: '/*', name: 'X-Frame-Options', value })
const route = (destination: string) => ({ type: 'rewrite', source: '/a', destination })

const things = [
  ['header', (value: string) => site({ headers: [header(value)] }), header, 'headers'],
  ['route', (value: string) => site({ routes: [route(value)] }), route, 'routes'],
] as const

/** A workspace in which somebody else makes something whenever this is told of a request. */
const withOther = (isTheirs: (request: Sent) => object | undefined, list: string): Bench => {
  let left = 1
  const it = bench({
    intercept: (request) => {
      const body = left > 0 ? isTheirs(request) : undefined
      const [id] = Object.keys(it.emulator.state().services)
      if (!body || !id) return false
      left--
      const headers = { authorization: `Bearer ${it.emulator.apiKey}`, 'content-type': 'application/json' }
      const url = `http://127.0.0.1:1/v1/services/${id}/${list}`
      void it.emulator.fetch(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }))
      return false
    },
  })
  return it
}

const valuesOf = async ({ client, emulator }: Bench, list: string) => {
  const [id] = Object.keys(emulator.state().services)
  const rows = await client.list<{ value?: string; destination?: string }>({
    path: `/services/${id}/${list}`,
  })
  return rows.map(({ value, destination }) => value ?? destination)
}

const isPost = ({ method, path }: Sent, list: string) => method === 'POST' && path.endsWith(list)

test.each(things)('a %s that is older than ours stays, and ours goes', async (_what, file, thing, list) => {
  const it = withOther((request) => (isPost(request, list) ? thing('/theirs') : undefined), list)
  await settle(it, file('/before'))
  expect(problemsOf(await carryOut(it, await it.plan(file('/ours'))))).toMatchObject([
    { code: 'changed-meanwhile', message: expect.stringContaining('ours is removed again') },
  ])
  expect(await valuesOf(it, list)).toEqual(['/theirs'])
  await settle(it, file('/ours'))
  expect(await valuesOf(it, list)).toEqual(['/ours'])
})

test.each(things)('a %s that is younger than ours is told', async (_what, file, thing, list) => {
  let posted = false
  const it = withOther((request) => {
    const after = posted
    posted ||= isPost(request, list)
    return after ? thing('/theirs') : undefined
  }, list)
  await settle(it, file('/before'))
  expect(problemsOf(await carryOut(it, await it.plan(file('/ours'))))).toMatchObject([
    { code: 'changed-meanwhile', message: expect.stringContaining('both are there') },
  ])
  expect((await valuesOf(it, list)).toSorted()).toEqual(['/ours', '/theirs'])
})

test.each(things)('of two equal ones of a %s one stays', async (_what, file, thing, list) => {
  const it = withOther((request) => (isPost(request, list) ? thing('/ours') : undefined), list)
  await settle(it, file('/before'))
  expect(failures(await carryOut(it, await it.plan(file('/ours'))))).toEqual([])
  expect(await valuesOf(it, list)).toEqual(['/ours'])
  expect(await planOf(it, file('/ours'))).toEqual([])
})

test.each(things)(
  'a %s that somebody is putting in the place of the old one',
  async (_what, file, thing, list) => {
    const it = bench()
    await settle(it, file('/before'))
    const planned = await it.plan(file('/ours'))
    const id = planned.known.id('service/site')
    await it.client.send({
      method: 'POST',
      path: `/services/${id}/${list}`,
      body: thing('/theirs'),
      whenLost: 'repeat',
    })
    expect(problemsOf(await carryOut(it, planned))).toMatchObject([
      { code: 'changed-meanwhile', message: expect.stringContaining('is there twice') },
    ])
    expect((await valuesOf(it, list)).toSorted()).toEqual(['/before', '/theirs'])
  },
)
