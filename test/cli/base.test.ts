/** `plan --base FILE`: what of a plan comes from the change of the file, and what was there before. */
import { expect, test } from 'vitest'
import { service, services, stage } from './stage.ts'

const vars = (level: string, more = '') =>
  `healthCheckPath: /up\nenvVars:\n  - key: LEVEL\n    value: ${level}${more}`
const base = services(service('api', vars('info')), service('web'), service('old'))

/** Somebody has scaled `api` and given LEVEL another value; `web` is gone, and `theirs` has come. */
const live = services(
  service('api', vars('trace')).replace('plan: starter', 'plan: pro'),
  service('old'),
  service('theirs'),
)
const file = `x-render-sync: { prune: { kinds: [services], scope: workspace } }\n${services(
  service('api', vars('debug', '\n  - key: NEW\n    value: x').replace('/up', '/health')),
  service('web'),
  service('jobs'),
)}`

const planned = async (...args: readonly string[]) => {
  const it = await stage({ file, live })
  it.write('before.yaml', base)
  return it.cli(['plan', '--base', 'before.yaml', '--max-deletes', '9', ...args])
}

test('each line says where it comes from', async () => {
  const { stdout } = await planned()
  expect(stdout).toContain('  - service/old (web service, this change)\n')
  expect(stdout).toContain('  - service/theirs (web service, drift that was there before)\n')
  expect(stdout).toContain('  ~ service/api (web service, this change, and drift that was there before)\n')
  expect(stdout).toContain('      plan: pro → starter (drift that was there before)\n')
  expect(stdout).toContain('      healthCheckPath: /up → /health (this change)\n')
  expect(stdout).toMatch(/LEVEL: \(sensitive\) → debug \(this change, and drift that was there before\)\n/)
  expect(stdout).toContain('env/NEW: x (this change)\n')
  expect(stdout).toContain('  + service/web (web service, drift that was there before)\n')
  expect(stdout).toContain('  + service/jobs (web service, this change)\n')
})

test('programs are told in one word for each resource', async () => {
  const { resource_changes } = JSON.parse((await planned('--json')).stdout)
  expect(
    Object.fromEntries(
      resource_changes.map(({ address, origin }: { address: string; origin?: string }) => [address, origin]),
    ),
  ).toEqual({
    'service/old': 'this_change',
    'service/theirs': 'drift',
    'service/api': 'both',
    'service/web': 'drift',
    'service/jobs': 'this_change',
  })
})

test.each(['markdown', 'html', 'sarif', 'junit'])('%s says it too', async (format) => {
  const { stdout } = await planned('--format', format)
  expect(stdout).toContain('drift that was there before')
  expect(stdout).toContain('this change')
})

test('a file that has not changed makes nothing: all of it is drift', async () => {
  const it = await stage({ file: base, live })
  it.write('before.yaml', base)
  const { stdout } = await it.cli(['plan', '--base', 'before.yaml'])
  expect(stdout).not.toContain('this change')
  expect(stdout.match(/drift that was there before/g)?.length).toBeGreaterThan(2)
})

test('what is shown later says it as well', async () => {
  const it = await stage({ file, live })
  it.write('before.yaml', base)
  await it.cli(['plan', '--base', 'before.yaml', '--max-deletes', '9', '--out', 'plan.json'])
  expect((await it.cli(['show', 'plan.json'])).stdout).toContain(
    'plan: pro → starter (drift that was there before)',
  )
})

test('a base that is wrong is an error with its place', async () => {
  const it = await stage({ file })
  it.write('before.yaml', 'services: [{ type: web }]')
  const { code, stderr } = await it.cli(['plan', '--base', 'before.yaml'])
  expect([code, stderr]).toEqual([1, expect.stringContaining('before.yaml:1:')])
})
