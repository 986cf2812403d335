/** How long deploys are expected to take: by what they took, then by what others took, then by what is said. */
import { expect, test } from 'vitest'
import { openSession } from '../../src/index.ts'
import { loadWish } from '../../src/session.ts'
import { type Bench, bench, failures } from '../support/workspace.ts'

const worker = (name: string, value: string, runtime = 'node') => ({
  type: 'worker',
  name,
  runtime,
  buildCommand: 'make',
  startCommand: 'run',
  envVars: [{ key: 'LEVEL', value }],
})
const file = (...services: readonly object[]) => JSON.stringify({ services })

const secondsOf = async ({ client, clock }: Bench, text: string, expectDeploy?: number) => {
  const session = await openSession({ client, clock, expectDeploy })
  const loaded = loadWish([{ name: 'render.yaml', text }], { repo: 'https://github.com/acme/app' })
  const { plan } = await session.plan(loaded)
  return Object.fromEntries(plan.steps.map(({ address, seconds }) => [address.split('/')[1], seconds]))
}

test('where no deploy tells, as long as is said, and else as is assumed', async () => {
  const it = bench()
  expect(await secondsOf(it, file(worker('a', 'x')))).toEqual({ a: 55 })
  expect(await secondsOf(it, file(worker('a', 'x')), 90)).toEqual({ a: 90 })
})

test('as long as the newest of its own took; a new one as long as those of its runtime, the median', async () => {
  const it = bench({ durations: { build: 100, update: 20 } })
  expect(failures(await it.apply(file(worker('a', 'x'), worker('b', 'x'))))).toEqual([])
  const after = file(worker('a', 'y'), worker('b', 'x'), worker('new', 'x'), worker('other', 'x', 'go'))
  expect(await secondsOf(it, after, 90)).toEqual({ a: 120, new: 120, other: 90 })
})

test('a run of the last build is not expected to take as long as a build', async () => {
  const it = bench({ durations: { build: 100, update: 15 } })
  expect(failures(await it.apply(file(worker('a', 'x'))))).toEqual([])
  const { plan } = await it.plan(file(worker('a', 'y')), { wishes: { deployOnly: true } })
  expect(plan.steps.map(({ seconds }) => seconds)).toEqual([15])
})
