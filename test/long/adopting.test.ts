/** A workspace with every kind of value is adopted, in each of the ways to keep values: nothing is lost, and nothing leaks. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Emulator } from '../../src/emulator/index.ts'
import { type Stage, service, services, stage } from '../cli/stage.ts'

const of = (...parts: readonly string[]) => parts.join('')

/** What nobody may read who reads the files, by the name that it has in the file of secrets. */
const secrets = {
  'api/PAYMENTS': of('sk_', 'live_', '4eC39HqLyjWDarjtT1zdp7dc'),
  'api/SESSION_SECRET': '7Kq2mZ9xWb4Tn8Rv1Lc6',
  'api/ADMIN_PASSWORD': 'correct horse battery',
  'api/GOOGLE': '{\n  "private_key": "-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBg\\n-----END"\n}\n',
  'api/CACHE': 'rediss://default:9fK2mZ7xWb4T@cache.acme.io:6379',
  'api/.env': 'COLOUR=blue\nSIZE=large\n',
  'api/key.pem': '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n',
  'shared/API_TOKEN': 'Zq8vR2mXk4LtW9bN7cPs',
  'shared/certificate': 'a certificate\nof two lines\n',
}

/** What may be read. */
const plain = {
  'api/EMPTY': '',
  'api/LINES': 'one\n  two: 2\n\n# three\n\tfour\n',
  'api/LOG_LEVEL': 'debug',
  'api/NODE_ENV': 'production',
  'api/NUMBER': '0070',
  'api/ODD': 'a\u202eb\u001b[2J',
  'api/QUOTES': `it's "so": \\n # no comment`,
  'api/SPACES': '  around  ',
  'api/UNICODE': 'žluťoučký kůň 🚀',
  'api/YES': 'yes',
  'shared/LOG_FORMAT': 'json',
} as const
type Plain = keyof typeof plain

const entry = (name: string, key: string) => {
  const value = (plain as Readonly<Record<string, string>>)[`${name}/${key}`]
  return value === undefined
    ? `- { key: ${key}, sync: false }`
    : `- { key: ${key}, value: ${JSON.stringify(value)} }`
}
const keysOf = (name: string, values: Readonly<Record<string, string>>) =>
  Object.keys(values).flatMap((path) => (path.startsWith(`${name}/`) ? [path.slice(name.length + 1)] : []))
const isFile = (key: string) => /^[a-z.]/.test(key)

const live = `${services(
  service(
    'api',
    `envVars:
${[...keysOf('api', plain), ...keysOf('api', secrets).filter((key) => !isFile(key))].map((key) => entry('api', key)).join('\n')}
- { key: SALT, generateValue: true }
- { key: DATABASE_URL, fromDatabase: { name: main, property: connectionString } }
- { key: PEER, fromService: { name: peer, type: web, property: hostport } }
- fromGroup: shared
x-render-sync: { secretFiles: [{ name: .env, sync: false }, { name: key.pem, sync: false }] }`,
  ),
  service('peer'),
)}databases:
- { name: main, plan: basic-256mb, region: oregon, postgresMajorVersion: "17", diskSizeGB: 1 }
envVarGroups:
- name: shared
  envVars: [{ key: LOG_FORMAT, value: json }]
  x-render-sync: { secrets: [API_TOKEN], secretFiles: [{ name: certificate, sync: false }] }
`

interface Way {
  readonly args: readonly string[]
  /** A file that is there before. */
  readonly file?: string
  readonly kept: readonly Plain[]
}

const all = Object.keys(plain) as Plain[]
const older = `# by hand
${services(
  service(
    'api',
    `envVars:
- { key: NODE_ENV, value: staging } # where
- { key: QUOTES, value: none }
- { key: LINES, value: "1" }
- { key: PAYMENTS, value: none }
- { key: LOG_LEVEL, sync: false }`,
  ),
)}envVarGroups:
- name: shared
  envVars: [{ key: LOG_FORMAT, value: text }, { key: API_TOKEN, value: none }]
`

const ways: Readonly<Record<string, Way>> = {
  'no value': { args: [], kept: [] },
  'a key': { args: ['--values', 'NODE_ENV'], kept: ['api/NODE_ENV'] },
  'keys and patterns, given twice': {
    args: ['--values', 'NODE_ENV,LOG_*', '--values', ' api/Q* ,,'],
    kept: ['api/LOG_LEVEL', 'api/NODE_ENV', 'api/QUOTES', 'shared/LOG_FORMAT'],
  },
  'all but secrets': { args: ['--values', 'all-but-secrets'], kept: all },
  'whatever there is': { args: ['--values', '*'], kept: all },
  'what the file has': {
    args: [],
    file: older,
    kept: ['api/LINES', 'api/NODE_ENV', 'api/QUOTES', 'shared/LOG_FORMAT'],
  },
  'what the file has, and all that it left out': {
    args: ['--all', '--values', 'all-but-secrets'],
    file: older,
    kept: all.filter((key) => key !== 'api/LOG_LEVEL'),
  },
  'what the file has, and a secret of it': {
    args: ['--all', '--values', 'LOG_LEVEL'],
    file: older,
    kept: ['api/LINES', 'api/LOG_LEVEL', 'api/NODE_ENV', 'api/QUOTES', 'shared/LOG_FORMAT'],
  },
}

type Named = { readonly name: string; readonly envVars?: readonly { key: string; value?: string }[] }

/** The values that stand in a file, by the name that they would have in the file of secrets. */
const valuesIn = (text: string): Readonly<Record<string, string>> => {
  const { services = [], envVarGroups = [] } = parse(text) as Record<string, readonly Named[]>
  return Object.fromEntries(
    [...services, ...envVarGroups].flatMap(({ name, envVars = [] }) =>
      envVars.flatMap(({ key, value }) => (value === undefined ? [] : [[`${name}/${key}`, value]])),
    ),
  )
}

/** The live values that no reference gives. */
const liveValues = async ({ emulator, env }: Stage): Promise<Readonly<Record<string, string>>> => {
  const get = async (path: string) => {
    const headers = { authorization: `Bearer ${env.RENDER_API_KEY}` }
    const answer = await emulator.fetch(new Request(`${env.RENDER_HOST}${path}`, { headers }))
    return answer.json() as Promise<never>
  }
  const found: Record<string, string> = {}
  for (const { service } of (await get('/services')) as { service: { id: string; name: string } }[]) {
    for (const { envVar } of (await get(`/services/${service.id}/env-vars?limit=100`)) as Row[])
      found[`${service.name}/${envVar?.key}`] = envVar?.value ?? ''
    for (const { secretFile } of (await get(`/services/${service.id}/secret-files?limit=100`)) as Row[])
      found[`${service.name}/${secretFile?.name}`] = secretFile?.content ?? ''
  }
  const groups = Object.values((emulator.state() as unknown as { envGroups: object }).envGroups) as Group[]
  for (const { name, envVars, secretFiles } of groups) {
    for (const { key, value } of envVars) found[`${name}/${key}`] = value
    for (const file of secretFiles) found[`${name}/${file.name}`] = file.content
  }
  const { 'api/DATABASE_URL': _, 'api/PEER': __, ...rest } = found
  return rest
}
interface Row {
  readonly envVar?: { readonly key: string; readonly value: string }
  readonly secretFile?: { readonly name: string; readonly content: string }
}
interface Group {
  readonly name: string
  readonly envVars: readonly { readonly key: string; readonly value: string }[]
  readonly secretFiles: readonly { readonly name: string; readonly content: string }[]
}

const passwordsOf = (emulator: Emulator) =>
  JSON.stringify(emulator.state()).match(/(?<="password":")[^"]+/g) ?? []

test.each(Object.entries(ways))('adopted with %s', async (_, { args, file = '', kept }) => {
  const it = await stage({ file, live, secrets })
  const { cli, folder, emulator } = it
  const adopted = await cli(['adopt', '--secrets-out', 'secrets.env', ...args])
  expect(adopted.stderr).not.toContain('error')
  expect(adopted).toMatchObject({ code: 0 })
  expect(adopted.stdout).toContain('No changes.')
  expect(await cli(['plan', '--detailed-exitcode'])).toMatchObject({ code: 0 })

  const text = readFileSync(join(folder, 'render.yaml'), 'utf8')
  expect(valuesIn(text)).toEqual(Object.fromEntries(kept.map((name) => [name, plain[name]])))

  const values = await liveValues(it)
  const hidden = [...Object.values(secrets), values['api/SALT'] ?? '', ...passwordsOf(emulator)]
  const lines = hidden.flatMap((secret) => secret.split('\n')).filter((line) => line.length > 5)
  expect(lines.length).toBeGreaterThan(12)
  for (const name of readdirSync(folder)) {
    if (name === 'secrets.env' || name === 'state.json') continue
    const written = readFileSync(join(folder, name), 'utf8')
    expect(lines.filter((line) => written.includes(line))).toEqual([])
  }
  if (file !== '') return

  // With the two files, the workspace can be made again elsewhere: nothing of it was lost.
  const copy = await stage({ file: Object.values(plain).join('\n') })
  copy.write('render.yaml', text)
  copy.write('secrets.env', readFileSync(join(folder, 'secrets.env'), 'utf8'))
  const applied = await copy.cli(['apply', '--auto-approve', '--secrets', 'secrets.env'])
  expect(applied).toMatchObject({ code: 0 })
  expect(await liveValues(copy)).toEqual(values)
})
