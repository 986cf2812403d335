/**
 * What people ran into, as it is collected beside the project: each case has a file or two, and what the commands must make of
 * them is written here. Files of the same kinds of our own are in test/samples, so that a clone alone proves it.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type EmulatorOptions, parseFaults } from '../src/emulator/index.ts'
import { post } from '../src/http/request.ts'
import type { Ran } from './support/cli.ts'
import { run, serveToClient } from './support/cli.ts'
import { sharedPath, sharedText } from './support/shared.ts'
import { judgedEmulator } from './support/traffic.ts'

interface Expected {
  readonly case: string
  readonly file?: string
  readonly command: readonly string[]
  readonly code: number
  /** The workspace before, made of the text of the case's first file. */
  readonly live?: (text: string) => string
  /** What each line of a problem begins with, in the order in which they are printed: its severity and its code. */
  readonly says: readonly string[]
  /** Texts that the output has. */
  readonly shows?: readonly string[]
}

const validate = ['validate']
const repo = ['--repo', 'https://github.com/acme/app']
const plan = ['plan', ...repo]

const table: readonly Expected[] = [
  { case: '01', command: validate, code: 0, says: [] },
  {
    case: '01',
    command: [...plan, '--target', 'service/api'],
    code: 0,
    says: [],
    shows: ['+ service/api'],
  },
  {
    case: '02',
    command: validate,
    code: 0,
    says: ['warning missing-value', 'warning ignored-sync'],
    shows: ["Render's own sync refuses the file"],
  },
  {
    case: '04',
    command: plan,
    code: 1,
    says: ['error unknown-reference', 'error unknown-reference'],
    shows: ['refers to group/app-secrets,', 'refers to group/Team Production Secrets,'],
  },
  {
    case: '05',
    live: (text) => `${text}    maxShutdownDelaySeconds: 60\n`,
    command: plan,
    code: 0,
    says: [],
    shows: ['No changes.'],
  },
  { case: '10', command: validate, code: 0, says: ['warning shared-generated-value'] },
  {
    case: '12',
    command: plan,
    code: 1,
    says: ['error retired-refused', 'note retired-value'],
    shows: ['Write "basic-256mb".'],
  },
  { case: '15', command: validate, code: 1, says: ['error free-plan-type', 'warning free-plan-feature'] },
  {
    case: '16',
    command: validate,
    code: 0,
    says: ['warning refused-by-render', 'warning deprecated-name'],
    shows: ['Write previews: { generation: automatic }.'],
  },
  { case: '22', command: validate, code: 1, says: ['error duplicate-key'], shows: ['in line 6'] },
  {
    case: '23',
    command: validate,
    code: 0,
    says: ['warning deprecated-name'],
    shows: ['Write autoDeployTrigger: "off".'],
  },
  {
    case: '25',
    command: validate,
    code: 0,
    says: ['warning deprecated-name', 'note retired-value'],
    shows: ['"starter plus" is kept where it is live'],
  },
  {
    case: '26',
    live: (text) => text.replace('pgbouncer', 'none'),
    command: ['drift'],
    code: 2,
    says: [],
    shows: ['connectionPool: file pgbouncer, live none'],
  },
  {
    case: '27',
    live: (text) => text.replace('disabled', 'enabled'),
    command: ['drift'],
    code: 2,
    says: [],
    shows: ['renderSubdomainPolicy: file disabled, live enabled'],
  },
  {
    case: '33',
    file: 'changed.yaml',
    command: plan,
    code: 0,
    says: [],
    shows: [
      'image.url: docker.io/acme/customer-notification-dispatcher:2026-11-26-abcdef0123456790\n',
      ': example.com,example.org,example.net,subsidiary.example.com,third.example.com\n',
    ],
  },
  {
    case: '35',
    command: validate,
    code: 1,
    says: ['error duplicate-key'],
    shows: ['Variables stand under "envVars"'],
  },
  {
    case: '35',
    file: 'runtime.yaml',
    command: validate,
    code: 1,
    says: ['error unknown-key'],
    shows: ['variables stand under "envVars"'],
  },
  { case: '36', command: plan, code: 1, says: ['error missing-secret'] },
  {
    case: '36',
    command: [...plan, '--allow-missing', 'SENTRY_*'],
    code: 0,
    says: ['note unset-secret'],
    shows: ['1 optional secret is not set: api/SENTRY_DSN', '+ service/api'],
  },
  { case: '38', command: validate, code: 0, says: ['warning predeploy-with-disk'] },
  {
    case: '39',
    live: (text) => `${text}    autoDeployTrigger: checksPass\n`,
    command: plan,
    code: 0,
    says: [],
    shows: ['No changes.'],
  },
]

const folders = (): readonly string[] => {
  const path = sharedPath('cases')
  return existsSync(path) ? readdirSync(path) : []
}

const folderOf = (id: string): string | undefined => folders().find((name) => name.startsWith(`${id}-`))

const begin = async (options: EmulatorOptions = {}) => {
  const emulator = judgedEmulator({ limits: 'off', seed: 1, clockRate: 100_000, ...options })
  const { env, close } = await serveToClient(emulator)
  onTestFinished(close)
  return { emulator, env }
}

/** Lets a workspace be what a file says. */
const make = async (text: string, env: Readonly<Record<string, string>>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'render-sync-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'render.yaml'), text)
  expect((await run(['apply', '--auto-approve'], env, folder)).code).toBe(0)
}

/** What somebody makes in the Dashboard. */
const create = async (env: Awaited<ReturnType<typeof begin>>['env'], at: string, body: unknown) => {
  const { path, method } = post(at, body, 'repeat')
  const made = await fetch(`${env.RENDER_HOST}${path}`, {
    method,
    headers: { authorization: `Bearer ${env.RENDER_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(made.status).toBe(201)
}

const saidBy = ({ stdout, stderr }: Ran): readonly string[] =>
  [...`${stdout}\n${stderr}`.matchAll(/^\S*:?\d*:?\d* ?(error|warning|note) ([a-z-]+): /gm)].map(
    ([, severity, code]) => `${severity} ${code}`,
  )

/** Runs the test where the case is; a clone alone says that it skips. */
const walk = (title: string, id: string, check: (folder: string) => Promise<void>) =>
  test(title, async (context) => {
    const folder = folderOf(id)
    if (folder === undefined) return context.skip('no cases; set RENDER_SYNC_SHARED')
    await check(folder)
  })

describe('each case gives what is expected', () => {
  for (const { case: id, file = 'render.yaml', live, command, code, says, shows = [] } of table) {
    walk(`${id}: ${command.join(' ')} ${file}`, id, async (folder) => {
      const { env } = await begin()
      if (live) await make(live(sharedText(`cases/${folder}/render.yaml`)), env)
      const ran = await run([...command, '-f', sharedPath(`cases/${folder}/${file}`)], env)
      expect(saidBy(ran)).toEqual(says)
      for (const text of shows) expect(ran.stdout + ran.stderr).toContain(text)
      expect(ran.code).toBe(code)
    })
  }

  walk('32: what stays is in before and after, and the patch has only what changes', '32', async (folder) => {
    const { env } = await begin()
    const [file, changed, secrets] = ['render.yaml', 'changed.yaml', 'secrets.env'].map((name) =>
      sharedPath(`cases/${folder}/${name}`),
    )
    const given = ['--secrets', secrets ?? '']
    expect((await run(['apply', '--auto-approve', '-f', file ?? '', ...given], env)).code).toBe(0)
    const changes = async (verb: string, list: string) => {
      const ran = await run([verb, '--json', '-f', changed ?? '', ...given], env)
      const all = JSON.parse(ran.stdout)[list] as { address: string; change: Record<string, unknown> }[]
      return new Map(all.map(({ address, change }) => [address, change]))
    }
    const planned = await changes('plan', 'resource_changes')
    expect(planned.get('service/api')).toMatchObject({
      before: { groupLinks: { shared: {} }, domains: { 'api.example.com': {} }, healthCheckPath: '/a' },
      after: { groupLinks: { shared: {} }, domains: { 'api.example.com': {} }, healthCheckPath: '/b' },
      patch: [{ op: 'replace', path: '/healthCheckPath', value: '/b' }],
    })
    const paths = (change: unknown) => (change as { patch: { path: string }[] }).patch.map(({ path }) => path)
    expect(paths(planned.get('service/site'))).toEqual(['/staticPublishPath'])
    const drifted = await changes('drift', 'resource_drift')
    expect([...drifted].map(([address, change]) => [address, paths(change)])).toEqual([
      ['service/api', ['/healthCheckPath']],
      ['service/site', ['/staticPublishPath']],
    ])
  })

  for (const id of ['01', '10', '17']) {
    walk(`${id}: apply settles it`, id, async (folder) => {
      const { env } = await begin()
      const file = ['-f', sharedPath(`cases/${folder}/render.yaml`)]
      const secrets = join(mkdtempSync(join(tmpdir(), 'render-sync-')), 'secrets.env')
      onTestFinished(() => rmSync(dirname(secrets), { recursive: true, force: true }))
      writeFileSync(secrets, 'jobs-flow/RENDER_API_KEY=k\n')
      const given = id === '01' ? ['--secrets', secrets] : []
      expect((await run(['apply', '--auto-approve', ...file, ...given], env)).code).toBe(0)
      expect((await run(['plan', '--detailed-exitcode', ...file], env)).code).toBe(0)
    })
  }

  walk(
    '14: placeholders beside a group that is kept in the Dashboard may stay unset',
    '14',
    async (folder) => {
      const { emulator, env } = await begin()
      const envVars = [{ key: 'STRIPE_KEY', value: 'from-the-dashboard' }]
      await create(env, '/env-groups', { name: 'prod-core', ownerId: emulator.ownerId, envVars })
      const file = ['-f', sharedPath(`cases/${folder}/render.yaml`), '--allow-missing', 'service/api/env/*']
      const applied = await run(['apply', '--auto-approve', ...file], env)
      expect(saidBy(applied)).toEqual(['note unset-secret'])
      expect(applied.code).toBe(0)
      expect((await run(['plan', '--detailed-exitcode', ...file], env)).code).toBe(0)
      expect((await run(['drift', ...file], env)).code).toBe(0)
      const { stdout } = await run(['env', 'api'], env)
      expect(stdout).toMatch(/STRIPE_KEY +group\/prod-core/)
    },
  )

  walk('36: a second file beside it says what is optional', '36', async (folder) => {
    const { env } = await begin()
    const here = mkdtempSync(join(tmpdir(), 'render-sync-'))
    onTestFinished(() => rmSync(here, { recursive: true, force: true }))
    writeFileSync(join(here, 'render.yaml'), sharedText(`cases/${folder}/render.yaml`))
    writeFileSync(
      join(here, 'render-sync.yaml'),
      'services: [{ name: api, envVars: [{ key: SENTRY_DSN, x-render-sync: { optional: true } }] }]',
    )
    const applied = await run(['apply', '--auto-approve'], env, here)
    expect(saidBy(applied)).toEqual(['note unset-secret'])
    expect(applied.code).toBe(0)
    expect((await run(['drift'], env, here)).code).toBe(0)
    writeFileSync(join(here, 'secrets.env'), 'SENTRY_DSN=https://sentry.example.com/1\n')
    const given = ['--secrets', 'secrets.env']
    expect((await run(['plan', '--detailed-exitcode', ...given], env, here)).stdout).toContain(
      '+ service/api/env/SENTRY_DSN',
    )
    expect((await run(['apply', '--auto-approve', ...given], env, here)).code).toBe(0)
    const again = await run(['plan', '--detailed-exitcode'], env, here)
    expect({ code: again.code, says: saidBy(again) }).toEqual({ code: 0, says: [] })
  })

  walk('37: another value is told, and written when that is said', '37', async (folder) => {
    const { env } = await begin()
    const at = (name: string) => sharedPath(`cases/${folder}/${name}`)
    const file = ['-f', at('render.yaml')]
    const [first, rotated] = ['secrets.env', 'secrets-rotated.env'].map((name) => ['--secrets', at(name)])
    expect((await run(['apply', '--auto-approve', ...file, ...(first ?? [])], env)).code).toBe(0)
    const given = [...file, ...(rotated ?? [])]
    for (const verb of [['plan', '--detailed-exitcode'], ['drift'], ['apply', '--auto-approve']]) {
      const ran = await run([...verb, ...given], env)
      expect(saidBy(ran)).toEqual(['note differing-secret'])
      expect(ran.stdout).toContain('1 given secret differs from the live one, which stays: api/SENTRY_DSN')
      expect(ran.code).toBe(0)
    }
    const write = [...given, '--write-secret', 'service/api/env/*']
    expect((await run(['plan', '--detailed-exitcode', ...write], env)).code).toBe(2)
    expect((await run(['apply', '--auto-approve', ...write], env)).code).toBe(0)
    expect(saidBy(await run(['plan', ...given], env))).toEqual([])
  })

  walk('20: a rename is proposed, and the address that stays is told', '20', async (folder) => {
    const { env } = await begin()
    const file = sharedPath(`cases/${folder}/render.yaml`)
    const here = mkdtempSync(join(tmpdir(), 'render-sync-'))
    onTestFinished(() => rmSync(here, { recursive: true, force: true }))
    writeFileSync(
      join(here, 'render.yaml'),
      sharedText(`cases/${folder}/render.yaml`).replaceAll('backend-new', 'backend'),
    )
    expect((await run(['apply', '--auto-approve'], env, here)).code).toBe(0)
    const hint = await run(['plan', '-f', file], env)
    expect(saidBy(hint)).toEqual(['note possible-rename'])
    expect(hint.stdout).toContain('x-render-sync: { renamedFrom: backend }')
    const renamed = ['-f', sharedPath(`cases/${folder}/renamed-from.yaml`)]
    const told = await run(['apply', '--auto-approve', ...renamed], env)
    expect(saidBy(told)).toEqual(['note kept-address'])
    expect(told.stdout).toContain('service/backend-new keeps the address backend.onrender.com')
    expect(told.code).toBe(0)
    expect(saidBy(await run(['plan', '--detailed-exitcode', ...renamed], env))).toEqual([])
  })

  walk('34: what failed is deployed once again, and not green until it is live', '34', async (folder) => {
    const { emulator, env } = await begin({ faults: parseFaults(sharedText(`cases/${folder}/faults.yaml`)) })
    const said: (string | number | null)[] = []
    const commands = ['apply --auto-approve', 'plan --detailed-exitcode', 'drift', 'apply --auto-approve']
    for (const command of [...commands, ...commands.slice(1)]) {
      const ran = await run([...command.split(' '), '-f', sharedPath(`cases/${folder}/render.yaml`)], env)
      expect(ran.stdout + ran.stderr).toMatch(/https:\/\/\S+\/deploys\/dep-\w+/)
      said.push(ran.code, ...saidBy(ran))
    }
    const failed = [1, 'error not-ready']
    expect(said).toEqual([...failed, 2, 2, ...failed, 2, 2, 1, 'error failed-deploy'])
    const triggers = emulator
      .requests()
      .filter(({ method, path }) => method === 'POST' && path.endsWith('/deploys'))
    expect(triggers).toHaveLength(1)
  })

  walk('40: what is live on a legacy plan is pulled, and the file plans nothing', '40', async (folder) => {
    const { emulator, env } = await begin({ legacy: true })
    const body = /-d "(.*)"$/m.exec(sharedText(`cases/${folder}/setup.sh`))?.[1] ?? ''
    const service = JSON.parse(
      body.replaceAll('\\"', '"').replaceAll('$RENDER_OWNER_ID', emulator.ownerId),
    ) as unknown
    await create(env, '/services', service)
    const pulled = await run(['pull'], env)
    expect(pulled.code).toBe(0)
    expect(pulled.stdout).toContain('plan: starter plus')
    const file = ['-f', sharedPath(`cases/${folder}/render.yaml`)]
    expect((await run(['plan', '--detailed-exitcode', ...file], env)).code).toBe(0)
    expect(readFileSync(sharedPath(`cases/${folder}/render.yaml`), 'utf8')).toContain('starter_plus')
  })
})
