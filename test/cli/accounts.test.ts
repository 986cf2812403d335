import { chmodSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { service, services, stage } from './stage.ts'

const live = services(service('api'))
const file = 'settings/accounts.yaml'

/** No key in the environment: it comes from accounts. */
const there = async () => {
  const it = await stage({ file: live, live })
  const key = it.env.RENDER_API_KEY ?? ''
  const env = { RENDER_API_KEY: '', RENDER_SYNC_ACCOUNTS: file }
  const cli = (args: readonly string[], more = {}, around = {}) => it.cli(args, { ...env, ...more }, around)
  const login = (args: readonly string[], stdin = `${key}\n`) => cli(['login', ...args], {}, { stdin })
  const text = (name: string) => readFileSync(join(it.folder, name), 'utf8')
  return { ...it, key, cli, login, text }
}

describe('login', () => {
  test('tries the key, and writes down where it is; the file with the key is nobody else’s', async () => {
    const { login, cli, text, folder, key, emulator } = await there()
    const { code, stdout } = await login(['production'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/@.* in Acme \(tea-\w+\): account production in /)
    expect(text(file)).not.toContain(key)
    expect(text(file)).toContain(`workspace: ${emulator.ownerId}`)
    expect(text('settings/keys/production')).toBe(`${key}\n`)
    expect(statSync(join(folder, 'settings/keys/production')).mode & 0o077).toBe(0)
    expect((await cli(['plan', '--detailed-exitcode'])).code).toBe(0)
  })

  test('keeps what is in the file, and the default that it has', async () => {
    const { login, write, text, cli } = await there()
    write('key', 'no key\n', 0o600)
    await login(['one'])
    const before = text(file).replace('accounts:', '# mine\naccounts:')
    write(file, before, 0o600)
    await login(['two'])
    expect(text(file)).toContain('# mine')
    expect(text(file)).toMatch(/^default: one$/m)
    expect((await cli(['whoami', '--account', 'two'])).code).toBe(0)
  })

  test.each([
    [['production', '--variable', 'PROD_KEY'], { PROD_KEY: 'KEY' }],
    [['production', '--command', 'cat key'], {}],
  ])('writes no key where it is somewhere else: %j', async (args, more) => {
    const { login, text, write, key, cli } = await there()
    write('key', `${key}\n`)
    expect((await login(args)).code).toBe(0)
    expect(text(file)).not.toContain(key)
    const env = Object.fromEntries(Object.keys(more).map((name) => [name, key]))
    expect((await cli(['whoami'], env)).code).toBe(0)
  })

  test('of a key that Render does not know writes nothing', async () => {
    const { login, text } = await there()
    const { code, stderr } = await login(['production'], 'rnd_hiddenwrong0123456789\n')
    expect(code).toBe(1)
    expect(stderr).toContain('unauthorized')
    expect(stderr).not.toContain('hiddenwrong')
    expect(() => text(file)).toThrow()
  })
})

describe('an account', () => {
  const accounts = (more = '') =>
    `default: one\naccounts:\n  one: { key: { file: ../key }, workspace: Acme }\n${more}`

  test('is named by a flag, a variable or the file, in this order', async () => {
    const { write, cli, key } = await there()
    write('key', key, 0o600)
    await cli(['login', 'x'], {}, { stdin: `${key}\n` })
    write(file, accounts('  two: { key: { variable: TWO } }\n'), 0o600)
    expect((await cli(['whoami'])).code).toBe(0)
    expect((await cli(['whoami', '--account', 'two'])).stderr).toContain('the variable TWO is not set')
    expect((await cli(['whoami'], { RENDER_SYNC_ACCOUNT: 'two', TWO: key })).code).toBe(0)
    // A key in the environment is what CI gives: it is stronger than the default of a file.
    expect((await cli(['whoami'], { RENDER_API_KEY: 'rnd_hiddenother0123456789' })).stderr).toContain(
      'unauthorized',
    )
    expect(
      (await cli(['whoami', '--account', 'one'], { RENDER_API_KEY: 'rnd_hiddenother0123456789' })).code,
    ).toBe(0)
  })

  test.each([
    [
      'an unknown one',
      accounts(),
      ['--account', 'onee'],
      'unknown-account: there is no account onee\nDid you mean one?',
    ],
    ['no form', 'accounts: { one: { key: rnd_in_the_file } }\n', [], 'bad-usage'],
    ['no YAML', 'accounts: [\n', [], 'yaml-syntax'],
    [
      'a program that fails',
      'default: a\naccounts: { a: { key: { command: "false" } } }\n',
      [],
      'account a: false ended with 1',
    ],
  ])('%s is one error', async (_, text, args, said) => {
    const { write, cli, login } = await there()
    await login(['x'])
    write(file, text, 0o600)
    const { code, stderr } = await cli(['whoami', ...args])
    expect(code).toBe(1)
    expect(stderr).toContain(said)
    expect(stderr).not.toContain('rnd_in_the_file')
  })

  test('of a file that others may write, or with a key that others may read, is refused', async () => {
    const { login, cli, folder } = await there()
    await login(['one'])
    chmodSync(join(folder, 'settings/keys/one'), 0o644)
    expect((await cli(['whoami'])).stderr).toContain('may be read by others')
    chmodSync(join(folder, file), 0o622)
    expect((await cli(['whoami'])).stderr).toContain('may be written by others')
  })
})

test('doctor tells what the key may read, and what is missing without it', async () => {
  const keys = [
    {
      name: 'reader',
      levels: { all: 'read' as const, 'env-vars': 'none' as const, webhooks: 'none' as const },
    },
  ]
  const { cli, emulator } = await stage({ file: live, live, keys })
  const whole = JSON.parse((await cli(['doctor', '--json'])).stdout)
  expect(whole.areas.map(({ read }: { read: string }) => read)).not.toContain('no')
  const env = { RENDER_API_KEY: emulator.keys.reader ?? '', RENDER_OWNER_ID: emulator.ownerId }
  const { code, stdout } = await cli(['doctor'], env)
  expect(code).toBe(0)
  expect(stdout).toMatch(/webhooks +no +webhooks, plans that have some/)
  expect(stdout).toMatch(/services +yes\n/)
  expect(stdout).toContain('not known until it is tried')
})

test('workspaces and the page of a service are told', async () => {
  const { cli } = await stage({ file: live, live })
  expect((await cli(['workspaces'])).stdout).toMatch(/NAME +ID +TYPE\nAcme +tea-/)
  expect((await cli(['open', 'api'])).stdout).toMatch(/^https:\/\/\S+\/srv-\w+\n$/)
  expect((await cli(['open', 'nobody'])).stderr).toContain('nothing is called nobody')
})
