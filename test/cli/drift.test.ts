import { expect, test } from 'vitest'
import { type Fault, service, services, stage } from './stage.ts'

const vars = 'envVars:\n  - key: LOG_LEVEL\n    value: info'
const file = services(service('api', vars), service('web'))

test('no drift is said in one line: exit 0', async () => {
  const { cli } = await stage({ file, live: file })
  const { code, stdout } = await cli(['drift'])
  expect(code).toBe(0)
  expect(stdout).toContain('No drift. The workspace has everything that the file declares.\n')
})

test('drift shows the file beside the workspace, in words that promise nothing: exit 2', async () => {
  const live = services(service('api', vars.replace('info', 'debug')).replace('starter', 'standard'))
  const { cli } = await stage({ file, live })
  const { code, stdout } = await cli(['drift'])
  expect(code).toBe(2)
  expect(stdout.split('\n').slice(2)).toEqual([
    'service/api (web service) differs',
    '    plan: file starter, live standard',
    '    service/api/env/LOG_LEVEL: file info, live (sensitive)',
    expect.stringMatching(/^ {4}last changed at \S+ by \S+ \(CreateServerEvent\), as the audit log tells$/),
    '',
    'service/web (web service) is missing',
    '',
    'Drift: 1 resource differs, 1 resource is missing.',
    '',
  ])
})

test('what is not in the file is listed, and is no drift', async () => {
  const { cli } = await stage({ file: services(service('web')), live: file })
  const { code, stdout } = await cli(['drift'])
  expect(code).toBe(0)
  expect(stdout).toContain('Not in the file, and left alone (1):\n  service/api\n')
})

test('a secret that the workspace lacks is drift, and nobody has to give it', async () => {
  const wanted = services(service('api', 'envVars:\n  - key: TOKEN\n    sync: false'))
  const { cli } = await stage({ file: wanted, live: services(service('api', vars)) })
  const { code, stdout } = await cli(['drift'])
  expect(code).toBe(2)
  expect(stdout).toContain('service/api/env/TOKEN is missing')
  expect(stdout).not.toContain('missing-secret')
})

test('what an apply would refuse to change is drift all the same', async () => {
  const { cli } = await stage({ file, live: file.replace('region: oregon', 'region: ohio') })
  const { code, stdout } = await cli(['drift'])
  expect(code).toBe(2)
  expect(stdout).toContain('region: file oregon, live ohio')
})

const broken: Fault = ({ url }) =>
  url.includes('/services') ? Response.json({ message: 'not for you' }, { status: 400 }) : undefined

test('what could not be read is an error, and no drift: exit 1', async () => {
  const { cli } = await stage({ file, live: file, fault: broken })
  const { code, stdout, stderr } = await cli(['drift'])
  expect(code).toBe(1)
  expect(stderr).toContain('not for you')
  expect(stdout).not.toContain('rift')
})

test('--json has before as the file has it and after as the workspace has it', async () => {
  const { cli } = await stage({ file, live: file.replace('plan: starter', 'plan: standard') })
  const { code, stdout } = await cli(['drift', '--json'])
  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({
    drifted: true,
    resource_drift: [
      {
        address: 'service/api',
        change: { actions: ['update'], before: { plan: 'starter' }, after: { plan: 'standard' } },
      },
    ],
  })
})

test('--format markdown has a table of both', async () => {
  const { cli } = await stage({ file, live: file.replace('plan: starter', 'plan: standard') })
  const { stdout } = await cli(['drift', '--format', 'markdown'])
  expect(stdout).toContain('## Drift: 1 of 2 resources')
  expect(stdout).toContain('| `plan` | `starter` | `standard` |')
})

test('who changed it last, and when, is told where the audit log can be read', async () => {
  const live = services(service('api', vars), service('web'))
  const it = await stage({ file: live.replace('value: info', 'value: debug'), live })
  for (const format of ['text', 'markdown', 'html', 'sarif', 'junit']) {
    const { stdout } = await it.cli(['drift', '--format', format])
    expect([format, stdout]).toEqual([
      format,
      expect.stringMatching(
        /last changed at \d{4}-\d\d-\d\dT[\d:]{8}Z by \S+ \(\w+Event\), as the audit log tells/,
      ),
    ])
  }
  const { resource_drift } = JSON.parse((await it.cli(['drift', '--json'])).stdout)
  expect(resource_drift[0].last_change).toEqual({
    at: expect.stringMatching(/^\d{4}-/),
    by: expect.stringContaining('@'),
    event: expect.stringMatching(/Event$/),
  })
})

test('a key that may not read the audit log finds the same drift, and nobody is named', async () => {
  const live = services(service('api', vars), service('web'))
  const fault: Fault = ({ url }) =>
    url.includes('/audit-logs') ? Response.json({ message: 'no' }, { status: 403 }) : undefined
  const it = await stage({ file: live.replace('value: info', 'value: debug'), live, fault })
  const { code, stdout } = await it.cli(['drift'])
  expect(code).toBe(2)
  expect(stdout).not.toContain('audit log')
})
