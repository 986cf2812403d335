/** What is printed where, and how: widths, quiet, documents of what went wrong, names. */
import { describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { eventsIn } from '../support/events.ts'
import { type Setting, service, services, stage } from './stage.ts'

const long = 'example.com,'.repeat(20)
const wide = services(service('api', `envVars:\n  - key: DOMAINS\n    value: ${long}`))

describe('values', () => {
  const planIn = async (columns?: number, env = {}) => {
    const { folder, env: around } = await stage({ file: wide })
    return (await run(['plan'], { ...around, ...env }, folder, { columns })).stdout
  }
  const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length))

  test('outside a terminal a value stands in one line, whatever COLUMNS says', async () => {
    for (const env of [{}, { COLUMNS: '60' }]) {
      expect(await planIn(undefined, env)).toContain(`    + service/api/env/DOMAINS: ${long}\n`)
    }
  })

  test('in a terminal a long value is folded, and nothing of it is left out', async () => {
    const stdout = await planIn(80)
    expect(widest(stdout)).toBeLessThanOrEqual(80)
    expect(stdout.replaceAll(/\s/g, '')).toContain(`DOMAINS:${long}`)
  })

  test('COLUMNS is stronger than what the terminal says of itself', async () => {
    expect(widest(await planIn(200, { COLUMNS: '60' }))).toBeLessThanOrEqual(60)
    expect(await planIn(80, { COLUMNS: '400' })).toContain(`DOMAINS: ${long}\n`)
  })

  test.each(['0', '-1', 'wide', ''])('COLUMNS=%s is none', async (COLUMNS) => {
    expect(widest(await planIn(80, { COLUMNS }))).toBe(widest(await planIn(80)))
  })

  test('Markdown has them whole', async () => {
    const { cli } = await stage({ file: wide })
    expect((await cli(['plan', '--format', 'markdown'])).stdout).toContain(`\n+     value: ${long}\n`)
  })

  test('help is laid out for COLUMNS', async () => {
    const flags = async (env = {}) => {
      const { stdout } = await run(['plan', '--help'], env)
      return stdout.slice(stdout.indexOf('\nOptions:'), stdout.indexOf('\nExamples:'))
    }
    const continued = /^ {10,}\S/m
    expect(await flags()).toMatch(continued)
    expect(await flags({ COLUMNS: '400' })).not.toMatch(continued)
  })
})

const warned = services(
  service('api', 'autoDeploy: true'),
  service('web', 'autoDeploy: true\nplan: Pro').replace(/ *plan: starter\n/, ''),
)
const wrong = warned.replace('runtime: node', 'runtime: nod')

describe('problems', () => {
  test('errors come first, then warnings, those of one rule with all its places; last the count', async () => {
    const { cli } = await stage({ file: wrong })
    const { code, stdout } = await cli(['validate'])
    expect(code).toBe(1)
    expect(stdout.split('\n\n').map((block) => block.split('\n'))).toEqual([
      [
        expect.stringMatching(/^render\.yaml:4:14 error wrong-value: /),
        '      runtime: nod',
        expect.stringMatching(/^ +\^$/),
      ],
      [
        'warning deprecated-name: "autoDeploy" is the old name of "autoDeployTrigger"',
        '  render.yaml:10:5',
        '  render.yaml:18:5',
        'Write autoDeployTrigger: commit.',
      ],
      [
        'render.yaml:19:11 warning loose-value: "plan" is read as "pro"; got "Pro"',
        '      plan: Pro',
        '            ^',
        'Write "pro".',
      ],
      ['1 error, 3 warnings', ''],
    ])
  })

  test('what a rule says of each place stands beside the place', async () => {
    const file = services(service('api', 'envVars: [{ key: A }, { key: B }]'))
    const { stdout } = await (await stage({ file })).cli(['validate'])
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'warning missing-value: 2 times',
      expect.stringMatching(/^ {2}render\.yaml:10:15 the variable "A" has no value/),
      expect.stringMatching(/^ {2}render\.yaml:10:27 the variable "B" has no value/),
      'Write sync: false, or give it a value.',
    ])
  })

  test('Markdown has them in the same order, with the same places', async () => {
    const { cli } = await stage({ file: wrong })
    const { code, stdout } = await cli(['validate', '--format', 'markdown'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^## Not valid\n\n- \*\*error\*\* `wrong-value`: .*\(`render\.yaml:4:14`\)\n/)
    expect(stdout).toMatch(
      /- \*\*warning\*\* `deprecated-name`: .*\(`render\.yaml:10:5`, `render\.yaml:18:5`\)\n/,
    )
    expect(stdout).toMatch(/\n\n1 error, 3 warnings\n$/)
  })

  const verbs = [['validate'], ['plan'], ['drift'], ['apply', '--auto-approve']]
  const setting: Setting = { file: warned, live: warned }

  test.each(verbs)('%s tells warnings, and with --quiet none', async (...args) => {
    const { cli } = await stage(setting)
    const [loud, quiet] = [await cli(args), await cli([...args, '--quiet'])]
    expect(quiet.code).toBe(loud.code)
    expect(loud.stdout).toMatch(/warning deprecated-name: [\s\S]*\n0 errors, 3 warnings\n/)
    expect(quiet.stdout + quiet.stderr).not.toContain('warning')
  })

  test.each([['validate'], ['plan'], ['drift']])(
    '%s leaves them out of JSON and Markdown too',
    async (verb) => {
      const { cli } = await stage(setting)
      for (const [quiet, count] of [
        [[], 3],
        [['--quiet'], 0],
      ] as const) {
        const { stdout } = await cli([verb, '--json', ...quiet])
        expect(JSON.parse(stdout).problems).toHaveLength(count)
        const markdown = (await cli([verb, '--format', 'markdown', ...quiet])).stdout
        expect(markdown.includes('warning')).toBe(count > 0)
      }
    },
  )

  test('--quiet leaves errors in', async () => {
    const { cli } = await stage({ file: wrong })
    expect((await cli(['validate', '--quiet'])).stdout).toMatch(/error wrong-value[\s\S]*\n1 error\n$/)
    const { stderr } = await cli(['plan', '--quiet'])
    expect(stderr).toMatch(/error wrong-value[\s\S]*\n1 error\n$/)
  })

  test.each(['pull', 'adopt'])(
    '%s has a note once for all its places, and with --quiet none',
    async (verb) => {
      const vars = 'envVars: [{ key: A, value: a }, { key: B, value: b }]'
      const file = services(service('api', vars))
      const setting = { file, live: services(service('api')) }
      const said = async (...more: readonly string[]) =>
        (await (await stage(setting)).cli([verb, '-o', 'render.yaml', ...more])).stderr
      expect(await said()).toContain(
        'note: it is not live any more; --remove takes it out of the file\n  service/api/env/A\n  service/api/env/B\n',
      )
      expect(await said('--quiet')).not.toContain('note')
    },
  )
})

describe('a file that is wrong', () => {
  const problem = {
    code: 'wrong-value',
    severity: 'error',
    message: expect.stringContaining('did you mean "node"?'),
    at: { file: 'render.yaml', line: 4, column: 14 },
    excerpt: expect.stringContaining('runtime: nod'),
    address: 'service/api',
  }

  test.each([
    ['plan', '--json'],
    ['plan', '--format', 'json'],
    ['drift', '--json'],
    ['validate', '--json'],
  ])('%s %s: a document with the problems, exit 1', async (...args) => {
    const { cli } = await stage({ file: wrong })
    const { code, stdout } = await cli(args)
    expect(code).toBe(1)
    const { problems, errored, valid } = JSON.parse(stdout)
    expect([errored, valid]).toEqual(args[0] === 'validate' ? [undefined, false] : [true, undefined])
    expect(problems).toHaveLength(4)
    expect(problems[0]).toEqual(problem)
  })

  test('apply --json: an event for each', async () => {
    const { cli } = await stage({ file: wrong })
    const { code, stdout } = await cli(['apply', '--json', '--auto-approve'])
    expect(code).toBe(1)
    const [, first, ...others] = eventsIn(stdout)
    expect(first).toEqual({ type: 'diagnostic', problem })
    expect(others).toHaveLength(3)
  })

  test.each([['plan'], ['drift'], ['validate']])('%s --format markdown: the problems', async (verb) => {
    const { cli } = await stage({ file: wrong })
    const { code, stdout } = await cli([verb, '--format', 'markdown'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^## (Failed|Not valid)\n\n- \*\*error\*\* `wrong-value`: /)
    expect(stdout).toMatch(/\n\n1 error, 3 warnings\n$/)
  })
})

test('a failed request has its method, path, status and id, by the same names on the way and in an apply', async () => {
  const refusing: Setting['fault'] = ({ url, method }) =>
    method === 'POST' && url.endsWith('/services')
      ? Response.json(
          { message: 'no more of it' },
          { status: 402, headers: { 'render-request-id': 'req-7' } },
        )
      : undefined
  const { cli } = await stage({ file: services(service('api')), fault: refusing })
  const { stdout } = await cli(['apply', '--json', '--auto-approve'])
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const { problem } = events.find(({ type }) => type === 'apply_errored')
  expect(problem).toMatchObject({
    code: 'payment-required',
    address: 'service/api',
    request: { method: 'POST', path: '/services', status: 402, request_id: 'req-7' },
  })

  const closed: Setting['fault'] = ({ url }) =>
    url.includes('/services?') ? Response.json({ message: 'gone' }, { status: 400 }) : undefined
  const other = await stage({ file: services(service('api')), fault: closed })
  const { problems } = JSON.parse((await other.cli(['plan', '--json'])).stdout)
  expect(problems[0].request).toEqual({ method: 'GET', path: '/services', status: 400 })
})

describe('names stand as in the file', () => {
  const spaced = services(
    service('back/main net', 'envVars:\n  - fromGroup: Team Production Secrets\n  - fromGroup: app-secrets'),
  )
  const groups =
    'envVarGroups:\n  - { name: Team Production Secrets, envVars: [] }\n  - { name: app-secrets, envVars: [] }\n'

  test('in errors', async () => {
    const { cli } = await stage({ file: spaced })
    const { stdout } = await cli(['plan'])
    expect(stdout).toContain(
      'service/back/main net refers to group/Team Production Secrets, which is neither',
    )
    expect(stdout).not.toContain('%')
  })

  test.each([['plan'], ['drift'], ['apply', '--auto-approve'], ['plan', '--format', 'markdown']])(
    '%s',
    async (...args) => {
      const { cli } = await stage({ file: groups + spaced })
      const { stdout, stderr } = await cli(args)
      expect(stdout).toContain('service/back/main net')
      expect(stdout + stderr).not.toContain('%')
    },
  )

  test('programs and flags have them encoded', async () => {
    const { cli } = await stage({ file: groups + spaced })
    const { resource_changes } = JSON.parse((await cli(['plan', '--json'])).stdout)
    const addresses = resource_changes.map(({ address }: { address: string }) => address)
    expect(addresses).toContain('service/back%2Fmain%20net')
    const { stdout } = await cli(['plan', '--target', 'service/back%2Fmain%20net'])
    expect(stdout).toContain('also group/Team Production Secrets, needed by service/back/main net')
  })
})
