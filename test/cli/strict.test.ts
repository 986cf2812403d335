/** What is live and in no file, as drift: of which lists, within which scope, in every format. */
import { expect, test } from 'vitest'
import { service, services, stage } from './stage.ts'

const vars = (...keys: readonly string[]) =>
  `envVars:${keys.map((key) => `\n  - key: ${key}\n    value: v`).join('')}`
const kv = (name: string) => `\n  - { type: keyvalue, name: ${name}, plan: starter, ipAllowList: [] }`

const file = services(service('api', vars('A')))
const live = `${services(service('api', vars('A', 'B')), service('web'), kv('cache'))}databases:\n  - name: main\n    plan: basic-256mb\n`

const strictly = async (args: readonly string[], more = '', wanted = file, there = live) => {
  const it = await stage({ file: wanted + more, live: there })
  const ran = await it.cli(['drift', ...args])
  return { ...it, ...ran }
}

const scope = ['--prune-scope', 'ungrouped']

test('all that no file has is drift, and each is named: exit 2', async () => {
  const { code, stdout } = await strictly(['--strict', ...scope])
  expect(code).toBe(2)
  expect(stdout).toContain(
    'In no file (4):\n  database/main\n  keyvalue/cache\n  service/web\n  service/api/env/B\n',
  )
  expect(stdout).not.toContain('left alone')
  expect(stdout).toContain('Drift: 4 in no file.')
})

test('without the flag it is listed, and no drift: exit 0', async () => {
  const { code, stdout } = await strictly([])
  expect([code, stdout]).toEqual([0, expect.stringContaining('Not in the file, and left alone (4):')])
})

test.each([
  ['envVars', ['service/api/env/B'], 2],
  ['services', ['keyvalue/cache', 'service/web'], 2],
  ['databases, envVars', ['database/main', 'service/api/env/B'], 2],
  ['domains', [], 0],
])('the file may name %s alone', async (kinds, named, exit) => {
  const { code, stdout } = await strictly([...scope, '--json'], `x-render-sync: { strict: [${kinds}] }\n`)
  const { undeclared, drifted } = JSON.parse(stdout)
  expect([code, drifted, undeclared.map(({ address }: { address: string }) => address)]).toEqual([
    exit,
    exit === 2,
    named,
  ])
})

test('the scope is that of pruning, which a file may say', async () => {
  const { code, stdout } = await strictly(
    [],
    'x-render-sync: { strict: [services], prune: { kinds: [], scope: workspace } }\n',
  )
  expect([code, stdout]).toEqual([2, expect.stringContaining('In no file (2):')])
})

test('a file without projects, and without a scope, is asked for one: exit 1', async () => {
  const { code, stdout } = await strictly(['--strict'])
  expect([code, stdout]).toEqual([1, expect.stringContaining('error prune-scope:')])
  expect(stdout).toContain('ungrouped (also what is in no environment)')
})

test('items need no scope: exit 2', async () => {
  const { code, stdout } = await strictly([], 'x-render-sync: { strict: [envVars] }\n')
  expect([code, stdout]).toEqual([2, expect.stringContaining('In no file (1):\n  service/api/env/B\n')])
})

const project = (inside: string) =>
  `projects:\n  - name: shop\n    environments:\n      - name: live\n        services:${inside.replace(/\n/g, '\n        ')}\n`

test('in a file with a project, only what stands in it is drift', async () => {
  const there = project(kv('a') + kv('b')) + services(kv('c'))
  const { code, stdout } = await strictly(['--strict'], '', project(kv('a')), there)
  expect([code, stdout]).toEqual([2, expect.stringContaining('In no file (1):\n  keyvalue/b\n')])
  expect(stdout).toContain('left alone (1):\n  keyvalue/c')
})

test('what the file says is somebody else’s is no drift', async () => {
  const owned = file.replace('envVars:', 'x-render-sync: { ignore: [env/B] }\n    envVars:')
  const { code } = await strictly(['--strict', ...scope, '--target', 'service/api'], '', owned)
  expect(code).toBe(0)
})

test('what is pruned as well is drift until an apply has done so', async () => {
  const more = 'x-render-sync: { strict: [envVars], prune: [envVars] }\n'
  const it = await strictly([], more)
  expect([it.code, it.stdout]).toEqual([2, expect.stringContaining('In no file (1):\n  service/api/env/B\n')])
  expect((await it.cli(['apply', '--auto-approve'])).code).toBe(0)
  expect((await it.cli(['drift'])).code).toBe(0)
})

test('what is pruned and not strict about is listed, and no drift', async () => {
  const { code, stdout } = await strictly([], 'x-render-sync: { prune: [envVars] }\n')
  expect([code, stdout]).toEqual([0, expect.stringContaining('service/api/env/B')])
})

test('it may be accepted for a time', async () => {
  const it = await stage({ file, live })
  it.write('known.yaml', "- { address: '*', reason: being moved here, until: 2999-01-01 }\n")
  const { code, stdout } = await it.cli(['drift', '--strict', ...scope, '--accept', 'known.yaml'])
  expect([code, stdout]).toEqual([0, expect.stringContaining('Different, and accepted (4):')])
})

test('as Markdown it has a list, and the heading counts it', async () => {
  const { stdout } = await strictly(['--strict', ...scope, '--format', 'markdown'])
  expect(stdout).toContain('## Drift: 4 in no file')
  expect(stdout).toContain('**In no file**\n\n- `database/main`')
})

test('another list is no valid one: exit 1', async () => {
  const { code, stderr } = await strictly([], 'x-render-sync: { strict: [sevices] }\n')
  expect([code, stderr]).toEqual([1, expect.stringContaining('wrong-value')])
})
