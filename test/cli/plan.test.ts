import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { service, services, stage } from './stage.ts'

const plain = services(service('api', 'envVars:\n  - key: LOG_LEVEL\n    value: info'))
const changed = plain.replace('plan: starter', 'plan: standard').replace('info', 'debug')

test('the workspace is the first thing that is printed', async () => {
  const { cli, emulator } = await stage({ file: plain })
  const { stdout } = await cli(['plan'])
  expect(stdout.split('\n')[0]).toBe(`Workspace: Acme (${emulator.ownerId})`)
})

test('a plan shows fields before and after, items by their address, and what a live value is not', async () => {
  const { cli } = await stage({ file: changed, live: plain })
  const { code, stdout, stderr } = await cli(['plan'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  // The clock is the machine's: one day the prices are old, and that is said.
  const lines = stdout.split('\n').filter((line) => !line.startsWith('These prices are older'))
  expect(lines.slice(2)).toEqual([
    '  ~ service/api (web service)',
    '      plan: starter → standard',
    '    ~ service/api/env/LOG_LEVEL: (sensitive) → debug',
    '      builds and deploys because of env/LOG_LEVEL',
    '',
    'Plan: 0 to add, 1 to change, 0 to destroy.',
    'It costs $18.00 a month more ($7.00 before, $25.00 after), by prices of 2026-11-26.',
    "3 writes within Render's rate limits: they add no waiting.",
    '2 of 10 changes and deploys of one service a minute',
    '1 of 100 writes a minute',
    'About 57 s until all of it is live, as estimated.',
    '',
  ])
})

test('nothing to do is said in one line', async () => {
  const { cli } = await stage({ file: plain, live: plain })
  const { code, stdout } = await cli(['plan', '--detailed-exitcode'])
  expect(code).toBe(0)
  expect(stdout).toContain('No changes. The workspace has everything that the file declares.\n')
})

test('--detailed-exitcode tells changes from none', async () => {
  const { cli } = await stage({ file: changed, live: plain })
  const { code } = await cli(['plan', '--detailed-exitcode'])
  expect(code).toBe(2)
})

test('a plan that refuses is printed whole, with all its errors at the end, and exits with 1', async () => {
  const vars = 'envVars:\n  - key: ONE\n    sync: false\n  - key: TWO\n    sync: false'
  const { cli } = await stage({ file: services(service('api', vars)) })
  const { code, stdout } = await cli(['plan', '--detailed-exitcode'])
  expect(code).toBe(1)
  expect(stdout).toMatch(/\+ service\/api[\s\S]*missing-secret[\s\S]*ONE[\s\S]*TWO[\s\S]*Plan: 1 to add/)
  expect(stdout).toContain('This plan is refused: 2 errors. Nothing was changed.')
})

test('what is not in the file is listed, and left alone', async () => {
  const live = services(...Array.from({ length: 24 }, (_, index) => service(`old-${index}`)), service('api'))
  const { cli } = await stage({ file: services(service('api')), live })
  const { stdout } = await cli(['plan'])
  expect(stdout).toContain('Not in the file, and left alone (24):\n  service/old-')
  expect(stdout.match(/^ {2}service\/old-/gm)).toHaveLength(24)
  expect(stdout).toContain('No changes.')
})

test('--json is one document on stdout, and nothing else', async () => {
  const { cli, emulator } = await stage({ file: changed, live: plain })
  const { code, stdout, stderr } = await cli(['plan', '--json'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({
    workspace: { id: emulator.ownerId, name: 'Acme' },
    summary: { add: 0, change: 1, destroy: 0 },
    resource_changes: [{ address: 'service/api', change: { actions: ['update'] } }],
  })
})

test('--format markdown has one heading', async () => {
  const { cli } = await stage({ file: changed, live: plain })
  const { stdout } = await cli(['plan', '--format', 'markdown'])
  expect(stdout.match(/^#+ .*/gm)).toEqual(['## Plan: 0 to add, 1 to change, 0 to destroy'])
})

test('--debug logs requests to stderr and keeps stdout as it is', async () => {
  const { cli } = await stage({ file: plain, live: plain })
  const { stdout, stderr } = await cli(['plan', '--debug', '--json'])
  expect(stderr).toMatch(/^GET \/owners 200 \d+ ms \S+$/m)
  expect(JSON.parse(stdout)).toMatchObject({ applyable: false })
})

test('a service without a repository is built from the one that holds the file', async () => {
  const { cli, folder } = await stage({ file: plain.replace(/^ *repo: .*\n/m, '') })
  expect((await cli(['plan'])).stdout).toContain('cannot be created without repo')
  execFileSync('git', ['init', '--quiet'], { cwd: folder })
  execFileSync('git', ['remote', 'add', 'origin', 'git@github.com:acme/shop.git'], { cwd: folder })
  expect((await cli(['plan'])).stdout).toContain('repo: https://github.com/acme/shop (default)')
  const given = await cli(['plan', '--repo', 'https://gitlab.com/acme/other.git'])
  expect(given.stdout).toContain('repo: https://gitlab.com/acme/other (default)')
})

test('the address that a renamed service keeps is shown, although a variable has it', async () => {
  const named = (name: string, more = '') =>
    services(
      service(
        name,
        `envVars:\n  - { key: SITE, fromService: { type: web, name: ${name}, envVarKey: RENDER_EXTERNAL_URL } }${more}`,
      ),
    )
  const { cli } = await stage({
    live: named('backend'),
    file: named('backend-new', '\nx-render-sync: { renamedFrom: backend }'),
  })
  const { stdout } = await cli(['plan'])
  expect(stdout).toContain('service/backend-new keeps the address backend.onrender.com')
})
