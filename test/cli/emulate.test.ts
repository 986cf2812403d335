import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { main, run, runBuilt } from '../support/cli.ts'
import { withJudgedAnswers } from '../support/traffic.ts'

const started = async (...args: readonly string[]): Promise<{ child: ChildProcess; printed: string }> => {
  const child = spawn(process.execPath, [main, 'emulate', ...args])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [chunk] = await once(child.stdout, 'data')
  return { child, printed: String(chunk) }
}

const ended = async (child: ChildProcess, signal: 'SIGINT' | 'SIGTERM') => {
  const exit = once(child, 'exit')
  child.kill(signal)
  const [code] = await exit
  return code
}

test('--json prints where it is on the first line, and it answers there', async () => {
  const { child, printed } = await started('--port', '0', '--json')
  const { url, apiKey, ownerId } = JSON.parse(printed)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/)
  const headers = { authorization: `Bearer ${apiKey}` }
  const answer = await withJudgedAnswers(fetch)(new Request(`${url}/owners/${ownerId}`, { headers }))
  expect(answer.status).toBe(200)
  expect(await ended(child, 'SIGTERM')).toBe(0)
})

test('without --json it prints what a shell has to set', async () => {
  const { child, printed } = await started('--port', '0')
  expect(printed).toMatch(
    /^export RENDER_HOST=http:\/\/127\.0\.0\.1:\d+\/v1\nexport RENDER_API_KEY=\S+\nexport RENDER_OWNER_ID=tea-\S+\n$/,
  )
  expect(await ended(child, 'SIGINT')).toBe(0)
})

test('a port in use is one clear message', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const address = taken.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const { code, stderr } = await run(['emulate', '--port', port])
  expect(code).toBe(1)
  expect(stderr).toContain(`the port ${port} is in use\nChoose another: --port 0.`)
})

test('a state file that is none is one clear message', async () => {
  const { code, stderr } = await run(['emulate', '--port', '0', '--state', 'package.json'])
  expect(code).toBe(1)
  expect(stderr).toContain('is not a state file of this emulator\nName another file: --state FILE.')
})

test('--key gives keys that may do less, and says what is wrong with one', async () => {
  const { child, printed } = await started(
    '--port',
    '0',
    '--json',
    '--key',
    'a:services=read',
    '--key',
    'b:all=write',
  )
  const { url, keys } = JSON.parse(printed)
  expect(keys).toEqual({ a: 'rnd_a', b: 'rnd_b' })
  const statusOf = async (key: string) => {
    const headers = { authorization: `Bearer ${key}` }
    return (await withJudgedAnswers(fetch)(new Request(`${url}/postgres`, { headers }))).status
  }
  expect([await statusOf(keys.a), await statusOf(keys.b)]).toEqual([403, 200])
  expect(await ended(child, 'SIGINT')).toBe(0)
  const { code, stderr } = await run(['emulate', '--key', 'a:servces=read'])
  expect(code).toBe(1)
  expect(stderr).toContain('--key: "servces" is no area: all, services, ')
})

test('--newer opens its tables for words, and --legacy lets new resources have plans that only live ones have', async () => {
  const { child, printed } = await started('--port', '0', '--json', '--newer', '500g,sydney', '--legacy')
  const { url, apiKey, ownerId } = JSON.parse(printed)
  const statusOf = async (body: object) => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify({ name: 'cache', ownerId, ...body }) }
    return (await withJudgedAnswers(fetch)(new Request(`${url}/key-value`, init))).status
  }
  expect(await statusOf({ plan: '500g', region: 'sydney' })).toBe(201)
  expect(await statusOf({ plan: 'custom' })).toBe(201)
  expect(await statusOf({ plan: '600g' })).toBe(400)
  expect(await ended(child, 'SIGINT')).toBe(0)
  const { code, stderr } = await run(['emulate', '--newer', '500g,,bun'])
  expect(code).toBe(1)
  expect(stderr).toContain('Expected words joined by commas, such as bun,500g.')
})

test('--tls prints what a client must trust: with it the command line works, and without it is refused', async () => {
  const { child, printed } = await started('--port', '0', '--json', '--tls')
  const { url, apiKey, certificate, certificateFile } = JSON.parse(printed)
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/v1$/)
  expect(readFileSync(certificateFile, 'utf8')).toBe(certificate)
  const host = { RENDER_HOST: `https://localhost:${new URL(url).port}`, RENDER_API_KEY: apiKey }
  const trusting = await runBuilt(['audit', 'KEY'], { ...host, NODE_EXTRA_CA_CERTS: certificateFile })
  expect([trusting.code, trusting.stderr]).toEqual([0, ''])
  const other = await runBuilt(['audit', 'KEY'], host)
  expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('SELF_SIGNED_CERT')])
  expect(await ended(child, 'SIGTERM')).toBe(0)
  expect(existsSync(certificateFile)).toBe(false)
})

test('--tls without --json prints what a shell has to set for it', async () => {
  const { child, printed } = await started('--port', '0', '--tls')
  expect(printed).toMatch(
    /^export RENDER_HOST=https:.*\n.*\n.*\nexport NODE_EXTRA_CA_CERTS=(\S+)\nexport SSL_CERT_FILE=\1\nexport REQUESTS_CA_BUNDLE=\1\n$/,
  )
  expect(await ended(child, 'SIGINT')).toBe(0)
})

const seed = `services:
- type: web
  name: api
  runtime: node
  repo: https://github.com/acme/app
  buildCommand: npm ci
  startCommand: npm start
  envVars:
  - { key: TOKEN, sync: false }
  - { key: DATABASE_URL, fromDatabase: { name: main, property: connectionString } }
databases:
- name: main
x-render-sync: { workspace: Acme }
`

const inFolder = (text: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'render-sync-seed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'render.yaml'), text)
  return folder
}

test('--seed begins with what a file declares, and --snapshot keeps that to come back to', async () => {
  const folder = inFolder(seed)
  const file = join(folder, 'render.yaml')
  const { child, printed } = await started('--port', '0', '--json', '--seed', file, '--snapshot', 'begin')
  const { url, apiKey } = JSON.parse(printed)
  const env = { RENDER_HOST: url, RENDER_API_KEY: apiKey }
  const planned = () => run(['plan', '--detailed-exitcode'], env, folder)
  expect(await planned()).toMatchObject({ code: 0, stdout: expect.stringContaining('No changes.') })

  const send = (method: string, path: string) =>
    withJudgedAnswers(fetch)(
      new Request(`${url}${path}`, { method, headers: { authorization: `Bearer ${apiKey}` } }),
    )
  const listed = (await (await send('GET', '/services')).json()) as { service: { id: string } }[]
  await send('DELETE', `/services/${listed[0]?.service.id}`)
  expect(await planned()).toMatchObject({ code: 1, stdout: expect.stringContaining('+ service/api') })
  const restored = await fetch(new URL('/__emulator/snapshots/begin/restore', url), { method: 'POST' })
  expect(restored.status).toBe(204)
  expect(await planned()).toMatchObject({ code: 0 })
  expect(await ended(child, 'SIGINT')).toBe(0)
})

test('--seed takes what --newer names', async () => {
  const folder = inFolder(seed.replace('- name: main', '- { name: main, plan: 256c-2048g }'))
  const args = ['--port', '0', '--json', '--seed', join(folder, 'render.yaml'), '--newer', '256c-2048g']
  const { child, printed } = await started(...args)
  const { url, apiKey } = JSON.parse(printed)
  const headers = { authorization: `Bearer ${apiKey}` }
  const answer = await withJudgedAnswers(fetch)(new Request(`${url}/postgres`, { headers }))
  expect(await answer.json()).toMatchObject([{ postgres: { plan: '256c-2048g' } }])
  expect(await ended(child, 'SIGINT')).toBe(0)
})

test.each([
  ['no.yaml', 'cannot read no.yaml: there is no such file'],
  ['render.yaml', 'unknown key "plam"'],
])('--seed %s says what is wrong with the file: exit 1', async (file, said) => {
  const folder = inFolder('services: [{ type: web, name: a, runtime: docker, plam: free }]')
  const { code, stderr } = await run(['emulate', '--port', '0', '--seed', file], {}, folder)
  expect([code, stderr]).toEqual([1, expect.stringContaining(said)])
})
