import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { parseLines } from '../../cli/input/secrets/lines.ts'
import { parseYamlSecrets } from '../../cli/input/secrets/yaml.ts'
import type { Around } from '../support/cli.ts'
import { service, services, stage } from './stage.ts'

describe('a line of a secrets file', () => {
  test.each([
    ['KEY=value', { KEY: 'value' }],
    ['  KEY = value  ', { KEY: 'value' }],
    ['export KEY=value', { KEY: 'value' }],
    ['api/KEY=value', { 'api/KEY': 'value' }],
    ['my api: two/KEY=value', { 'my api: two/KEY': 'value' }],
    ['KEY=a=b', { KEY: 'a=b' }],
    ['KEY=a # why', { KEY: 'a' }],
    ['KEY=a#b', { KEY: 'a#b' }],
    ['KEY="a # b" # why', { KEY: 'a # b' }],
    ["KEY='a\\nb'", { KEY: 'a\\nb' }],
    ['KEY="a\\nb"', { KEY: 'a\nb' }],
    ['KEY="a\nb"\nB=2', { KEY: 'a\nb', B: '2' }],
    ['KEY={"a": 1}', { KEY: '{"a": 1}' }],
    ['KEY="{\\"a\\": 1}"', { KEY: '{"a": 1}' }],
    ['KEY=""', { KEY: '' }],
    ['KEY=', {}],
    ['KEY= # to be filled in', {}],
    ['# KEY=value', {}],
    ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['A=1\nA=2', { A: '2' }],
    ['', {}],
  ])('%j', (text, secrets) => {
    expect(Object.fromEntries(parseLines(text, 'secrets.env'))).toEqual(secrets)
  })

  test.each([
    ['KEY', 1],
    ['A=1\n\nB', 3],
    ['A="x\ny"\n=2', 3],
  ])('%j is none', (text, line) => {
    expect(() => parseLines(text, 'secrets.env')).toThrow(`secrets.env:${line}: expected KEY=value`)
  })
})

describe('a secrets file in YAML', () => {
  test.each([
    ['KEY: value', { KEY: 'value' }],
    ['api:\n  KEY: value\n  OTHER: two', { 'api/KEY': 'value', 'api/OTHER': 'two' }],
    ['service: { api: { env: { KEY: value } } }', { 'service/api/env/KEY': 'value' }],
    ['api/KEY: value', { 'api/KEY': 'value' }],
    ['KEY: 0123\nB: true\nC: null\nD: 1e3', { KEY: '0123', B: 'true', C: 'null', D: '1e3' }],
    ['key.pem: |\n  a\n  b\n', { 'key.pem': 'a\nb\n' }],
    ['KEY:', {}],
    ['KEY: # to be filled in', {}],
    ['KEY: ""', { KEY: '' }],
    ['{"KEY": "a\\nb"}', { KEY: 'a\nb' }],
    ['# nothing', {}],
    ['', {}],
  ])('%j', (text, secrets) => {
    expect(Object.fromEntries(parseYamlSecrets(text, 'secrets.yaml'))).toEqual(secrets)
  })

  test.each([
    ['A: x\nKEY: [hidden-a]', 2, 'KEY: value'],
    ['- hidden-a', 1, 'KEY: value'],
    ['hidden-a', 1, 'KEY: value'],
    ['? [hidden-a]\n: b', 1, 'KEY: value'],
    ['A: x\nA: hidden-a', 2, 'each key once'],
    ['A: x\nB: "hidden-a', 2, 'YAML'],
    ['A: &a { B: *a }', 1, 'KEY: value'],
    ['A: *hidden-a', 1, 'KEY: value'],
    ['A: hidden-a\n---\nB: hidden-b', 2, 'YAML'],
    ['A: !hidden-a b', 1, 'YAML'],
  ])('%j is none, and is not quoted', (text, line, expected) => {
    const read = () => parseYamlSecrets(text, 'secrets.yaml')
    expect(read).toThrow(`secrets.yaml:${line}: expected ${expected}`)
    expect(read).not.toThrow('hidden')
  })

  test('is told by its name', async () => {
    const { cli, write } = await stage({ file })
    write('secrets.yaml', 'api:\n  TOKEN: hidden-of-the-api\nTOKEN: hidden-of-all\n')
    expect((await cli(['plan', '--secrets', 'secrets.yaml'])).code).toBe(0)
    write('secrets.env', 'api:\n  TOKEN: hidden-of-the-api\n')
    expect((await cli(['plan', '--secrets', 'secrets.env'])).stderr).toContain(
      'secrets.env:1: expected KEY=value',
    )
  })
})

const wanted = (name: string) => service(name, 'envVars:\n  - key: TOKEN\n    sync: false')
const file = services(wanted('api'), wanted('web'))
const tokens = { 'api/TOKEN': 'hidden-of-the-api', TOKEN: 'hidden-of-all' }

const valuesOf = (state: unknown): string => JSON.stringify(state)

test('the exact name wins; --secrets-env fills in what the file lacks', async () => {
  const { cli, write, emulator } = await stage({ file, secrets: tokens })
  write('secrets.env', 'api/TOKEN=hidden-of-the-api\n')
  const refused = await cli(['plan', '--secrets', 'secrets.env'])
  expect(refused.stdout).toContain('service/web/env/TOKEN has no value')
  expect(refused.stdout).not.toContain('service/api/env/TOKEN has no value')
  const { code } = await cli(['apply', '--auto-approve', '--secrets', 'secrets.env', '--secrets-env'], {
    TOKEN: 'hidden-of-all',
  })
  expect(code).toBe(0)
  const values = valuesOf(emulator.state())
  expect(values).toContain('hidden-of-the-api')
  expect(values).toContain('hidden-of-all')
})

test('an empty variable of the environment is one that is not set', async () => {
  const { cli } = await stage({ file })
  const ran = await cli(['plan', '--secrets-env'], { TOKEN: '' })
  expect(ran.stdout).toContain('service/api/env/TOKEN has no value')
})

test('of the environment only what is asked for counts', async () => {
  const { cli } = await stage({ file, secrets: tokens })
  const ran = await cli(['plan', '--secrets-env'], { TOKEN: 'hidden-of-all', OTHER: 'x' })
  expect(ran.stdout).not.toContain('unused-secret')
})

describe('where secrets come from', () => {
  const written = async (args: readonly string[], around: Around = {}) => {
    const it = await stage({ file, secrets: tokens })
    it.write('all.env', 'TOKEN=hidden-of-all\n')
    it.write('api.env', 'api/TOKEN=hidden-of-the-api\n')
    it.write('blank.env', 'TOKEN=\n')
    it.write('empty.env', 'TOKEN=""\n')
    it.write('all.json', '{ "TOKEN": "hidden-of-all" }')
    it.write('print.mjs', 'process.stdout.write(process.argv.slice(2).join("\\n"))')
    const ran = await it.cli(['apply', '--auto-approve', ...args], { TOKEN: 'hidden-around' }, around)
    const state = it.emulator.state() as { services?: unknown }
    const texts = [...JSON.stringify(state).matchAll(/"key":"TOKEN","value":"([^"]*)"/g)].map(
      ([, text]) => text,
    )
    return { ...ran, texts }
  }
  const print = `'${process.execPath}' print.mjs`
  const both = ['hidden-of-the-api', 'hidden-of-all']

  test.each<[string, readonly string[], Around, readonly string[]]>([
    ['several files', ['--secrets', 'all.env', '--secrets', 'api.env'], {}, both],
    ['JSON', ['--secrets', 'all.json', '--secrets', 'api.env'], {}, both],
    [
      'a line without a value',
      ['--secrets', 'all.env', '--secrets', 'blank.env'],
      {},
      ['hidden-of-all', 'hidden-of-all'],
    ],
    ['an empty text', ['--secrets', 'all.env', '--secrets', 'empty.env'], {}, ['', '']],
    ['stdin', ['--secrets', '-'], { stdin: 'TOKEN=hidden-of-all\napi/TOKEN=hidden-of-the-api' }, both],
    [
      'YAML on stdin',
      ['--secrets', '-'],
      { stdin: '# all\nTOKEN: hidden-of-all\napi:\n  TOKEN: hidden-of-the-api' },
      both,
    ],
    [
      'JSON on stdin',
      ['--secrets', '-'],
      { stdin: '{"TOKEN":"hidden-of-all","api":{"TOKEN":"hidden-of-the-api"}}' },
      both,
    ],
    [
      'a file over stdin',
      ['--secrets', '-', '--secrets', 'api.env'],
      { stdin: 'TOKEN=hidden-of-all\napi/TOKEN=x' },
      both,
    ],
    [
      'stdin over a file',
      ['--secrets', 'api.env', '--secrets', '-'],
      { stdin: 'TOKEN=hidden-of-all\napi/TOKEN=x-last' },
      ['x-last', 'hidden-of-all'],
    ],
    [
      'a program',
      ['--secrets-command', `${print} TOKEN=hidden-of-all "api/TOKEN=hidden-of-the-api"`],
      {},
      both,
    ],
    [
      'a program that prints YAML',
      ['--secrets-command', `${print} 'TOKEN: hidden-of-all' api/TOKEN:\\ hidden-of-the-api`],
      {},
      both,
    ],
    [
      'a program over a file',
      ['--secrets-command', `${print} api/TOKEN=hidden-of-the-api`, '--secrets', 'all.env'],
      {},
      both,
    ],
    [
      'several programs',
      [
        '--secrets-command',
        `${print} TOKEN=hidden-of-all`,
        '--secrets-command',
        `${print} api/TOKEN=hidden-of-the-api`,
      ],
      {},
      both,
    ],
    [
      'the environment last',
      ['--secrets-env', '--secrets', 'api.env'],
      {},
      ['hidden-of-the-api', 'hidden-around'],
    ],
  ])('%s', async (_, args, around, expected) => {
    const { code, texts, stderr } = await written(args, around)
    expect(stderr).not.toContain('error')
    expect(code).toBe(0)
    expect(texts).toEqual(expected)
  })

  test.each<[string, readonly string[], string]>([
    ['stdin twice', ['--secrets', '-', '--secrets', '-'], 'stdin can be read once: "-" is given twice'],
    ['stdin for both', ['--secrets', '-', '-f', '-'], 'stdin can be read once: "-" is given twice'],
  ])('%s is refused', async (_, args, message) => {
    const { code, stderr, texts } = await written(args)
    expect(stderr).toContain(message)
    expect({ code, texts }).toEqual({ code: 1, texts: [] })
  })

  test('nobody can be asked when stdin has the secrets', async () => {
    const { cli } = await stage({ file })
    const { code, stderr } = await cli(['apply', '--secrets', '-'], {}, { stdin: 'TOKEN=x' })
    expect(stderr).toContain('stdin has the secrets, so nobody can be asked')
    expect(code).toBe(1)
  })

  test('stdin that is too large is not read to its end', async () => {
    const { cli } = await stage({ file })
    let given = 0
    const endless = new Readable({
      read() {
        given++
        this.push(Buffer.alloc(1024 * 1024, 'x'))
      },
    })
    const { code, stderr } = await cli(['plan', '--secrets', '-'], {}, { stdin: endless })
    expect(stderr).toContain('file-too-large: stdin has more than 5 MB')
    expect(code).toBe(1)
    expect(given).toBeLessThan(20)
  })

  test('Ctrl-C ends the wait for stdin', async () => {
    const { cli } = await stage({ file })
    let interrupt = () => {}
    // Somebody waits for it, and nothing comes.
    const silent = new Readable({ read: () => interrupt() })
    const onInterruptible = (given: () => void) => {
      interrupt = given
    }
    const { code, stderr } = await cli(['plan', '--secrets', '-'], {}, { stdin: silent, onInterruptible })
    expect(stderr).toContain('Interrupted.')
    expect(code).toBe(130)
  })

  test('what is no secrets file is told by its place', async () => {
    const { cli } = await stage({ file })
    const { stderr } = await cli(['plan', '--secrets', '-'], {}, { stdin: 'TOKEN=x\nhidden-line' })
    expect(stderr).toContain('stdin:2: expected KEY=value')
    expect(stderr).not.toContain('hidden')
  })
})

test('what differs, or may stay unset, is a note and no difference', async () => {
  const text = services(
    service(
      'api',
      'envVars:\n  - key: TOKEN\n    sync: false\n  - key: DSN\n    sync: false\n    x-render-sync: { optional: true }',
    ),
  )
  const { cli, write } = await stage({ file: text, live: text, secrets: { TOKEN: 'hidden-live-token' } })
  write('other.env', 'TOKEN=hidden-other-token\nTOKNE=hidden-third-token\n')
  for (const verb of [['plan', '--detailed-exitcode'], ['drift'], ['apply', '--auto-approve']]) {
    const { code, stdout, stderr } = await cli([...verb, '--secrets', 'other.env'])
    const printed = stdout + stderr
    expect(printed).toContain('1 optional secret is not set: api/DSN')
    expect(printed).toContain('1 given secret differs from the live one, which stays: api/TOKEN')
    expect(printed).toContain('nothing uses 1 given secret: TOKNE')
    expect(printed).not.toContain('hidden')
    expect(code).toBe(0)
  }
  const { code } = await cli([
    'plan',
    '--detailed-exitcode',
    '--secrets',
    'other.env',
    '--write-secret',
    'T*',
  ])
  expect(code).toBe(2)
})
