/** A server that repeats every kind of value that was sent to it or read from it: none is in any output, nor in any file but the secrets. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Emulator } from '../../src/emulator/index.ts'
import { service, stage } from '../cli/stage.ts'
import { repeating, spellings } from '../support/repeating.ts'

const secrets = {
  'api/TOKEN': 'Kestrel-tök "42" & more/of=it?<b>',
  'later/TOKEN': 'Lapwing-token-0815-lapwing',
  'api/key.pem':
    '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhk\nBhnxq7Rk3Yv0pLmW\n-----END PRIVATE KEY-----\n',
  'shared/SHARED': 'Magpie: of the group, quite long',
  'hub/authToken': 'dckr_pat_Nightjar4711Nightjar',
  'later/logStreamToken': 'Redstart-of-the-log-stream-1999',
  'chat/url': 'https://hooks.chat.example/hooks/T0Osprey/B0Osprey/XxPipit99',
  'api/OLD': 'Quail-value-that-only-is-live',
}

const api = (more: string, variables = '') =>
  service(
    'api',
    `envVars:
  - { key: TOKEN, sync: false }
  - { key: MODE, value: production-like }
  - { key: DATABASE_URL, fromDatabase: { name: main, property: connectionString } }
  - { key: CACHE_URL, fromService: { type: keyvalue, name: cache, property: connectionString } }
  - fromGroup: shared${variables}
preDeployCommand: npm run migrate
x-render-sync: { secretFiles: [{ name: key.pem, sync: false }] }
${more}`,
  )

const others = (user: string) => `
  - { type: keyvalue, name: cache, plan: starter, ipAllowList: [{ source: 10.0.0.0/8, description: ours }] }
databases: [{ name: main, plan: basic-256mb }]
envVarGroups:
  - { name: shared, envVars: [], x-render-sync: { secrets: [SHARED] } }
x-render-sync:
  registryCredentials: [{ name: hub, registry: docker, username: ${user} }]
  webhooks: [{ name: chat, eventFilter: [deploy_ended] }]
`

const live = `services:${api('healthCheckPath: /old', '\n  - { key: OLD, sync: false }')}${others('acme-old')}`

const later = service(
  'later',
  `envVars: [{ key: TOKEN, sync: false }]
x-render-sync:
  logStream: { setting: send, endpoint: "logs.example.com:6514", token: { sync: false } }`,
)
const file = `services:${api('healthCheckPath: /new')}${later}${others('acme')}`

const pieces = (text: string, length: number): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length))

/** What may be seen: the program's own words, ids, and what the file says. */
const known = `${file} postgresql:// redis://`

/** Parts of eight characters of a value, but for ids and names, that can be seen in a text, in clear or in any of the spellings. */
const seenIn = (text: string, value: string): readonly string[] => {
  const printed = text.toLowerCase()
  return pieces(value.replace(/[a-z]{3}-[0-9a-v]{20}(-[a-z])?|main_\w{4}(_user)?/g, '\n'), 8)
    .filter((piece) => !known.includes(piece) && /[a-z0-9]{2}/i.test(piece))
    .flatMap((piece) => spellings.map((spell) => spell(piece).toLowerCase().replaceAll('=', '')))
    .filter((spelled) => spelled.length >= 8 && printed.includes(spelled))
}

const staged = async () => {
  const held: { emulator?: Emulator } = {}
  const apiKey = 'rnd_hiddenkey0123456789abcdef'
  const server = repeating(() => held.emulator as Emulator, apiKey)
  const it = await stage({ file, live, secrets, fault: server.fault })
  held.emulator = it.emulator
  it.write(
    'secrets.env',
    Object.entries(secrets)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
      .join(''),
    0o600,
  )
  let printed = ''
  /** Runs it; what a run neither reads nor sends, nobody could know. */
  const run = async (line: string) => {
    const ran = await it.cli(line.split(' '))
    const output = ran.stdout + ran.stderr
    printed = output
    for (const value of server.heard()) {
      expect({ line, seen: seenIn(output, value) }).toEqual({ line, seen: [] })
    }
    return ran
  }
  return {
    ...it,
    server,
    /** By the last run. */
    printed: () => printed,
    /** The server repeats what the run has told it. */
    once: (line: string) => {
      server.begin()
      return run(line)
    },
    /** The server repeats, from the first answer on, what another run has told it that reads the same. */
    rehearsed: async (before: string, line: string) => {
      server.begin()
      await run(before)
      server.begin(server.heard())
      return run(line)
    },
  }
}

const apply = 'apply --auto-approve --secrets secrets.env'

const lists = ['', ' --json', ' --format markdown']
const formats = [...lists, ' --format html', ' --format sarif', ' --format junit']

describe('none is printed', () => {
  test.each([
    ...formats.map((format) => `plan --secrets secrets.env${format}`),
    ...formats.map((format) => `drift${format}`),
    ...lists.map((format) => `env api${format}`),
    'audit TOKEN OLD',
    'pull',
    'validate',
  ])('by %s', async (line) => {
    const { rehearsed, server } = await staged()
    await rehearsed(line, line)
    if (line !== 'validate') expect(server.heard().size).toBeGreaterThan(5)
  })

  // Requests are told at once: what has not been read by then, nobody can know.
  test.each(['plan --debug', 'drift --debug', 'env api --debug', 'audit TOKEN --debug', 'pull --debug'])(
    'by %s',
    async (line) => {
      const { once } = await staged()
      expect((await once(line)).stderr).toMatch(/ \d+ ms .*\[hidden\]/)
    },
  )

  test.each(['pull -o new.yaml --secrets-out out.env --force', 'adopt -o new.yaml'])(
    'by %s, nor written to the file',
    async (line) => {
      const { rehearsed, folder, server } = await staged()
      const { stderr } = await rehearsed(line.replace('new', 'old'), line)
      expect(stderr).toContain('service/api: startCommand is left out: it repeats a hidden value')
      const text = readFileSync(join(folder, 'new.yaml'), 'utf8')
      expect(text).toContain('name: api')
      expect(text).toContain('source: 10.0.0.0/8')
      for (const value of server.heard()) expect(seenIn(text, value)).toEqual([])
    },
  )

  test.each(['--debug', '--json'])('by an apply that succeeds, with %s', async (flag) => {
    const { rehearsed, once, printed, server } = await staged()
    const { code, stdout } =
      flag === '--json'
        ? await rehearsed('plan --secrets secrets.env', `${apply} --json`)
        : await once(`${apply} ${flag}`)
    expect(code).toBe(0)
    expect(printed()).toContain('checking [hidden]')
    for (const sent of ['later/TOKEN', 'hub/authToken', 'later/logStreamToken'] as const) {
      expect(server.heard()).toContain(secrets[sent])
    }
    if (flag !== '--json') return
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('type')
  })

  const reading = ['plan --debug', 'drift --json', 'pull']
  const writing = [`${apply} --json`, `${apply} --debug`]
  const refusals: readonly (readonly [string, RegExp, number, readonly string[]])[] = [
    ['the workspaces', /GET \/owners/, 422, reading],
    ['a list', /GET \/services$/, 422, reading],
    ['variables', /GET .*env-vars/, 422, [...reading, 'env api']],
    ['variables, to a key that may not read them', /GET .*env-vars/, 403, [...reading, 'audit TOKEN']],
    ['a group', /GET \/env-groups\/./, 422, reading],
    ['connection strings', /connection-info/, 400, reading],
    ['with a redirect', /GET .*secret-files/, 302, reading],
    ['a new service', /POST \/services$/, 422, writing],
    ['a changed one', /PATCH/, 409, writing],
    ['a variable', /PUT .*env-vars/, 400, writing],
    ['a deploy', /POST .*deploys/, 400, writing],
    ['a deploy that is asked for', /GET .*deploys\/./, 404, writing],
  ]
  const failing = refusals.flatMap(([what, which, status, lines]) =>
    lines.map((line) => [what, line, which, status] as const),
  )
  test.each(failing)('when it refuses %s, by %s', async (_what, line, which, status) => {
    const { once, server, printed } = await staged()
    server.refuse = { which, status }
    // One request after the other, so that the command has read what the server repeats.
    await once(`${line} --parallelism 1`)
    // Of a 403, nothing is told but which request it was.
    if (status !== 403) expect(printed()).toContain('[hidden]')
  })
})

describe('the address of a webhook is shown without its path', () => {
  const withUrl = (url: string) =>
    `x-render-sync:\n  webhooks: [{ name: chat, url: "${url}", eventFilter: [deploy_ended] }]\nservices: []\n`
  const urls = [
    'https://hooks.chat.example/hooks/T0Old?a=1',
    'https://hooks.chat.example/hooks/T0New',
  ] as const

  test.each([
    'plan',
    'plan --json',
    'plan --format markdown',
    'plan --format html',
    'drift',
    'drift --json',
    'drift --format markdown',
    'drift --format html',
  ])('by %s, which says that it differs', async (line) => {
    const { cli } = await stage({ file: withUrl(urls[1]), live: withUrl(urls[0]) })
    const { stdout, stderr } = await cli(line.split(' '))
    expect(stdout).toContain('webhook/chat')
    expect(stdout).toContain('https://hooks.chat.example/…')
    expect(stdout + stderr).not.toMatch(/T0Old|T0New|hooks\/T0|a=1/)
  })

  test('in a plan that sets it for the first time', async () => {
    const { cli } = await stage({ file: withUrl(urls[1]) })
    const { stdout } = await cli(['plan'])
    expect(stdout).toContain('https://hooks.chat.example/…')
    expect(stdout).not.toContain('T0New')
  })

  test('pull leaves it to the secrets, and a file that has it keeps it', async () => {
    const { cli, folder, write } = await stage({ file: withUrl(urls[0]), live: withUrl(urls[0]) })
    expect((await cli(['pull', '--secrets-out', 'out.env'])).stdout).not.toContain('T0Old')
    expect(readFileSync(join(folder, 'out.env'), 'utf8')).toBe(`chat/url="${urls[0]}"\n`)
    await cli(['pull', '-o', 'render.yaml'])
    expect(readFileSync(join(folder, 'render.yaml'), 'utf8')).toBe(withUrl(urls[0]))
    write('render.yaml', withUrl(urls[0]).replace(/url: "[^"]*", /, ''))
    expect((await cli(['plan', '--detailed-exitcode'])).code).toBe(0)
  })
})
