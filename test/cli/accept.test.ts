/** Differences that are known, in every format, and what of a baseline serves no more. */
import { expect, test } from 'vitest'
import { service, services, stage } from './stage.ts'

const vars = 'envVars:\n  - key: LOG_LEVEL\n    value: info'
const file = services(service('api', vars), service('web'))
/** The plan and a variable of the one differ, the other is missing. */
const live = services(service('api', vars.replace('info', 'debug')).replace('starter', 'standard'))

const entry = (address: string, more = '') =>
  `- { address: '${address}', reason: Ann knows why, until: 2999-12-31${more} }\n`

const staged = async (baseline: string, setting = { file, live }) => {
  const it = await stage(setting)
  it.write('known.yaml', baseline)
  const drift = (...args: readonly string[]) => it.cli(['drift', '--accept', 'known.yaml', ...args])
  return { ...it, drift }
}

const all = `${entry('service/api')}${entry('service/web')}`

test('where all that differs is accepted there is no drift, and each is told with why: exit 0', async () => {
  const { drift } = await staged(all)
  const { code, stdout } = await drift()
  expect(code).toBe(0)
  expect(stdout.split('\n').slice(2)).toEqual([
    'Different, and accepted (3):',
    '  service/api plan',
    '    until 2999-12-31: Ann knows why',
    '  service/api/env/LOG_LEVEL value',
    '    until 2999-12-31: Ann knows why',
    '  service/web',
    '    until 2999-12-31: Ann knows why',
    '',
    'No drift. The workspace has everything that the file declares, but for what is accepted.',
    '',
  ])
})

test.each([
  ['a field', entry('service/api', ', field: plan'), ['service/api/env/LOG_LEVEL', 'service/web'], 'plan:'],
  ['an item', entry('service/api/env/LOG_LEVEL'), ['plan: file', 'service/web'], 'env/LOG_LEVEL: file'],
  ['a pattern', entry('service/*/env/*'), ['plan: file', 'service/web'], 'env/LOG_LEVEL: file'],
  ['a missing resource', entry('service/web'), ['plan: file', 'env/LOG_LEVEL: file'], 'is missing'],
])('%s is accepted, and the rest is drift: exit 2', async (_what, baseline, drifted, gone) => {
  const { code, stdout } = await (await staged(baseline)).drift()
  expect(code).toBe(2)
  const [shown = '', rest = ''] = stdout.split('Different, and accepted (1):')
  for (const text of drifted) expect(shown).toContain(text)
  expect(shown).not.toContain(gone)
  expect(rest).toContain('Drift: ')
})

test('a field is one of what stands at the address itself, and of nothing inside of it', async () => {
  const { code, stdout } = await (await staged(entry('service/api', ', field: value'))).drift()
  expect([code, stdout]).toEqual([2, expect.stringContaining('service/api/env/LOG_LEVEL: file info')])
})

test('what is past its end counts again, and that is said with the reason: exit 2', async () => {
  const ended = "- { address: 'service/*', reason: until the sale is over, until: 2020-02-29 }\n"
  const { code, stdout } = await (await staged(ended)).drift()
  expect(code).toBe(2)
  expect(stdout).toContain('plan: file starter, live standard')
  expect(stdout).toContain(
    'acceptance-ended: what was accepted of service/* until 2020-02-29 counts again: until the sale is over',
  )
  expect(stdout).not.toContain('Different, and accepted')
})

test('what matches nothing is told, and changes no exit code', async () => {
  const { drift } = await staged(entry('service/old'), { file, live: file })
  const { code, stdout } = await drift()
  expect([code, stdout]).toEqual([
    0,
    expect.stringContaining('unused-acceptance: nothing differs at service/old'),
  ])
})

test('what is outside of a narrowed run, or was not observed, is not said to match nothing', async () => {
  const { drift } = await staged(entry('service/web'), { file, live: file })
  expect((await drift('--target', 'service/api')).stdout).not.toContain('unused-acceptance')
  const keys = [{ name: 'scoped', levels: { all: 'write', 'env-vars': 'none' } }] as const
  const it = await stage({ file, live: file, keys })
  it.write('known.yaml', entry('service/api/env/LOG_LEVEL'))
  const { code, stdout } = await it.cli(['drift', '--accept', 'known.yaml'], {
    RENDER_API_KEY: it.emulator.keys.scoped ?? '',
  })
  expect([code, stdout]).toEqual([1, expect.stringContaining('Not observed (1):')])
  expect(stdout).not.toContain('unused-acceptance')
})

test('of a replica that is missing and a disk of another size, each is accepted by itself', async () => {
  const disk = (size: number) =>
    services(service('api', `disk:\n  name: data\n  mountPath: /data\n  sizeGB: ${size}`))
  const { drift } = await staged(entry('service/api/disk', ', field: sizeGB'), {
    file: disk(20),
    live: disk(10),
  })
  const { code, stdout } = await drift()
  expect([code, stdout]).toEqual([0, expect.stringContaining('  service/api/disk sizeGB\n')])
})

test('as JSON, what is accepted is a list of its own and out of both documents', async () => {
  const { drift } = await staged(entry('service/api', ', field: plan'))
  const { code, stdout } = await drift('--json')
  const { drifted, accepted, resource_drift } = JSON.parse(stdout)
  expect([code, drifted]).toEqual([2, true])
  expect(accepted).toEqual([
    { address: 'service/api', field: 'plan', reason: 'Ann knows why', until: '2999-12-31' },
  ])
  const [api] = resource_drift
  expect(api.change.before.plan).toBe(api.change.after.plan)
  expect(api.change.patch).toEqual([
    { op: 'replace', path: '/envVars/LOG_LEVEL/value', value: '(sensitive)' },
  ])
})

test('as Markdown, what is accepted has a list, and the heading does not count it', async () => {
  const { stdout } = await (await staged(all)).drift('--format', 'markdown')
  expect(stdout).toContain('## No drift')
  expect(stdout).toContain(
    '**Different, and accepted**\n\n- `service/api plan` until 2999-12-31: Ann knows why',
  )
})

test('a baseline that is wrong is an error before anything is asked: exit 1', async () => {
  const it = await staged('- { address: service/api, reason: none }\n')
  const { code, stderr } = await it.drift()
  expect([code, stderr]).toEqual([1, expect.stringContaining('known.yaml:1:3')])
  expect(stderr).toContain('missing-key: an accepted difference needs "until"')
  expect(it.emulator.requests()).toEqual([])
})

test('several baselines add up', async () => {
  const it = await staged(entry('service/api'))
  it.write('more.json', JSON.stringify([{ address: 'service/web', reason: 'known', until: '2999-12-31' }]))
  expect((await it.drift('--accept', 'more.json')).code).toBe(0)
})
