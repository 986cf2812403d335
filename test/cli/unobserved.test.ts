/** A scoped key that may not see everything: a third state beside same and different, in every command and format. */
import { expect, test } from 'vitest'
import type { ScopedKey } from '../../src/emulator/index.ts'
import { service, services, stage } from './stage.ts'

const vars = 'envVars:\n  - key: LOG_LEVEL\n    value: info'
const file = services(service('api', vars), service('web'))
const databases = 'databases:\n  - name: main\n    plan: basic-256mb\n'
const referring =
  'envVars:\n  - key: DATABASE_URL\n    fromDatabase: { name: main, property: connectionString }'

/** May read and write everything, but for some areas. */
const staged = async (levels: ScopedKey['levels'], wanted = file, live = wanted) => {
  const it = await stage({
    file: wanted,
    live,
    keys: [{ name: 'scoped', levels: { all: 'write', ...levels } }],
  })
  const RENDER_API_KEY = it.emulator.keys.scoped ?? ''
  return { ...it, cli: (args: readonly string[]) => it.cli(args, { RENDER_API_KEY }) }
}

const noVariables = { 'env-vars': 'none' } as const
const unseen = 'service/api/env'

test('a plan goes on without the variables, plans nothing of them, and says so: exit 0', async () => {
  const { cli } = await staged(noVariables, file.replace('value: info', 'value: debug'), file)
  const { code, stdout } = await cli(['plan', '--detailed-exitcode'])
  expect([code, stdout]).toEqual([0, expect.stringContaining(`Not observed (1):\n  ${unseen}\n`)])
  expect(stdout).not.toContain('LOG_LEVEL')
})

test.each([
  ['text', `  ${unseen}\n    the key may not read environment variables and secret files`],
  ['markdown', `- \`${unseen}\`: GET /services/`],
  ['json', `"address": "${unseen}"`],
])('drift says what was not observed as %s, and is not clean: exit 1', async (format, said) => {
  const { cli } = await staged(noVariables)
  const { code, stdout } = await cli(['drift', '--format', format])
  expect([code, stdout]).toEqual([1, expect.stringContaining(said)])
})

test('what differs is drift, whatever else was not observed: exit 2', async () => {
  const { cli } = await staged(noVariables, file, file.replace('plan: starter', 'plan: standard'))
  const { code, stdout } = await cli(['drift'])
  expect([code, stdout]).toEqual([2, expect.stringContaining('plan: file starter, live standard')])
  expect(stdout).toContain(`Not observed (1):\n  ${unseen}\n`)
})

test.each([
  [unseen, 0],
  ['service/*', 0],
  ['service/web/*', 1],
])('--allow-unobserved %s: exit %i', async (pattern, exit) => {
  const { cli } = await staged(noVariables)
  const { code, stdout } = await cli(['drift', '--allow-unobserved', pattern])
  expect([code, stdout]).toEqual([exit, expect.stringContaining('Not observed (1):')])
})

test('resources whose list may not be read are not missing, and nothing is created', async () => {
  const wanted = `${file}${databases}`
  const { cli } = await staged({ postgres: 'none' }, wanted)
  const { code, stdout } = await cli(['plan'])
  expect([code, stdout]).toEqual([0, expect.stringContaining('Not observed (1):\n  database/*\n')])
  expect(stdout).toContain('No changes')
  expect(stdout).not.toContain('+ database/main')
})

test('a plan that needs a value it could not see says which right is missing: exit 1', async () => {
  const wanted = `${services(service('api', referring))}${databases}`
  const { cli } = await staged({ postgres: 'none' }, wanted, `${services(service('api'))}${databases}`)
  const { code, stdout } = await cli(['plan'])
  expect(code).toBe(1)
  expect(stdout).toContain('unobserved-value')
  expect(stdout).toContain('Use a key that may read postgres.')
})

test('an apply does not begin where it would write to an area that it may not wholly read: exit 1', async () => {
  const both = services(service('api', vars), service('web', vars))
  let refused = ''
  const { cli, emulator } = await stage({
    file: services(service('api', vars), service('web', vars.replace('info', 'debug'))),
    live: both,
    fault: ({ method, url }) =>
      method === 'GET' && url.endsWith(refused)
        ? Response.json({ message: 'no' }, { status: 403 })
        : undefined,
  })
  const [api] = Object.values(emulator.state().services).filter(({ config }) => config.name === 'api')
  refused = `/services/${api?.id}/env-vars?limit=100`
  const { code, stderr } = await cli(['apply', '--auto-approve'])
  expect([code, stderr]).toEqual([1, expect.stringContaining('unobserved-area')])
  expect(emulator.requests().filter(({ method }) => method !== 'GET')).toEqual([])
})

test('a write that is refused stops its resource alone: exit 1', async () => {
  const wanted = `${services(service('api'))}${databases}`
  const { cli, emulator } = await staged({ postgres: 'read' }, wanted, services(service('web')))
  const { code, stderr } = await cli(['apply', '--auto-approve'])
  expect([code, stderr]).toEqual([1, expect.stringContaining('forbidden')])
  expect(
    Object.values(emulator.state().services)
      .map(({ config }) => config.name)
      .sort(),
  ).toEqual(['api', 'web'])
})

test.each([
  [['env', 'api'], unseen],
  [['audit', 'LOG_LEVEL'], unseen],
  [['pull'], unseen],
])('%j goes on and lists what was not observed: exit 0', async (args, said) => {
  const { cli } = await staged(noVariables)
  const { code, stdout, stderr } = await cli(args)
  expect([code, stdout + stderr]).toEqual([0, expect.stringContaining('Not observed (')])
  expect(stdout + stderr).toContain(`  ${said}\n`)
})

test('of a plan for programs, what was not observed is a list of its own', async () => {
  const { cli } = await staged(noVariables)
  const { unobserved } = JSON.parse((await cli(['plan', '--json'])).stdout)
  expect(unobserved).toEqual([
    {
      address: unseen,
      where: expect.stringMatching(/^GET \/services\/srv-\w+\/env-vars$/),
      area: 'environment variables and secret files',
    },
  ])
})
