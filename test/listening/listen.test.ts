import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { run } from '../support/cli.ts'
import { deliveryOf, listening, secret, secretOf } from './support.ts'

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'render-sync-listen-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** A command that appends what it is given to a file, so that its runs can be counted. */
const appendsTo = (path: string) => `sh -c 'cat >> "$0"; exit "$1"' ${path} 0`

const linesOf = (path: string): readonly unknown[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('what is posted', () => {
  test('is printed on one line', async () => {
    const { post, end } = await listening()
    expect(await post()).toBe(200)
    const { code, stdout } = await end()
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '2026-11-27T10:31:05Z  deploy_ended  api  srv-1  succeeded\n',
    })
  })

  test('is printed as one JSON object a line', async () => {
    const { post, end } = await listening(['--json'])
    await post({ id: 'msg_1' })
    await post({ id: 'msg_2', type: 'deploy_started' })
    const { stdout } = await end()
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { id: 'msg_1', type: 'deploy_ended', data: { serviceName: 'api', status: 'succeeded' } },
      { id: 'msg_2', type: 'deploy_started' },
    ])
  })

  test('cannot move the cursor or begin a line of its own', async () => {
    const { post, end } = await listening()
    await post({ status: 'a\u001b[2Jb\nc' })
    const { stdout } = await end()
    expect(stdout.split('\n')).toHaveLength(2)
    expect(stdout).not.toContain('\u001b')
  })

  test('is taken from each webhook whose secret is there', async () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'secrets'), `${secret}\n${secretOf('another hidden secret')}\n`)
    const { post, end } = await listening(
      ['--secret-file', 'secrets'],
      { RENDER_SYNC_WEBHOOK_SECRET: '' },
      cwd,
    )
    expect(await post({ id: 'a' })).toBe(200)
    expect(await post({ id: 'b', signedWith: secretOf('another hidden secret') })).toBe(200)
    expect((await end()).stdout.trimEnd().split('\n')).toHaveLength(2)
  })

  const changed = () => {
    const { headers, body } = deliveryOf()
    return { headers, body: body.replace('succeeded', 'failed') }
  }
  test.each([
    ['a wrong signature', () => deliveryOf({ signedWith: secretOf('of somebody else') }), 401],
    ['a body that was changed', changed, 401],
    ['no signature', () => ({ headers: {}, body: '{"type":"deploy_ended"}' }), 401],
    ['an old one', () => deliveryOf({ ago: 6 * 60 }), 401],
    ['one of the future', () => deliveryOf({ ago: -6 * 60 }), 401],
    ['no JSON', () => deliveryOf({ body: 'deploy_ended' }), 400],
    ['no event', () => deliveryOf({ body: '{"data":{}}' }), 400],
  ])('is refused: %s', async (_, posted, status) => {
    const { post, end } = await listening()
    expect(await post(posted())).toBe(status)
    const { stdout, stderr } = await end()
    expect(stdout).toBe('')
    expect(stderr).toContain('Refused: ')
    expect(stderr).not.toContain(secret)
  })

  test('is answered well and not printed when it comes again', async () => {
    const { post, end } = await listening()
    expect([await post(), await post()]).toEqual([200, 200])
    const { stdout, stderr } = await end()
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toContain('Refused: Received before.')
  })

  test('has to be a POST, and not too large', async () => {
    const { url, end, post } = await listening()
    expect((await fetch(url)).status).toBe(405)
    expect(await post(deliveryOf({ body: JSON.stringify({ type: 'x', pad: 'x'.repeat(2 ** 21) }) }))).toBe(
      413,
    )
    expect((await end()).stdout).toBe('')
  })
})

describe('a command', () => {
  test('runs for its event alone, with the event on stdin and without the secret', async () => {
    const cwd = folder()
    const on = ['--on', 'deploy_ended', appendsTo('ended'), '--on', 'server_failed', 'sh -c "env; exit 3"']
    const { post, end } = await listening(on, { RENDER_API_KEY: 'rnd_hiddenkey0123456789' }, cwd)
    for (const type of ['deploy_started', 'deploy_ended', 'server_failed']) await post({ id: type, type })
    const { code, stdout, stderr } = await end()
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(3)
    expect(linesOf(join(cwd, 'ended'))).toMatchObject([{ id: 'deploy_ended', type: 'deploy_ended' }])
    expect(stderr).toContain('sh (server_failed server_failed) ended with 3.')
    expect(stderr).toContain('NO_COLOR=1')
    expect(stderr).not.toMatch(/RENDER_SYNC_WEBHOOK_SECRET|rnd_hiddenkey/)
  })

  test('that cannot be run is told, and the next one runs', async () => {
    const cwd = folder()
    const on = ['--on', 'deploy_ended', './none', '--on', 'deploy_ended', appendsTo('ended')]
    const { post, end } = await listening(on, {}, cwd)
    await post()
    expect((await end()).stderr).toContain('none (deploy_ended msg_1) cannot be run: ENOENT.')
    expect(linesOf(join(cwd, 'ended'))).toHaveLength(1)
  })
})

describe('with a state', () => {
  test('what has come before the start is known, and what was run is not run again', async () => {
    const cwd = folder()
    const args = ['--state', 'state.jsonl', '--on', 'deploy_ended', appendsTo('ended')]
    for (const expected of [1, 0]) {
      const { post, end } = await listening(args, {}, cwd)
      expect(await post()).toBe(200)
      expect((await end()).stdout.split('\n')).toHaveLength(expected + 1)
    }
    expect(linesOf(join(cwd, 'ended'))).toHaveLength(1)
    expect(statSync(join(cwd, 'state.jsonl')).mode & 0o777).toBe(0o600)
  })

  test('a command that was ended by a signal runs again at the next start, and its line is not printed again', async () => {
    const cwd = folder()
    const first = await listening(['--state', 's', '--on', 'deploy_ended', "sh -c 'kill -9 $$'"], {}, cwd)
    await first.post()
    expect((await first.end()).stderr).toContain('ended with SIGKILL.')
    const second = await listening(['--state', 's', '--on', 'deploy_ended', appendsTo('ended')], {}, cwd)
    expect((await second.end()).stdout).toBe('')
    expect(linesOf(join(cwd, 'ended'))).toMatchObject([{ id: 'msg_1', data: { serviceName: 'api' } }])
  })

  test('a last line that was cut short is forgotten', async () => {
    const cwd = folder()
    writeFileSync(join(cwd, 's'), '{"does":"done","at":1,"id":"msg_0"}\n{"does":"ta')
    const { post, end } = await listening(['--state', 's'], {}, cwd)
    await post()
    expect((await end()).stdout).not.toBe('')
    expect(linesOf(join(cwd, 's'))).toMatchObject([{ id: 'msg_0' }, { does: 'taken' }, { id: 'msg_1' }])
  })

  test('a folder that nothing can be written to is told, and nothing is answered', async () => {
    const cwd = folder()
    const { post, end } = await listening(['--state', 's'], {}, cwd)
    rmSync(join(cwd, 's'))
    chmodSync(cwd, 0o500)
    const status = await post()
    chmodSync(cwd, 0o700)
    const { stdout } = await end()
    // Who may do everything may write there too.
    if (process.getuid?.() === 0) expect(status).toBe(200)
    else expect({ status, stdout }).toEqual({ status: 500, stdout: '' })
  })
})

test.each([
  [[], {}, 'there is no secret to check signatures with'],
  [[], { RENDER_SYNC_WEBHOOK_SECRET: 'hidden!' }, 'the secret of a webhook: expected Base64'],
  [['--secret-file', 'none'], {}, 'cannot read none'],
  [['--on', 'deploy_ended'], { RENDER_SYNC_WEBHOOK_SECRET: secret }, '--on: expected an event and a command'],
  [['--on', 'Deploy', 'true'], { RENDER_SYNC_WEBHOOK_SECRET: secret }, '--on: expected the name of an event'],
  [['--on', 'deploy_ended', 'a | b'], { RENDER_SYNC_WEBHOOK_SECRET: secret }, '--on: there is no shell'],
  [
    ['--state', 'package.json'],
    { RENDER_SYNC_WEBHOOK_SECRET: secret },
    'package.json:1 is no state of listen',
  ],
])('%j is a clear message', async (args, env, said) => {
  const { code, stdout, stderr } = await run(['listen', '--port', '0', ...args], env)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain(said)
  expect(stderr).not.toContain('hidden!')
})
