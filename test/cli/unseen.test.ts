/** What may be concluded from what was seen, where a scoped key may not see the rest. */
import { expect, test } from 'vitest'
import type { ScopedKey } from '../../src/emulator/index.ts'
import { service, services, stage } from './stage.ts'

const vars = 'envVars:\n  - { key: LOG_LEVEL, value: info }\n  - { key: PORT, value: "3000" }'
const linked = `${vars}\n  - fromGroup: shared`
const groups = 'envVarGroups:\n  - name: shared\n    envVars:\n      - { key: MODE, value: fast }\n'
const flows =
  '  - type: workflow\n    name: flows\n    runtime: node\n    buildCommand: npm ci\n    startCommand: node flows.js\n    envVars:\n      - { key: TASKS, value: many }\n'
const live = `${services(service('api', linked))}${flows}${groups}`

const addressOf = ({ address }: { address: string }) => address
const isChange = ({ change }: { change: { actions: readonly string[] } }) => change.actions[0] !== 'no-op'

const seenWith = async (levels: ScopedKey['levels'], file = live) => {
  const it = await stage({ file, live, keys: [{ name: 'scoped', levels: { all: 'write', ...levels } }] })
  return (...args: readonly string[]) => it.cli(args, { RENDER_API_KEY: it.emulator.keys.scoped ?? '' })
}

test.each<[string, string, ScopedKey['levels'], readonly string[]]>([
  ['a workflow whose list may not be read', 'flows', { workflows: 'none' }, ['workflow/*']],
  ['its address', 'workflow/flows', { workflows: 'none' }, ['workflow/*']],
  ['a service whose list may not be read', 'api', { services: 'none' }, ['service/*']],
])('env: whether there is %s was not observed', async (_, name, levels, missed) => {
  const cli = await seenWith(levels)
  const { code, stdout } = await cli('env', name, '--json')
  const { unobserved, variables } = JSON.parse(stdout)
  expect([code, variables]).toEqual([0, []])
  expect(unobserved.map(addressOf)).toEqual(missed)
})

test('env: what is not among all that may be seen is not there', async () => {
  const cli = await seenWith({ workflows: 'none' })
  const { code, stderr } = await cli('env', 'service/other')
  expect([code, stderr]).toEqual([1, expect.stringContaining('the workspace has no service service/other')])
})

test('env: a workflow is found, whatever may not be seen of services', async () => {
  const cli = await seenWith({ services: 'none' })
  const { code, stdout } = await cli('env', 'workflow/flows')
  expect([code, stdout]).toEqual([0, expect.stringMatching(/TASKS +workflow\/flows/)])
})

test.each<[string, ScopedKey['levels']]>([
  ['its variables', { 'env-vars': 'none' }],
  ['its groups', { 'env-groups': 'none' }],
])('env: Render provides nothing that %s may set, where they were not observed', async (_, levels) => {
  const cli = await seenWith(levels)
  const { code, stdout } = await cli('env', 'api')
  expect([code, stdout]).toEqual([0, expect.stringContaining('Not observed (')])
  expect(stdout).not.toMatch(/ Render$/m)
})

test('plan: a variable that a service has itself was seen, whatever its groups have', async () => {
  const copy =
    'envVars:\n  - { key: COPY, fromService: { name: api, type: web, envVarKey: LOG_LEVEL } }\n  - { key: OTHER, fromService: { name: api, type: web, envVarKey: MODE } }'
  const file = services(service('web', copy))
  const cli = await seenWith({ 'env-groups': 'none' }, file)
  const { code, stdout } = await cli('plan', '--json')
  const { problems } = JSON.parse(stdout) as { problems: readonly Record<string, string>[] }
  const said = problems.flatMap(({ severity, code, address }) =>
    severity === 'error' ? [[code, address]] : [],
  )
  expect([code, said]).toEqual([1, [['unobserved-value', 'service/web/env/OTHER']]])
})

test('what the workspace is called: its id is enough, and that its name was not observed is said', async () => {
  const it = await stage({
    file: live,
    live,
    fault: ({ method, url }) =>
      method === 'GET' && /\/owners\/[^/]+$/.test(new URL(url).pathname)
        ? Response.json({ message: 'no' }, { status: 403 })
        : undefined,
  })
  const env = { RENDER_OWNER_ID: it.emulator.ownerId }
  const { code, stdout } = await it.cli(['plan', '--json'], env)
  const plan = JSON.parse(stdout)
  expect([code, plan.resource_changes.filter(isChange), plan.unobserved.map(addressOf)]).toEqual([
    0,
    [],
    [`workspace/${it.emulator.ownerId}`],
  ])
  it.write('render.yaml', `x-render-sync: { workspace: Acme }\n${live}`)
  const guarded = await it.cli(['plan'], env)
  expect([guarded.code, guarded.stderr]).toEqual([1, expect.stringContaining('the key may not see what')])
})
