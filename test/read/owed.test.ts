/** What the audit log tells of writes that were never deployed. */
import { describe, expect, test } from 'vitest'
import { driftOf, owedOf } from '../../src/index.ts'
import { type Bench, type BenchSettings, bench, failures, lines, type Sent } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const text = JSON.stringify({
  services: [
    { type: 'pserv', name: 'a', ...node, envVars: [{ fromGroup: 'shared' }] },
    { type: 'pserv', name: 'b', ...node, envVars: [{ key: 'LEVEL', value: 'info' }] },
    { type: 'pserv', name: 'c', ...node },
  ],
  envVarGroups: [{ name: 'shared', envVars: [{ key: 'GROUP', value: 'one' }] }],
})

const applied = async (settings: BenchSettings = {}) => {
  const it = bench(settings)
  expect(failures(await it.apply(text))).toEqual([])
  const { known } = await it.plan(text)
  const path = (address: string) =>
    `/${address.startsWith('group') ? 'env-groups' : 'services'}/${known.id(address)}`
  const write = (address: string, key: string, value: string) =>
    it.client.send({ method: 'PUT', path: `${path(address)}/env-vars/${key}`, body: { value } })
  const deploy = async (address: string) => {
    await it.client.send({ method: 'POST', path: `${path(address)}/deploys`, body: {} })
    await it.clock.sleep(10 * 60_000)
  }
  return { it, write, deploy }
}

const linesOf = async (it: Bench) => lines((await it.plan(text)).plan)
const isLog = ({ path }: Sent) => path.endsWith('/audit-logs')

test('nothing is owed by what an apply has made', async () => {
  const { it } = await applied()
  expect(await linesOf(it)).toEqual([])
})

describe('a variable that was written by hand', () => {
  test('of a service', async () => {
    const { it, write } = await applied()
    await write('service/b', 'OTHER', 'x')
    const made = await it.plan(text)
    expect(lines(made.plan)).toEqual(['update service/b (deploys)'])
    expect(made.plan.changes.flatMap((change) => owedOf(change)?.toldBy ?? [])).toEqual(['audit log'])
    expect(driftOf(made, { now: it.clock.now() }).changes.map(({ address }) => address)).toEqual([
      'service/b',
    ])
  })

  test('of a group, of the services that it is linked to', async () => {
    const { it, write } = await applied()
    await write('group/shared', 'OTHER', 'x')
    expect(await linesOf(it)).toEqual(['update service/a (deploys)'])
  })

  test('of a service without variables in the file is nothing of ours', async () => {
    const { it, write } = await applied()
    await write('service/c', 'OTHER', 'x')
    expect(await linesOf(it)).toEqual([])
  })

  test('and deployed after', async () => {
    const { it, write, deploy } = await applied()
    await write('service/b', 'OTHER', 'x')
    await deploy('service/b')
    expect(await linesOf(it)).toEqual([])
  })

  test('is deployed by an apply', async () => {
    const { it, write } = await applied()
    await write('service/b', 'OTHER', 'x')
    expect(failures(await it.apply(text))).toEqual([])
    expect(await linesOf(it)).toEqual([])
  })
})

test.each([402, 403, 404])(
  'a workspace whose plan has no audit log answers %i, which is no error',
  async (status) => {
    const { it, write } = await applied({ intercept: (request) => isLog(request) && status })
    await write('service/b', 'OTHER', 'x')
    const { plan } = await it.plan(text)
    expect(lines(plan)).toEqual([])
    expect(plan.unobserved).toEqual([])
    expect(plan.problems).toEqual([])
  },
)

test('it is read once, and only where it may tell something', async () => {
  const { it } = await applied()
  const readsOf = async (file: object, wishes = {}) => {
    const before = it.sent.length
    await it.plan(JSON.stringify(file), { wishes })
    return it.sent.slice(before).filter(isLog).length
  }
  expect(await readsOf(JSON.parse(text))).toBe(1)
  expect(await readsOf(JSON.parse(text), { skipDeploys: true })).toBe(0)
  expect(await readsOf({ services: [{ type: 'pserv', name: 'c', ...node }] })).toBe(0)
  expect(
    await readsOf({
      services: [{ type: 'pserv', name: 'new', ...node, envVars: [{ key: 'A', value: '1' }] }],
    }),
  ).toBe(0)
})
