/** What an apply leaves in the journal, and what the next run makes of it where nothing else tells. */
import { describe, expect, test } from 'vitest'
import { owedOf } from '../../src/index.ts'
import { memoryJournal } from '../support/journal.ts'
import { type Bench, bench, failures, lines, type Sent } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const shared = { fromGroup: 'shared' }
const service = (name: string, envVars: readonly object[]) => ({ type: 'pserv', name, ...node, envVars })
const text = (value: string, ...others: readonly object[]) =>
  JSON.stringify({
    services: [service('a', [shared]), service('b', [{ key: 'LEVEL', value }]), ...others],
    envVarGroups: [{ name: 'shared', envVars: [{ key: 'GROUP', value }] }],
  })

const isTrigger = ({ method, path }: Sent) => method === 'POST' && path.endsWith('/deploys')

/** A workspace whose plan has no audit log, where triggers fail while `broken` is set. */
const workspace = async () => {
  const state = { broken: false }
  const journal = memoryJournal()
  const it = bench({
    journal,
    intercept: (request) => {
      if (request.path.endsWith('/audit-logs')) return 403
      return state.broken && isTrigger(request) && 400
    },
  })
  expect(failures(await it.apply(text('one')))).toEqual([])
  return { it, journal, state }
}

const linesOf = async (it: Bench, file: string) => lines((await it.plan(file)).plan)

test('each deploy is entered before the write that it is for, and again when it is triggered', async () => {
  const { it, journal } = await workspace()
  const before = journal.lines().length
  await it.apply(text('two'))
  expect(journal.lines().slice(before).toSorted()).toEqual([
    'deployed service/a',
    'deployed service/b',
    'written service/a',
    'written service/b',
  ])
  expect(await linesOf(it, text('two'))).toEqual([])
})

test('a service that is not in the run is entered too when its group is written', async () => {
  const { it, journal } = await workspace()
  const only = JSON.stringify({
    envVarGroups: [{ name: 'shared', envVars: [{ key: 'GROUP', value: 'two' }] }],
  })
  await it.apply(only)
  expect(journal.lines().at(-1)).toBe('written service/a')
  expect(await linesOf(it, only)).toEqual([])
  const whole = JSON.stringify({
    services: [service('a', [shared])],
    envVarGroups: [{ name: 'shared', envVars: [{ key: 'GROUP', value: 'two' }] }],
  })
  expect(await linesOf(it, whole)).toEqual(['update service/a (deploys)'])
})

describe('what was written and could not be deployed', () => {
  const owing = async () => {
    const all = await workspace()
    all.state.broken = true
    expect(failures(await all.it.apply(text('two')))).toHaveLength(2)
    all.state.broken = false
    return all
  }

  test('is a difference of the next plan, with when and by whom it is told', async () => {
    const { it } = await owing()
    const { plan } = await it.plan(text('two'))
    expect(lines(plan)).toEqual(['update service/a (deploys)', 'update service/b (deploys)'])
    expect(plan.changes.flatMap((change) => owedOf(change)?.toldBy ?? [])).toEqual(['journal', 'journal'])
  })

  test('is deployed by the next apply, once', async () => {
    const { it } = await owing()
    const before = it.sent.length
    expect(failures(await it.apply(text('two')))).toEqual([])
    expect(it.sent.slice(before).filter(({ method }) => method !== 'GET')).toHaveLength(2)
    expect(await linesOf(it, text('two'))).toEqual([])
  })

  test('is none any more when somebody has deployed it long after', async () => {
    const { it } = await owing()
    const { known } = await it.plan(text('two'))
    await it.clock.sleep(10 * 60_000)
    for (const name of ['a', 'b']) {
      await it.client.send({
        method: 'POST',
        path: `/services/${known.id(`service/${name}`)}/deploys`,
        body: {},
      })
    }
    await it.clock.sleep(10 * 60_000)
    expect(await linesOf(it, text('two'))).toEqual([])
  })

  test('is deployed for all reasons at once where --redeploy asks for it too', async () => {
    const { it } = await owing()
    const { plan } = await it.plan(text('two'), { wishes: { redeploy: ['service/b'], skipDeploys: true } })
    const asked = plan.changes.find(({ address }) => address === 'service/b')
    expect(asked).toMatchObject({ deploys: ['service/b/deploy/owed', 'service/b/deploy/asked'] })
  })
})

describe('--redeploy', () => {
  test('deploys what nothing is owed to', async () => {
    const it = bench()
    await it.apply(text('one'))
    const before = it.sent.length
    expect(failures(await it.apply(text('one'), { wishes: { redeploy: ['service/b'] } }))).toEqual([])
    expect(it.sent.slice(before).filter(({ method }) => method !== 'GET')).toHaveLength(1)
  })

  test.each([['service/c'], ['service'], ['group/shared']])('refuses %s', async (pattern) => {
    const it = bench()
    await it.apply(text('one'))
    const { plan } = await it.plan(text('one'), { wishes: { redeploy: [pattern] } })
    expect(plan.problems).toMatchObject([{ code: 'unknown-target', severity: 'error' }])
  })
})
