/** A merge deploys by itself while an apply of it runs: what is live in the end has its commit and its variables. */
import { describe, expect, test } from 'vitest'
import type { WhileDeploying } from '../../src/emulator/index.ts'
import { type Bench, bench, failures } from '../support/workspace.ts'

const repo = 'https://github.com/acme/app'
const sha = 'c0ffee'.padEnd(40, '0')
const how = { commit: { sha, repo } }

const file = (level: string, trigger = 'commit') =>
  JSON.stringify({
    services: [
      {
        type: 'worker',
        name: 'api',
        runtime: 'node',
        buildCommand: 'npm ci',
        startCommand: 'npm start',
        autoDeployTrigger: trigger,
        envVars: [{ key: 'LEVEL', value: level }],
      },
    ],
  })

const push = async ({ emulator }: Pick<Bench, 'emulator'>, commit = sha): Promise<readonly unknown[]> => {
  const answer = await emulator.fetch(
    new Request('http://emulator/__emulator/push', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ repo, commit }),
    }),
  )
  expect(answer.status).toBe(201)
  return (await answer.json()) as readonly unknown[]
}

/** Each deploy since the first, the oldest first: how it began, how it ended, with which variable. */
const deploysOf = ({ emulator }: Bench) =>
  Object.values(emulator.state().deploys)
    .slice(1)
    .map(({ trigger, status, commit, environment }) => [
      trigger,
      status,
      commit?.id === sha,
      Object.fromEntries(environment).LEVEL,
    ])

describe('a deploy that Render has begun for the push', () => {
  test.each<[WhileDeploying, readonly unknown[]]>([
    ['override', ['new_commit', 'canceled', true, 'old']],
    ['queue', ['new_commit', 'deactivated', true, 'old']],
    ['created', ['new_commit', 'deactivated', true, 'old']],
    ['accepted', ['new_commit', 'canceled', true, 'old']],
  ])('gives way: %s', async (whileDeploying, theirs) => {
    const it = bench({ whileDeploying })
    await it.apply(file('old'))
    expect(await push(it)).toHaveLength(1)
    expect(failures(await it.apply(file('new'), { how }))).toEqual([])
    expect(deploysOf(it)).toEqual([theirs, ['api', 'live', true, 'new']])
  })

  test('is not there where it is off', async () => {
    const it = bench()
    await it.apply(file('old', 'off'))
    expect(await push(it)).toEqual([])
    expect(failures(await it.apply(file('new', 'off'), { how }))).toEqual([])
    expect(deploysOf(it)).toEqual([['api', 'live', true, 'new']])
  })
})

describe('a deploy that Render begins for the push after that of the apply', () => {
  const later = async (commit: string) => {
    let isDue = false
    const it: Bench = bench({
      intercept: ({ path, method }) => {
        if (isDue && method === 'GET' && /\/deploys\/dep-/.test(path)) {
          isDue = false
          void push(it, commit)
        }
        return false
      },
    })
    await it.apply(file('old'))
    isDue = true
    return { it, events: await it.apply(file('new'), { how }) }
  }

  test('is waited for instead', async () => {
    const { it, events } = await later(sha)
    expect(failures(events)).toEqual([])
    expect(deploysOf(it)).toEqual([
      ['api', 'canceled', true, 'new'],
      ['new_commit', 'live', true, 'new'],
    ])
  })

  test('is told where it is of another commit', async () => {
    const { events } = await later('d'.repeat(40))
    expect(failures(events)).toEqual([expect.stringContaining(`is not deployed of commit ${sha}`)])
  })
})
