import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { eventsIn } from '../support/events.ts'
import { type Fault, main, type Stage, service, services, stage } from './stage.ts'

const group = 'envVarGroups:\n  - name: common\n    envVars:\n      - key: A\n        value: one\n'
const linked = service('api', 'envVars:\n  - fromGroup: common\n  - key: TOKEN\n    sync: false')
const file = group + services(linked, service('web'))
const secrets = { TOKEN: 'hidden-token-4711' }

test('an apply makes the workspace so: the next plan is empty', async () => {
  const { cli, write } = await stage({ file, secrets })
  write('secrets.env', 'TOKEN=hidden-token-4711\n')
  const applied = await cli(['apply', '--auto-approve', '--secrets', 'secrets.env'])
  expect(applied.code).toBe(0)
  expect(applied.stdout).toContain('Apply complete! Resources: 3 added, 0 changed, 0 destroyed.')
  const again = await cli(['plan', '--detailed-exitcode'])
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('No changes.') })
})

test('progress goes to stderr, one line for each thing that happens, each status once', async () => {
  const { cli } = await stage({ file: services(service('web')), clockRate: 60 })
  const { stderr, stdout } = await cli(['apply', '--auto-approve'])
  const lines = stderr.trimEnd().split('\n')
  for (const line of lines) expect(line).toMatch(/^\d\d:\d\d:\d\d {2}service\/web {2}\S/)
  expect(new Set(lines).size).toBe(lines.length)
  expect(stderr).toMatch(/creating[\s\S]*build in progress[\s\S]*live[\s\S]*created in/)
  expect(stdout).not.toContain('build in progress')
})

test('with nothing to do nobody is asked', async () => {
  const { cli } = await stage({ file: services(service('web')), live: services(service('web')) })
  const { code, stdout } = await cli(['apply'])
  expect(code).toBe(0)
  expect(stdout).toContain('No changes.')
})

test('where nobody can be asked, nothing is changed, and the flag is named', async () => {
  const { cli, emulator } = await stage({ file: services(service('web')) })
  const { code, stderr } = await cli(['apply'])
  expect(code).toBe(1)
  expect(stderr).toContain('Use --auto-approve.')
  expect(emulator.requests().filter(({ method }) => method !== 'GET')).toEqual([])
})

test('a plan that refuses is not applied', async () => {
  const { cli, emulator } = await stage({ file })
  const { code, stdout } = await cli(['apply', '--auto-approve'])
  expect(code).toBe(1)
  expect(stdout).toContain('This plan is refused: 1 error.')
  expect(emulator.requests().filter(({ method }) => method !== 'GET')).toEqual([])
})

test('--json writes one event a line, from the workspace to the summary', async () => {
  const { cli } = await stage({ file: services(service('web')) })
  const { code, stdout, stderr } = await cli(['apply', '--json', '--auto-approve'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const types = eventsIn(stdout).map(({ type }) => type)
  expect(types.slice(0, 5)).toEqual([
    'version',
    'workspace',
    'planned_change',
    'change_summary',
    'apply_start',
  ])
  expect(types.slice(-2)).toEqual(['apply_complete', 'change_summary'])
})

test('--json needs --auto-approve', async () => {
  const { cli } = await stage({ file })
  const { code, stdout, stderr } = await cli(['apply', '--json'])
  expect(code).toBe(1)
  expect(eventsIn(stdout).at(-1)).toMatchObject({ type: 'diagnostic', problem: { code: 'bad-usage' } })
  expect(stderr).toContain('--auto-approve')
})

const refuseGroups: Fault = (request) =>
  request.method === 'POST' && request.url.endsWith('/env-groups')
    ? Response.json({ message: 'no more groups' }, { status: 400 })
    : undefined

test('a failure is told once, stops only what needs it, and exits with 1', async () => {
  const { cli } = await stage({ file, fault: refuseGroups, secrets })
  const { code, stdout, stderr } = await cli(['apply', '--auto-approve', '--secrets-env'], secrets)
  expect(code).toBe(1)
  expect(stderr.match(/no more groups/g)).toHaveLength(1)
  expect(stderr).toMatch(/service\/api +not started: group\/common failed/)
  expect(stdout).toContain('Apply incomplete: 1 failed, 1 held up by that.')
  expect(stdout).toContain('Resources: 1 added, 0 changed')
})

test('--max-duration stops with work left: exit 3', async () => {
  const { cli } = await stage({ file: services(service('web')), clockRate: 1 })
  const { code, stdout } = await cli(['apply', '--auto-approve', '--max-duration', '2s'])
  expect(code).toBe(3)
  expect(stdout).toContain('Apply incomplete: 1 stopped.')
})

/** Applies, and interrupts when stderr says `when`; once more when it says `again`. */
const interrupted = async ({ folder, env, check }: Stage, when: RegExp, again?: RegExp) => {
  const child = spawn(process.execPath, [main, 'apply', '--auto-approve'], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
  })
  const waiting = [when, ...(again ? [again] : [])]
  let printed = ''
  child.stdout.on('data', (text) => {
    printed += String(text)
  })
  child.stderr.on('data', (text) => {
    printed += String(text)
    if (waiting[0]?.test(printed)) {
      waiting.shift()
      child.kill('SIGINT')
    }
  })
  const [code] = await once(child, 'close')
  check(printed)
  return { code, printed }
}

test('the first Ctrl-C stops in good order: exit 130', async () => {
  const { code, printed } = await interrupted(
    await stage({ file: services(service('web')), clockRate: 1 }),
    /build in progress/,
  )
  expect(code).toBe(130)
  expect(printed).toMatch(/Stopping: waiting for requests in flight…[\s\S]*Apply incomplete: 1 stopped/)
})

test('the second Ctrl-C ends at once: exit 130', async () => {
  const never: Fault = (request) => (request.method === 'POST' ? new Promise(() => {}) : undefined)
  const { code, printed } = await interrupted(
    await stage({ file: services(service('web')), fault: never }),
    /creating/,
    /Stopping/,
  )
  expect(code).toBe(130)
  expect(printed).not.toContain('Apply')
})

const canFakeTerminals = spawnSync('script', ['--version']).stdout?.includes('util-linux')

test.skipIf(!canFakeTerminals).each([
  ['yes', 'yes\n', 0, 'Apply complete!'],
  ['y', 'y\n', 1, 'Not approved: nothing was changed.'],
  ['Ctrl-D', '\u0004', 1, 'Not approved: nothing was changed.'],
  ['Ctrl-C', '\u0003', 130, 'Interrupted.'],
])('at a terminal, %s is an answer', async (_name, answer, expected, text) => {
  const { folder, env, check } = await stage({ file: services(service('web')) })
  const child = spawn('script', ['-qec', `"${process.execPath}" "${main}" apply`, '/dev/null'], {
    cwd: folder,
    env: { PATH: process.env.PATH, TERM: 'xterm', ...env },
  })
  let printed = ''
  let answered = false
  child.stdout.on('data', (chunk) => {
    printed += String(chunk)
    if (answered || !printed.includes('Enter a value:')) return
    answered = true
    child.stdin.write(answer)
  })
  const [code] = await once(child, 'close')
  check(printed)
  expect(printed).toContain("Only 'yes' will be accepted to approve.")
  expect(printed).toContain(text)
  expect(code).toBe(expected)
})
