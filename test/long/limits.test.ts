/** No apply asks for more than the limits let through, by the emulator's own count, and one that has to share them loses nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scenarios, usualDurations } from '../../bench/applies-scenarios.mjs'
import { prunable } from '../../src/kinds/index.ts'
import { files } from '../support/pairs.ts'
import { type Bench, bench, failures, type Sent } from '../support/workspace.ts'

const replaced = ['service/s0', 'service/s1', 'service/s2', 'database/d0', 'database/d1', 'keyvalue/k0']
const wishes = {
  prune: prunable,
  pruneScope: 'workspace',
  confirmDestructive: true,
  maxDeletes: '100%',
  allowReplace: replaced,
} as const

const refusals = ({ emulator }: Bench) => emulator.requests().filter(({ status }) => status === 429)

/** So many within an hour ask for more creates than an hour lets through. */
const several = () => fc.array(files(), { minLength: 12, maxLength: 12 })

/** Applies one file after the other, each with all that it deletes and replaces. What failed for the limits. */
const applyAll = async (it: Bench, all: readonly unknown[]): Promise<readonly string[]> => {
  const failed: string[] = []
  for (const text of all.map((file) => JSON.stringify(file))) {
    failed.push(...failures(await it.apply(text, { wishes })))
  }
  return failed.filter((message) => /429|rate limit/i.test(message))
}

/** An hour lets 20 of them through (API facts §4). */
const creates = ({ sent }: Bench): number =>
  sent.filter(({ method, path }) => method === 'POST' && /^\/(services|postgres|key-value)$/.test(path))
    .length

test('an apply that is alone is never refused', async () => {
  let most = 0
  const law = fc.asyncProperty(several(), async (all) => {
    const it = bench({ limits: 'recorded' })
    expect(await applyAll(it, all)).toEqual([])
    expect(refusals(it)).toEqual([])
    most = Math.max(most, creates(it))
  })
  await fc.assert(law, { numRuns: 8 })
  expect(most).toBeGreaterThan(20)
}, 600_000)

/** A client with the same key: for each request of ours it sends one that counts in the same limit, and that does nothing. */
const twin = (it: Bench, { method, path }: Sent): void => {
  if (method === 'DELETE') return
  const headers = { authorization: `Bearer ${it.emulator.apiKey}`, 'content-type': 'application/json' }
  const body = method === 'GET' ? {} : { body: '"nothing that it takes"' }
  void it.emulator.fetch(new Request(`http://127.0.0.1:1/v1${path}`, { method, headers, ...body }))
}

test('an apply beside a client that takes half of every limit loses nothing', async () => {
  let most = 0
  const law = fc.asyncProperty(several(), async (all) => {
    const it: Bench = bench({
      limits: 'recorded',
      intercept: (request) => {
        twin(it, request)
        return false
      },
    })
    expect(await applyAll(it, all)).toEqual([])
    most = Math.max(most, creates(it))
  })
  await fc.assert(law, { numRuns: 8 })
  // More than the half of an hour that is left to it: it has had to share.
  expect(most).toBeGreaterThan(10)
}, 600_000)

interface Scenario {
  readonly from?: object
  readonly file: object
  readonly durations?: { readonly build: number; readonly update: number }
}

const benched: Readonly<Record<string, Scenario>> = scenarios

describe.each(Object.entries(benched))('%s', (_, { from, file, durations }) => {
  /** Applies it, and then the change; each of our own answers that is 429. */
  const refusedOf = async (begin: () => Bench) => {
    const it = begin()
    for (const text of [...(from ? [from] : []), file].map((one) => JSON.stringify(one))) {
      expect(failures(await it.apply(text))).toEqual([])
    }
    return refusals(it)
  }
  const settings = { limits: 'recorded', durations: { ...usualDurations, ...durations } } as const

  test('leaves no bucket exceeded', async () => {
    expect(await refusedOf(() => bench({ ...settings, latency: 'recorded' }))).toEqual([])
  }, 300_000)

  test('leaves none exceeded beside a client that takes half of each', async () => {
    const refused = await refusedOf(() => {
      const it: Bench = bench({
        ...settings,
        intercept: (request) => {
          twin(it, request)
          return false
        },
      })
      return it
    })
    expect(refused).toEqual([])
  }, 300_000)
})
