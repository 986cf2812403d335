/** `listen` as a process that is killed, and `webhooks` as a person types it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { describe, expect, onTestFinished, test } from 'vitest'
import { main, service, services, stage } from '../cli/stage.ts'
import { deliveryOf, secret } from '../listening/support.ts'

const untilIn = async (stream: Readable, pattern: RegExp): Promise<string> => {
  let text = ''
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += String(chunk)
    const [found] = pattern.exec(text) ?? []
    if (found !== undefined) return found
  }
  throw new Error(`it ended before ${pattern}: ${text}`)
}

/** Its stderr is read to where it listens, and its stdout goes to a file, which is there whatever becomes of it. */
const started = async (cwd: string, command: string) => {
  const args = ['listen', '--port', '0', '--json', '--state', 'state.jsonl', '--on', 'deploy_ended', command]
  const child = spawn('sh', ['-c', 'exec "$0" "$@" >> printed.jsonl', process.execPath, main, ...args], {
    cwd,
    env: { PATH: process.env.PATH, RENDER_SYNC_WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const url = await untilIn(child.stderr, /http:\/\/\S+:\d+/)
  const post = async (id: string) => (await fetch(url, { method: 'POST', ...deliveryOf({ id }) })).status
  return { child, post }
}

const ended = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGINT') => {
  const exit = once(child, 'exit')
  child.kill(signal)
  return (await exit)[0]
}

const idsIn = (path: string): readonly string[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id)
    : []

/** Notes the event and says on stderr that it has begun; without a file `go` it lasts as long as what has started it. */
const waits = (folder: string) => {
  writeFileSync(
    join(folder, 'waits.sh'),
    'cat >> begun.jsonl; echo BEGUN >&2; [ -e go ] || tail --pid=$PPID -f /dev/null\n',
  )
  return 'sh waits.sh'
}

describe('killed in the middle and started again', () => {
  test.each([1, 3])(
    '%i events: each line is printed once, each command has run at least once',
    async (count) => {
      const cwd = mkdtempSync(join(tmpdir(), 'render-sync-killed-'))
      onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
      const ids = Array.from({ length: count }, (_, index) => `msg_${index}`)
      const first = await started(cwd, waits(cwd))
      for (const id of ids) expect(await first.post(id)).toBe(200)
      await untilIn(first.child.stderr, /BEGUN/)
      await ended(first.child, 'SIGKILL')
      expect(idsIn(join(cwd, 'begun.jsonl'))).toEqual(['msg_0'])

      writeFileSync(join(cwd, 'go'), '')
      const second = await started(cwd, 'sh waits.sh')
      for (const id of ids) expect(await second.post(id)).toBe(200)
      expect(await ended(second.child, 'SIGINT')).toBe(0)
      expect(idsIn(join(cwd, 'printed.jsonl'))).toEqual(ids)
      expect(idsIn(join(cwd, 'begun.jsonl'))).toEqual(['msg_0', ...ids])

      const third = await started(cwd, 'sh waits.sh')
      expect(await ended(third.child, 'SIGINT')).toBe(0)
      expect(idsIn(join(cwd, 'begun.jsonl'))).toEqual(['msg_0', ...ids])
    },
  )
})

describe('webhooks', () => {
  const live = services(service('api'))
  const url = 'https://hooks.example.com/T0/hidden-path'
  const staged = async () => {
    const { cli, emulator, env } = await stage({ file: live, live })
    const headers = { authorization: `Bearer ${env.RENDER_API_KEY}`, 'content-type': 'application/json' }
    for (const [name, eventFilter] of [
      ['作業', ['deploy_ended', 'server_failed']],
      ['all', []],
    ]) {
      const body = JSON.stringify({ name, url, enabled: true, eventFilter, ownerId: emulator.ownerId })
      const { status } = await emulator.fetch(
        new Request('http://127.0.0.1/v1/webhooks', { method: 'POST', headers, body }),
      )
      expect(status).toBe(201)
    }
    return cli
  }

  test('are listed with their events, and without their URLs', async () => {
    const cli = await staged()
    const { code, stdout } = await cli(['webhooks'], {}, { columns: 80 })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^NAME +STATE +URL +ID +EVENTS\n/)
    expect(stdout).toMatch(/作業 +on +\(sensitive\) +whk-\w+ +deploy_ended/)
    expect(stdout).toMatch(/all +on +\(sensitive\) +whk-\w+ +all\n/)
    expect(stdout).not.toContain('hidden-path')
  })

  test('are a list for programs, with URLs where that is asked', async () => {
    const cli = await staged()
    const listed = async (...more: readonly string[]) =>
      JSON.parse((await cli(['webhooks', '--json', ...more])).stdout)
    expect(await listed()).toMatchObject([{ url: '(sensitive)' }, { url: '(sensitive)' }])
    expect(await listed('--reveal')).toMatchObject([
      { name: 'all', enabled: true, url, events: [] },
      { name: '作業', enabled: true, url, events: ['deploy_ended', 'server_failed'] },
    ])
  })

  test('there may be none', async () => {
    const { cli } = await stage({ file: live, live })
    expect((await cli(['webhooks'])).stdout).toBe('No webhooks.\n')
  })
})
