import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { serve } from '../../src/emulator/index.ts'
import { judgedEmulator } from '../support/traffic.ts'
import { type Stage, service, services, stage } from './stage.ts'

const file = services(service('api'))

/** What is odd, the flags, the environment, and what must be said about it. */
const bad: readonly {
  readonly what: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, () => string | Buffer>>
  readonly said: string
}[] = [
  { what: 'a missing key', env: { RENDER_API_KEY: '' }, said: 'RENDER_API_KEY is not set' },
  { what: 'a wrong key', env: { RENDER_API_KEY: 'rnd_wrong' }, said: 'found HTTP 401' },
  { what: 'an odd key', env: { RENDER_API_KEY: 'rnd one' }, said: 'visible ASCII characters' },
  { what: 'an unknown id', env: { RENDER_OWNER_ID: 'tea-x' }, said: 'no workspace tea-x' },
  { what: 'an unknown name', env: { RENDER_WORKSPACE: 'x' }, said: 'no workspace named x; it sees Acme' },
  { what: 'a host in clear', env: { RENDER_HOST: 'http://example.com' }, said: 'expected https' },
  { what: 'a host that is none', env: { RENDER_HOST: 'nonsense' }, said: 'RENDER_HOST' },
  { what: 'a missing file', args: ['-f', 'no.yaml'], said: 'cannot read no.yaml: there is no such file' },
  { what: 'a folder without a file', args: ['-f', '/'], said: '/ is a folder, and has no render.yaml in it' },
  { what: 'a device', args: ['-f', '/dev/null'], said: '/dev/null is not a file' },
  { what: 'an empty file', args: ['-f', 'a'], files: { a: () => '' }, said: 'the file declares nothing' },
  {
    what: 'a file of 20 MB',
    args: ['-f', 'a'],
    files: { a: () => '#'.repeat(20_000_000) },
    said: 'a has more than 5 MB',
  },
  {
    what: 'a name in another encoding',
    args: ['-f', 'a'],
    files: { a: () => Buffer.from('services:\n- type: web\n  name: caf\xe9\n', 'latin1') },
    said: 'error invalid-text: a:3: the file is not in UTF-8',
  },
  { what: 'half a character', args: ['--target', 'service/\ud800'], said: 'what follows --target must be' },
  { what: 'bytes that are no text', args: ['--target', '\ufffd'], said: 'what follows --target must be' },
  { what: 'NUL', args: ['--exclude', '*/env/A\0'], said: 'what follows --exclude must be valid Unicode' },
  { what: 'an address that is none', args: ['--target', 'service/%zz'], said: 'service/%zz' },
  {
    what: 'aliases of aliases',
    args: ['-f', 'a'],
    files: {
      a: () => {
        const lines = Array.from({ length: 2000 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(8)}]`)
        return `a0: &a0 [x]\n${lines.join('\n')}`
      },
    },
    said: 'the aliases stand for too many values',
  },
  {
    what: 'a key named __proto__',
    args: ['-f', 'a'],
    files: { a: () => `${file}__proto__:\n  polluted: 1\n` },
    said: 'unknown key "__proto__"',
  },
  {
    what: 'a secrets file with a line that is none',
    args: ['--secrets', 'a'],
    files: { a: () => 'A=1\nsecret without a key\n' },
    said: 'a:2: expected KEY=value',
  },
  {
    what: 'a file for a workspace that the key does not see',
    args: ['-f', 'a'],
    files: { a: () => `${file}x-render-sync: { workspace: Other }\n` },
    said: 'Check x-render-sync.workspace of the file.',
  },
  {
    what: 'a file for another workspace',
    args: ['-f', 'a'],
    files: { a: () => `x-render-sync:\n  workspace: Other\n${file}` },
    env: { RENDER_WORKSPACE: 'Acme' },
    said: 'the file is for the workspace Other, and this is Acme',
  },
]

/** Where nobody listens any more. */
const nobody = async (): Promise<string> => {
  const { url, close } = await serve(judgedEmulator())
  await close()
  return url
}

const prepared = ({ folder }: Stage, files: (typeof bad)[number]['files'] = {}) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text())
}

// Hosts that cannot be reached are tried again for a while.
describe('one clear message, no stack trace, exit 1', () => {
  test.concurrent.for(bad)('$what', async ({ args = [], env = {}, files, said }, { onTestFinished }) => {
    const set = await stage({ file }, onTestFinished)
    prepared(set, files)
    const { code, stderr } = await set.cli(['plan', ...args], env)
    expect(stderr).toContain(said)
    expect(stderr).not.toMatch(/^ {4}at /m)
    expect(stderr.match(/\b(error|bad-usage)\b.*:/g)).toHaveLength(1)
    expect(code).toBe(1)
  })

  test.concurrent('no file anywhere', async ({ onTestFinished }) => {
    const { cli } = await stage({ file }, onTestFinished)
    const { code, stderr } = await cli(['plan', '-f', 'none/render.yaml'])
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('no such file') })
  })

  test.concurrent('an unreachable host', async ({ onTestFinished }) => {
    const { cli } = await stage({ file }, onTestFinished)
    const { code, stderr } = await cli(['plan'], { RENDER_HOST: await nobody() })
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('unreachable') })
  })

  // Nothing is unreadable for root.
  test.skipIf(process.getuid?.() === 0)('an unreadable file', async () => {
    const { cli, write } = await stage({ file })
    write('secret.yaml', file, 0o000)
    const { code, stderr } = await cli(['plan', '-f', 'secret.yaml'])
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('not allowed') })
  })
})
