import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { serve } from '../../src/emulator/index.ts'
import { startCli } from '../support/processes.ts'
import { judgedEmulator } from '../support/traffic.ts'

/** The built command line against an emulator that offers HTTP/2, through what counts its connections. */

const ended: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end()
})

const services = Array.from(
  { length: 10 },
  (_, n) => `
  - { type: worker, name: worker-${n}, runtime: node, repo: https://github.com/acme/app, buildCommand: a, startCommand: b,
      envVars: [{ key: LEVEL, value: info }] }`,
)

test('a plan, an apply and a plan that has nothing to do are each one connection, and end by themselves', async () => {
  const emulator = judgedEmulator({ limits: 'off', durations: { build: 0, update: 0 } })
  const server = await serve(emulator, { tls: true })
  ended.push(server.close)
  let connections = 0
  const counting = createServer((socket) => {
    connections += 1
    const onward = connect(server.port, '127.0.0.1')
    socket.pipe(onward).pipe(socket)
    for (const one of [socket, onward]) one.on('error', () => {})
  })
  await new Promise<void>((resolve) => counting.listen(0, '127.0.0.1', resolve))
  ended.push(() => counting.close())
  const folder = await mkdtemp(join(tmpdir(), 'one-session-'))
  ended.push(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'trusted.pem'), server.certificate ?? '')
  await writeFile(join(folder, 'render.yaml'), `services:${services.join('')}\n`)
  const env = {
    NODE_EXTRA_CA_CERTS: join(folder, 'trusted.pem'),
    RENDER_HOST: `https://127.0.0.1:${(counting.address() as AddressInfo).port}/v1`,
    RENDER_API_KEY: emulator.apiKey,
  }
  const run = async (...args: string[]) => {
    connections = 0
    const applying = startCli(args, env, folder)
    const [code] = await applying.ended
    return [code, connections]
  }
  expect(await run('plan', '--detailed-exitcode')).toEqual([2, 1])
  expect(await run('apply', '--auto-approve')).toEqual([0, 1])
  expect(await run('plan', '--detailed-exitcode')).toEqual([0, 1])
})
