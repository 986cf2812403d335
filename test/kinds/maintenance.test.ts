import { expect, test } from 'vitest'
import { bench, failures, lines } from '../support/workspace.ts'

const file = (plan: string, maintenanceMode?: object) =>
  JSON.stringify({
    services: [
      { type: 'web', name: 'web', runtime: 'docker', repo: 'https://github.com/a/b', plan, maintenanceMode },
    ],
  })

const off = { enabled: false }
const on = { enabled: true }

test.each([
  ['stays on the free plan', [file('free', off), file('free', off)]],
  ['leaves the free plan', [file('free'), file('starter', on)]],
  ['goes to the free plan', [file('starter', on), file('free', off)]],
  [
    'leaves a page of its own behind',
    [file('starter', { ...on, uri: 'https://example.com/soon' }), file('free', off)],
  ],
])('a service that %s converges, maintenance mode and all', async (_what, files) => {
  const it = bench()
  for (const text of files) {
    expect(failures(await it.apply(text))).toEqual([])
    expect(lines((await it.plan(text)).plan)).toEqual([])
  }
})
