/** Each single read of a plan answers 403 in turn: it is named, and nothing is planned from it. */
import { expect, test } from 'vitest'
import { acts } from '../../src/change.ts'
import { everything } from '../pull/everything.ts'
import { bench } from '../support/workspace.ts'

const secrets = new Map([
  ['TOKEN', 'a token'],
  ['GIVEN', 'a value'],
])

test('a plan goes on without any one of its reads, names it, and plans nothing from it', async () => {
  let refused = ''
  const it = bench({ intercept: ({ method, path }) => method === 'GET' && path === refused && 403 })
  await it.apply(everything, { secrets })
  const before = it.sent.length
  await it.plan(everything, { secrets })
  const reads = [...new Set(it.sent.slice(before).map(({ path }) => path))]
  const judged = reads.filter((path) => !path.startsWith('/owners'))
  expect(judged.length).toBeGreaterThan(10)
  for (const path of judged) {
    refused = path
    const { plan } = await it.plan(everything, { secrets })
    expect([path, plan.unobserved.map(({ where }) => where)]).toEqual([
      path,
      expect.arrayContaining([`GET ${path}`]),
    ])
    expect([path, plan.changes.filter(acts)]).toEqual([path, []])
    expect([path, plan.problems.filter(({ severity }) => severity === 'error')]).toEqual([path, []])
  }
})
