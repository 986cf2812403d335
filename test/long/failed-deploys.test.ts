/** Nothing that failed is green: docs/deploys.md as a table. */
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../src/emulator/index.ts'
import { post } from '../../src/http/request.ts'
import { type Setting, stage } from '../cli/stage.ts'
import type { Ran } from '../support/cli.ts'
import type { Bench } from '../support/workspace.ts'

const commands = 'buildCommand: npm ci\n    startCommand: npm start'
const worker = (more = '') => `services:
  - type: worker
    name: w
    runtime: node
    repo: https://github.com/acme/app
    ${commands}
${more}`
const file = worker()
const repaired = file.replace('npm ci', 'npm ci --force')
const withLevel = worker('    envVars:\n      - key: LEVEL\n        value: info\n')
const image = (tag: string) => `services:
  - type: worker
    name: w
    runtime: image
    image:
      url: docker.io/acme/app:${tag}
`
const withGroup = `${worker('    envVars:\n      - fromGroup: shared\n')}envVarGroups:
  - name: shared
    envVars:
      - key: A
        value: b
`

const failing = (...nth: number[]): readonly Fault[] => [{ deploy: 'w', nth, does: 'build_failed' }]
const always: readonly Fault[] = [{ deploy: 'w', does: 'build_failed' }]

const theOnly = async ({ client }: Bench): Promise<string> => {
  const [service] = await client.list<{ id: string }>({ path: '/services', wrapper: 'service' })
  return service?.id ?? ''
}

/** Deploys by hand, as a push or somebody in the Dashboard does, and waits for its end. */
const byHand = async (it: Bench, body: object = {}): Promise<string> => {
  const id = await theOnly(it)
  const { id: deploy } = await it.client.send<{ id: string }>(post(`/services/${id}/deploys`, body, 'repeat'))
  await it.clock.sleep(100_000)
  return deploy
}

const cancelled = async (it: Bench) => {
  const path = `/services/${await theOnly(it)}/deploys`
  const { id } = await it.client.send<{ id: string }>(post(path, {}, 'repeat'))
  await it.client.send(post(`${path}/${id}/cancel`, undefined, 'repeat'))
}

interface Row {
  /** The file that was applied in the past; `now`: the one that is planned, if that is another. */
  readonly was: string
  readonly now?: string
  readonly faults?: readonly Fault[]
  readonly after?: (it: Bench) => Promise<unknown>
  /** What goes wrong from now on. */
  readonly still?: readonly Fault[]
  /** Of plan, drift, apply and apply again: how they exit. */
  readonly exits: readonly [number, number, number, number]
  /** How many deploys the two applies begin. */
  readonly deploys: number
}

const rows: Readonly<Record<string, Row>> = {
  'nothing failed': { was: file, exits: [0, 0, 0, 0], deploys: 0 },
  'a first build that failed': { was: file, faults: failing(1), exits: [2, 2, 0, 0], deploys: 1 },
  'a first build that failed, and fails again': {
    was: file,
    faults: failing(1),
    still: always,
    exits: [2, 2, 1, 1],
    deploys: 1,
  },
  'a second one that failed, of the same commit': {
    was: file,
    faults: failing(1, 2),
    after: byHand,
    exits: [2, 2, 1, 1],
    deploys: 0,
  },
  'a second one that failed, of another commit': {
    was: file,
    faults: failing(1, 2),
    after: (it) => byHand(it, { commitId: 'c0ffee' }),
    exits: [2, 2, 0, 0],
    deploys: 1,
  },
  'a second one that failed, of the same commit, and the file repairs it': {
    was: file,
    now: repaired,
    faults: failing(1, 2),
    after: byHand,
    exits: [2, 2, 0, 0],
    deploys: 1,
  },
  'a push that failed after one that is live': {
    was: file,
    faults: failing(2),
    after: byHand,
    exits: [2, 2, 0, 0],
    deploys: 1,
  },
  'one that failed, and one by hand that is newer and live': {
    was: file,
    faults: failing(1),
    after: byHand,
    exits: [0, 0, 0, 0],
    deploys: 0,
  },
  'one that was cancelled after one that is live': {
    was: file,
    after: cancelled,
    exits: [2, 2, 0, 0],
    deploys: 1,
  },
  'one that failed, and one that was cancelled': {
    was: file,
    faults: failing(1),
    after: cancelled,
    exits: [2, 2, 0, 0],
    deploys: 1,
  },
  'one that an apply cancelled for one that is live': { was: withGroup, exits: [0, 0, 0, 0], deploys: 0 },
  'one that an apply cancelled for one that failed': {
    was: withGroup,
    faults: failing(2),
    exits: [2, 2, 0, 0],
    deploys: 1,
  },
  'an image that failed twice': {
    was: image('one'),
    faults: failing(1, 2),
    after: byHand,
    exits: [2, 2, 1, 1],
    deploys: 0,
  },
  'an image that failed, and one of another name': {
    was: image('one'),
    faults: failing(1, 2),
    after: (it) => byHand(it, { imageUrl: 'docker.io/acme/app:two' }),
    exits: [2, 2, 0, 0],
    deploys: 1,
  },
  'one of a service that is suspended': {
    was: file,
    faults: failing(1),
    after: async (it) => it.client.send(post(`/services/${await theOnly(it)}/suspend`, undefined, 'repeat')),
    exits: [0, 0, 0, 0],
    deploys: 0,
  },
  'one of a service that the file suspends': {
    was: file,
    now: worker('    x-render-sync: { suspended: true }\n'),
    faults: failing(1),
    exits: [2, 2, 0, 0],
    deploys: 0,
  },
}

const settingOf = ({
  was,
  now = was,
  faults = [],
  after,
  still = [],
}: Omit<Row, 'exits' | 'deploys'>): Setting => ({
  file: now,
  faults: still,
  past: {
    faults,
    happens: async (it) => {
      await it.apply(was)
      await after?.(it)
    },
  },
})

const apply = ['apply', '--auto-approve']
const triggersIn = (requests: readonly { method: string; path: string }[]) =>
  requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/deploys')).length

describe('a newest deploy', () => {
  test.each(Object.entries(rows))('%s', async (_, row) => {
    const { cli, emulator } = await stage(settingOf(row))
    const codes: (number | null)[] = []
    for (const command of [['plan', '--detailed-exitcode'], ['drift'], apply, apply]) {
      codes.push((await cli(command)).code)
    }
    expect({ exits: codes, deploys: triggersIn(emulator.requests()) }).toEqual({
      exits: row.exits,
      deploys: row.deploys,
    })
  })

  test('one that has not ended yet is no difference, and is said', async () => {
    const happens = async (it: Bench) => {
      await it.apply(file)
      await it.client.send(post(`/services/${await theOnly(it)}/deploys`, {}, 'repeat'))
    }
    const { cli } = await stage({ file, past: { happens, faults: [{ deploy: 'w', nth: 2, does: 'hang' }] } })
    const { code, stdout } = await cli(['plan', '--detailed-exitcode'])
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /note deploy-under-way: service\/w: its deploy dep-\w+ has not ended yet \(build_in_progress\)/,
    )
  })

  test('one that failed after the apply was stopped is there the next time', async () => {
    const happens = async (it: Bench) => {
      const stop = new AbortController()
      for await (const event of await it.start(file, { signal: stop.signal }))
        if (event.type === 'apply_progress' && event.stage === 'wait') stop.abort(new Error('stop'))
    }
    const { cli } = await stage({ file, past: { happens, faults: failing(1) } })
    expect((await cli(['drift'])).code).toBe(2)
    expect((await cli(apply)).code).toBe(0)
  })
})

const once = settingOf({ was: file, faults: failing(1) })
const twice = settingOf({ was: file, faults: failing(1, 2), after: byHand })

/** What is printed, without what no two runs share. */
const shown = ({ stdout }: Ran) => stdout.replace(/\b(dep|srv|tea)-\w{20}\b/g, '$1')

describe('what failed is told', () => {
  test('by a plan that deploys it again', async () => {
    const { cli } = await stage(once)
    expect(
      shown(await cli(['plan']))
        .split('\n')
        .slice(2),
    ).toEqual([
      '  ~ service/w (background worker)',
      '      builds and deploys because of deploy/dep',
      '      its deploy dep ended as build_failed, made of commit 728505b "Latest commit of main"',
      '      https://dashboard.render.com/worker/srv/deploys/dep',
      '',
      'Plan: 0 to add, 1 to change, 0 to destroy.',
      "1 write within Render's rate limits: they add no waiting.",
      '1 of 10 changes and deploys of one service a minute',
      'About 56 s until all of it is live, as estimated.',
      '',
    ])
  })

  test('by a plan that does not, in each format', async () => {
    const { cli } = await stage(twice)
    expect(
      shown(await cli(['plan']))
        .split('\n')
        .slice(2),
    ).toEqual([
      '    service/w (background worker)',
      '      its deploy dep ended as build_failed, made of commit 728505b "Latest commit of main", and the one before it failed too',
      '      https://dashboard.render.com/worker/srv/deploys/dep',
      '',
      'Nothing else differs.',
      '1 failed deploy is left as it is: an apply exits with 1, and deploys again only with --redeploy-failed.',
      '',
    ])
    const markdown = shown(await cli(['plan', '--format', 'markdown']))
    expect(markdown).toContain('## No changes, 1 failed deploy\n')
    expect(markdown).toContain('<https://dashboard.render.com/worker/srv/deploys/dep>')
    const [change] = JSON.parse((await cli(['plan', '--json'])).stdout).resource_changes
    expect(change).toMatchObject({
      change: { actions: ['no-op'] },
      action_reason: 'failed_deploy',
      failed_deploy: { status: 'build_failed', repeated: true, deployed_again: false },
    })
  })

  test('by a drift, in each format', async () => {
    const { cli } = await stage(twice)
    const text = shown(await cli(['drift']))
    expect(text).toContain('service/w (background worker) differs\n    its deploy dep ended as build_failed')
    expect(text).toContain('Drift: 1 resource differs.\n')
    expect(shown(await cli(['drift', '--format', 'markdown']))).toContain(
      'its deploy dep ended as build\\_failed',
    )
    expect(JSON.parse((await cli(['drift', '--json'])).stdout)).toMatchObject({
      drifted: true,
      resource_drift: [{ address: 'service/w', failed_deploy: { status: 'build_failed' } }],
    })
  })

  test('by an apply that does nothing about it, which nobody has to approve', async () => {
    const { cli, emulator } = await stage(twice)
    const { code, stderr, stdout } = await cli(['apply'])
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /error failed-deploy: service\/w is not deployed again: its deploy dep-\w+ ended as build_failed/,
    )
    expect(stderr).toMatch(/See https:\/\/\S+\/deploys\/dep-\w+\. .*--redeploy-failed/)
    expect(stdout).toContain('Apply incomplete: 1 failed.')
    expect(emulator.requests().every(({ method }) => method === 'GET')).toBe(true)
    const events = (await cli([...apply, '--json'])).stdout.trim().split('\n')
    expect(events.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        type: 'apply_errored',
        problem: expect.objectContaining({ code: 'failed-deploy' }),
      }),
    )
  })
})

test('--redeploy-failed deploys again what failed twice', async () => {
  const { cli, emulator } = await stage(twice)
  expect((await cli([...apply, '--redeploy-failed'])).code).toBe(0)
  expect(triggersIn(emulator.requests())).toBe(1)
  expect((await cli(['drift'])).code).toBe(0)
})

describe('--skip-deploys', () => {
  test.each([['plan'], ['drift']])('%s says that nobody looked, in each format', async (command) => {
    const { cli, emulator } = await stage(once)
    for (const format of ['text', 'markdown', 'json']) {
      const { code, stdout } = await cli([command, '--skip-deploys', '--format', format])
      expect([code, stdout]).toEqual([0, expect.stringContaining('deploys-skipped')])
    }
    expect(emulator.requests().some(({ path }) => path.endsWith('/deploys'))).toBe(false)
  })

  test('apply leaves what failed as it is', async () => {
    const { cli, emulator } = await stage(once)
    const { code, stdout } = await cli([...apply, '--skip-deploys'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('deploys-skipped')])
    expect(triggersIn(emulator.requests())).toBe(0)
  })
})

test('deploys that the key may not see are not observed, and nothing is planned from them', async () => {
  const { cli } = await stage({
    ...once,
    fault: ({ url }) =>
      new URL(url).pathname.endsWith('/deploys')
        ? Response.json({ message: 'not for you' }, { status: 403 })
        : undefined,
  })
  const plan = await cli(['plan', '--detailed-exitcode'])
  expect([plan.code, plan.stdout]).toEqual([
    0,
    expect.stringContaining('Not observed (1):\n  service/w/deploy\n'),
  ])
  expect((await cli(['drift'])).code).toBe(1)
  expect((await cli(['drift', '--allow-unobserved', 'service/*/deploy'])).code).toBe(0)
})

describe('an apply whose deploy fails', () => {
  const token = 'tok_0123456789abcdef'
  const secret = worker('    envVars:\n      - key: TOKEN\n        sync: false\n')
  const lines = [`with ${token}`, '\u001b[31mnpm ERR!\u001b[0m missing script\nsecond line', 'first']
  const logged = (answer: () => Response): Setting => ({
    file: secret,
    live: file,
    secrets: { 'w/TOKEN': token },
    faults: always,
    fault: ({ url }) => (new URL(url).pathname === '/v1/logs' ? answer() : undefined),
  })
  const withSecret = [...apply, '--secrets-env']

  test('shows the end of its log, with nothing hidden and nothing that the terminal would obey', async () => {
    const answer = () =>
      Response.json({
        hasMore: false,
        nextStartTime: '2026-01-01T00:00:00Z',
        nextEndTime: '2026-01-01T00:00:00Z',
        logs: lines.map((message, at) => ({
          id: `${at}`,
          message,
          timestamp: '2026-01-01T00:00:00Z',
          labels: [],
        })),
      })
    const { cli } = await stage(logged(answer))
    const { code, stderr } = await cli(withSecret, { TOKEN: token })
    expect(code).toBe(1)
    expect(stderr).toContain(
      'Its log ends with:\n  first\n  \\u001b[31mnpm ERR!\\u001b[0m missing script\n  second line\n  with [hidden]\nSee https://',
    )
  })

  test('has it in the event of --json too', async () => {
    const message = `with ${token}`
    const answer = () =>
      Response.json({ logs: [{ id: '1', message, timestamp: '2026-01-01T00:00:00Z', labels: [] }] })
    const { cli } = await stage(logged(answer))
    const { stdout } = await cli([...withSecret, '--json'], { TOKEN: token })
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events).toContainEqual(
      expect.objectContaining({
        problem: expect.objectContaining({ code: 'not-ready', log: ['with [hidden]'] }),
      }),
    )
  })

  test.each([403, 404, 400])('is told as well where the log answers %i', async (status) => {
    const { cli } = await stage(logged(() => Response.json({ message: 'no log' }, { status })))
    const { code, stderr } = await cli(withSecret, { TOKEN: token })
    expect(code).toBe(1)
    expect(stderr).toContain('ended as build_failed')
    expect(stderr).not.toContain('Its log')
  })

  test('asks for the log of the build, or of the service, since that deploy began', async () => {
    const asked = async (does: 'build_failed' | 'update_failed') => {
      const { cli, emulator } = await stage({ file: withLevel, live: file, faults: [{ deploy: 'w', does }] })
      await cli(apply)
      const [log] = emulator.requests().filter(({ path }) => path === '/v1/logs')
      return new URLSearchParams(log?.query).get('type')
    }
    expect([await asked('build_failed'), await asked('update_failed')]).toEqual(['build', 'app'])
  })
})
