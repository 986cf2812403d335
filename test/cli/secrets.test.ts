import { describe, expect, test } from 'vitest'
import { parseSecrets } from '../../cli/input/secrets.ts'
import { parseYamlSecrets } from '../../cli/input/secrets-yaml.ts'
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
    expect(Object.fromEntries(parseSecrets(text, 'secrets.env'))).toEqual(secrets)
  })

  test.each([
    ['KEY', 1],
    ['A=1\n\nB', 3],
    ['A="x\ny"\n=2', 3],
  ])('%j is none', (text, line) => {
    expect(() => parseSecrets(text, 'secrets.env')).toThrow(`secrets.env:${line}: expected KEY=value`)
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
