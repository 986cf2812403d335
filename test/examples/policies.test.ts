/** The policies of the examples over plans as plan --json prints them; the one for OPA where conftest is to be had. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { service, services, stage } from '../cli/stage.ts'

const policies = fileURLToPath(new URL('../../examples/policies', import.meta.url))
const conftest = spawnSync('conftest', ['--version']).status === 0
const why = conftest ? '' : ' (skipped: there is no conftest on this machine)'

const database = 'databases: [{ name: main, plan: basic-1gb, diskSizeGB: 10 }]\n'
const pruning = 'x-render-sync: { prune: { kinds: [databases], scope: workspace } }\n'
const closed = database.replace(' }]', ', ipAllowList: [] }]')

/** What is there, what is wanted, and what a policy says of the way from one to the other. */
const rows: readonly (readonly [what: string, live: string, file: string, denied: readonly string[]])[] = [
  ['nothing to do', closed, closed, []],
  [
    'a change that anybody may make',
    services(service('api')),
    services(service('api')).replace('starter', 'standard'),
    [],
  ],
  [
    'a database that goes',
    services(service('api')) + closed,
    pruning + services(service('api')),
    ['database/main would lose its data'],
  ],
  [
    'one that is open',
    services(service('api')),
    services(service('api')) + database,
    ['database/main would be open to everybody'],
  ],
  [
    'what is dear',
    services(service('api')),
    services(service('api')).replace('starter', '12c-96g'),
    ['it would cost $1493 a month more'],
  ],
]

const planned = async (live: string, file: string) => {
  const it = await stage({ file, live })
  return { ...it, json: (await it.cli(['plan', '--json', '--confirm-destructive'])).stdout }
}

test.each(rows)('JavaScript: %s', async (_what, live, file, denied) => {
  const { json } = await planned(live, file)
  const { stdout, status } = spawnSync(process.execPath, [join(policies, 'policy.mjs')], {
    input: json,
    encoding: 'utf8',
  })
  expect([status, stdout.split('\n').filter(Boolean)]).toEqual([
    denied.length > 0 ? 1 : 0,
    denied.map((sentence) => `denied: ${sentence}`),
  ])
})

test('JavaScript: a command that failed is no plan', () => {
  const input = JSON.stringify({ format_version: '1.0', errored: true, problems: [] })
  const { stdout, status } = spawnSync(process.execPath, [join(policies, 'policy.mjs')], {
    input,
    encoding: 'utf8',
  })
  expect([status, stdout]).toEqual([1, 'denied: there is no plan\n'])
})

describe.skipIf(!conftest)(`conftest${why}`, () => {
  test.each(rows)('%s', async (_what, live, file, denied) => {
    const { json, folder } = await planned(live, file)
    const plan = join(folder, 'planned.json')
    writeFileSync(plan, json)
    const { stdout } = spawnSync('conftest', ['test', plan, '--policy', policies, '--output', 'json'], {
      encoding: 'utf8',
    })
    const [{ failures = [] }] = JSON.parse(stdout)
    expect(failures.map(({ msg }: { msg: string }) => msg)).toEqual(denied)
  })
})
