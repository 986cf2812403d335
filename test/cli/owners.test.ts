/** Two owners on the command line: a warning in plan and drift, a refusal in apply. */
import { expect, test } from 'vitest'
import { type Setting, service, services, stage } from './stage.ts'

const withLevel = (level: string) => services(service('web', `envVars:\n  - key: LEVEL\n    value: ${level}`))
const id = 'exs-00000000000000000001'
const blueprint = {
  id,
  name: 'shop',
  status: 'in_sync',
  autoSync: true,
  repo: 'https://github.com/acme/infra',
  branch: 'main',
  path: 'render.yaml',
}

/** A workspace whose only service a Blueprint manages too: the emulator's own ones have nothing. */
const owned = async () => {
  let serviceId = ''
  const fault: Setting['fault'] = ({ url }) => {
    const { pathname } = new URL(url)
    const resources = [{ id: serviceId, name: 'web', type: 'web_service' }]
    if (pathname === '/v1/blueprints') return Response.json([{ blueprint, cursor: 'cursor' }])
    return pathname === `/v1/blueprints/${id}` ? Response.json({ ...blueprint, resources }) : undefined
  }
  const it = await stage({ file: withLevel('two'), live: withLevel('one'), fault })
  serviceId = Object.keys(it.emulator.state().services)[0] ?? ''
  return it
}

test('a plan warns, and an apply does not begin', async () => {
  const { cli, emulator } = await owned()
  const plan = await cli(['plan', '--detailed-exitcode'])
  expect(plan.code).toBe(2)
  expect(plan.stdout).toMatch(
    /warning two-owners: service\/web: the Blueprint "shop" \(exs-\w+\) manages it too/,
  )
  const apply = await cli(['apply', '--auto-approve'])
  expect(apply.code).toBe(1)
  expect(apply.stderr).toContain('error blueprint-owned: service/web is not changed: the Blueprint "shop"')
  expect(emulator.requests().filter(({ method }) => method !== 'GET')).toEqual([])
})

test('with --ignore-blueprints it does, also from a saved plan', async () => {
  const { cli } = await owned()
  expect((await cli(['plan', '--out', 'plan.json', '--ignore-blueprints'])).code).toBe(0)
  const { code, stdout } = await cli(['apply', 'plan.json', '--auto-approve'])
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('Apply complete!') })
})

test('what it manages is not destroyed, unless that is asked for', async () => {
  const { cli, emulator } = await owned()
  const destroy = ['destroy', '--confirm', 'Acme']
  const refused = await cli(destroy)
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('error blueprint-owned: service/web is not changed: the Blueprint "shop"')
  expect(Object.keys(emulator.state().services)).toHaveLength(1)
  expect((await cli([...destroy, '--ignore-blueprints'])).code).toBe(0)
  expect(Object.keys(emulator.state().services)).toEqual([])
})

test('what it manages is not pruned by a file that has nothing of it', async () => {
  const { cli, emulator, write } = await owned()
  write('other.yaml', 'envVarGroups: [{ name: shared, envVars: [] }]')
  const prune = ['apply', '-f', 'other.yaml', '--auto-approve', '--prune', 'services']
  const flags = ['--prune-scope', 'workspace', '--max-deletes', '100%']
  const refused = await cli([...prune, ...flags])
  expect(refused.stderr).toContain('error blueprint-owned: service/web is not changed: the Blueprint "shop"')
  expect(refused.code).toBe(1)
  expect(Object.keys(emulator.state().services)).toHaveLength(1)
  expect((await cli([...prune, ...flags, '--ignore-blueprints'])).code).toBe(0)
})

test('a drift tells it', async () => {
  const { cli } = await owned()
  const { code, stdout } = await cli(['drift'])
  expect(code).toBe(2)
  expect(stdout).toContain('two-owners: service/web')
})

test('a key that may not see Blueprints is no reason for a drift to fail', async () => {
  const fault: Setting['fault'] = ({ url }) =>
    new URL(url).pathname === '/v1/blueprints'
      ? Response.json({ message: 'forbidden' }, { status: 403 })
      : undefined
  const { cli } = await stage({ file: withLevel('one'), live: withLevel('one'), fault })
  const { code, stdout } = await cli(['drift'])
  expect(code).toBe(0)
  expect(stdout).toContain('blueprint/*')
})
