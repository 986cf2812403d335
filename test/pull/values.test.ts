/** Which values a pull writes into a file: in a fresh one, and in one that is there. */
import { describe, expect, test } from 'vitest'
import type { PullOptions } from '../../src/pull/pull.ts'
import { type Bench, bench, failures, lines } from '../support/workspace.ts'
import { pulled, pulledInto } from './round-trip.ts'

const random = '7Kq2mZ9xWb4Tn8Rv1Lc6'
const made = 'h3V0nq1bq8cM0l4b1u2J7zj2s0B7cN6q5Zt9x8y1A2k='

const live = `services:
- type: worker
  name: w
  runtime: docker
  envVars:
  - { key: ADMIN_PASSWORD, value: correct horse }
  - { key: API_TOKEN, value: ${random} }
  - { key: EMPTY_TOKEN, value: '' }
  - { key: LOG_FORMAT, value: json }
  - { key: LOG_LEVEL, value: debug }
  - { key: NODE_ENV, value: production }
  - { key: SALT, value: ${made} }
envVarGroups:
- name: g
  envVars:
  - { key: LOG_COLOR, value: 'yes' }
  - { key: SESSION_SECRET, value: ${random} }
`

const open = async (text = live): Promise<Bench> => {
  const it = bench()
  expect(failures(await it.apply(text))).toEqual([])
  return it
}

/** For what only reads it. */
const opened = open()

/** The variables of a file that stand there with their values, and what goes beside it. */
const kept = async (it: Bench, options: PullOptions) => {
  const { desired, secrets, notes, text } = options.file
    ? await pulledInto(it, options.file.text, options)
    : await pulled(it, options)
  expect(lines((await it.plan(text)).plan)).toEqual([])
  const values = [...desired.resources.values()].flatMap(({ parts, names }) =>
    (parts.envVars ?? []).flatMap(({ key, values: { value } }) => {
      const { from, text: literal } = value as { from: string; text?: string }
      return from === 'literal' ? [`${names.join('/')}/${key}=${literal}`] : []
    }),
  )
  return {
    values: values.sort(),
    secrets: [...secrets.keys()].sort(),
    notes: notes.map(({ address, message }) => (address === undefined ? message : `${address}: ${message}`)),
  }
}

const everything = [
  'g/LOG_COLOR',
  'g/SESSION_SECRET',
  'w/ADMIN_PASSWORD',
  'w/API_TOKEN',
  'w/EMPTY_TOKEN',
  'w/LOG_FORMAT',
  'w/LOG_LEVEL',
  'w/NODE_ENV',
  'w/SALT',
]
const plain = [
  'g/LOG_COLOR=yes',
  'w/EMPTY_TOKEN=',
  'w/LOG_FORMAT=json',
  'w/LOG_LEVEL=debug',
  'w/NODE_ENV=production',
]
const without = (values: readonly string[]) =>
  everything.filter((name) => !values.some((value) => value.startsWith(`${name}=`)))

const looks = 'its value looks like a secret: it stays a secret'

const ways: readonly [string, readonly string[], readonly string[], readonly string[]][] = [
  ['nothing', [], [], []],
  ['a key', ['NODE_ENV'], ['w/NODE_ENV=production'], []],
  ['patterns', ['NODE_ENV', 'LOG_*'], plain.filter((value) => !value.includes('EMPTY')), []],
  ['the name that --secrets-out has', ['g/LOG_*'], ['g/LOG_COLOR=yes'], []],
  ['an address', ['service/w/env/LOG_*'], ['w/LOG_FORMAT=json', 'w/LOG_LEVEL=debug'], []],
  ['all but secrets', ['all-but-secrets'], plain, []],
  [
    'a pattern that means secrets too',
    ['*'],
    plain,
    [
      `service/w/env/ADMIN_PASSWORD: its name says that it is a secret: it stays a secret`,
      `service/w/env/API_TOKEN: ${looks}`,
      'service/w/env/SALT: its value looks like one that Render made up: it stays a secret',
      `group/g/env/SESSION_SECRET: ${looks}`,
    ],
  ],
  [
    'the keys of what only may be a secret',
    ['ADMIN_PASSWORD', 'SALT'],
    ['w/ADMIN_PASSWORD=correct horse', `w/SALT=${made}`],
    [],
  ],
  ['the key of a secret', ['API_TOKEN'], [], [`service/w/env/API_TOKEN: ${looks}`]],
  [
    'a key that nothing has',
    ['NODE_EVN'],
    [],
    ['--values NODE_EVN: what was read has no such variable; did you mean NODE_ENV?'],
  ],
  ['a key that is like none', ['QQQQ'], [], ['--values QQQQ: what was read has no such variable']],
  [
    'all but secrets, and that is misspelt',
    ['all-but-secret'],
    [],
    ['--values all-but-secret: what was read has no such variable; did you mean all-but-secrets?'],
  ],
]

describe('a fresh file', () => {
  test.each(ways)('has, asked for %s', async (_, values, wanted, notes) => {
    const found = await kept(await opened, { values })
    expect(found.values).toEqual(wanted)
    expect(found.secrets).toEqual(without(wanted))
    expect([...found.notes].sort()).toEqual([...notes].sort())
  })
})

const secretFile = `services:
- type: worker
  name: w
  runtime: docker
  envVars:
  - key: LOG_LEVEL # how much
    sync: false
  - { key: NODE_ENV, sync: false }
  - { key: API_TOKEN, sync: false }
envVarGroups:
- name: g
  envVars: []
  x-render-sync: { secrets: [ LOG_COLOR, SESSION_SECRET ] }
`

describe('a file that is there', () => {
  const into = async (values: readonly string[], text = secretFile) =>
    kept(await opened, { values, file: { name: 'render.yaml', text } })

  test('keeps its secrets where nobody names them, and says so', async () => {
    const found = await into(['all-but-secrets'])
    expect(found.values).toEqual([])
    expect(found.notes).toEqual([
      'the file has w/LOG_LEVEL, w/NODE_ENV, g/LOG_COLOR as secrets: so they stay, unless --values names them',
    ])
  })

  test('names a few of those that stay secrets', async () => {
    const keys = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
    const text = (entry: (key: string) => object) =>
      JSON.stringify({
        services: [{ type: 'worker', name: 'w', runtime: 'docker', envVars: keys.map(entry) }],
      })
    const notesOf = async (count: number) => {
      const file = text((key) => ({ key, ...(keys.indexOf(key) < count ? { sync: false } : { value: key }) }))
      const it = await open(text((key) => ({ key, value: key })))
      return (await pulledInto(it, file, { values: ['all-but-secrets'] })).notes
    }
    const stay = 'as secrets: so they stay, unless --values names them'
    expect(await notesOf(5)).toEqual([{ message: `the file has w/A, w/B, w/C, w/D, w/E ${stay}` }])
    expect(await notesOf(7)).toEqual([{ message: `the file has w/A, w/B, w/C, w/D, w/E and 2 more ${stay}` }])
  })

  test('gets the values that are named, in the place of secrets', async () => {
    const it = await open()
    const { text, secrets } = await pulledInto(it, secretFile, { values: ['LOG_*', 'API_TOKEN'] })
    expect(text).toBe(
      secretFile
        .replace('how much\n    sync: false', 'how much\n    value: debug')
        .replace('  envVars: []\n', '  envVars:\n  - key: LOG_COLOR\n    value: "yes"\n')
        .replace('LOG_COLOR, SESSION', 'SESSION'),
    )
    expect([...secrets.keys()]).toEqual(['w/NODE_ENV', 'w/API_TOKEN', 'g/SESSION_SECRET'])
  })

  test('gets them where the secrets need not be given, too', async () => {
    const it = await open()
    const more = '{ key: NODE_ENV, sync: false, x-render-sync: { optional: true } }'
    const text = secretFile
      .replace('{ key: NODE_ENV, sync: false }', more)
      .replace('[ LOG_COLOR,', '[ { key: LOG_COLOR, optional: true },')
    const { text: after } = await pulledInto(it, text, { values: ['NODE_ENV', 'LOG_COLOR'] })
    expect(after).toBe(
      text
        .replace(more, '{ key: NODE_ENV, value: production }')
        .replace('  envVars: []\n', '  envVars:\n  - key: LOG_COLOR\n    value: "yes"\n')
        .replace('{ key: LOG_COLOR, optional: true }, ', ''),
    )
  })

  test('and what it says something else owns, stays', async () => {
    const ignoring = secretFile.replace(
      'runtime: docker\n',
      'runtime: docker\n  x-render-sync: { ignore: [env/NODE_ENV] }\n',
    )
    expect((await into(['NODE_ENV', 'LOG_LEVEL'], ignoring)).values).toEqual(['w/LOG_LEVEL=debug'])
  })

  test('gets variables that it left out with their values', async () => {
    const found = await kept(await open(), {
      values: ['all-but-secrets'],
      all: true,
      file: { name: 'render.yaml', text: 'services:\n- { type: worker, name: w, runtime: docker }\n' },
    })
    expect(found.values).toEqual(plain)
  })

  test('keeps a text that is another one now, and a secret of the same name elsewhere', async () => {
    const text = secretFile.replace('{ key: NODE_ENV, sync: false }', '{ key: NODE_ENV, value: staging }')
    const found = await into([], text)
    expect(found.values).toEqual(['w/NODE_ENV=production'])
    expect(found.secrets).toEqual(['g/LOG_COLOR', 'g/SESSION_SECRET', 'w/API_TOKEN', 'w/LOG_LEVEL'])
  })

  test('has no value that is no text', async () => {
    const it = await open()
    const query = { name: ['w'] }
    const [found] = await it.client.list<{ id: string }>({ path: '/services', query, wrapper: 'service' })
    const path = `/services/${found?.id}/env-vars/LOG_LEVEL`
    await it.client.send({ method: 'PUT', path, body: { value: 'de\0bug' } })
    const text = secretFile.replace('how much\n    sync: false', 'how much\n    value: info')
    const { notes, text: after } = await pulledInto(it, text)
    expect(after).toBe(secretFile)
    expect(notes).toEqual([
      {
        address: 'service/w/env/LOG_LEVEL',
        message: 'its value is no text that a file can have: it stays a secret',
      },
    ])
  })
})
