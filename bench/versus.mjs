/** A plan of what is there, as a person waits for it: requests and wall clock, beside an emulator that is as slow as Render (versus.md). */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createEmulator, serve } from '../dist/src/emulator/index.js'
import { createClient, loadWish, openSession, virtualClock } from '../dist/src/index.js'

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const repo = 'https://github.com/acme/app'
const day = 86_400_000

const service = (_, index) => ({
  type: 'web',
  name: `web-${index}`,
  runtime: 'node',
  buildCommand: 'npm ci',
  startCommand: 'npm start',
  envVars: [{ key: 'LEVEL', value: 'info' }],
  ...(index % 2 === 0 && { domains: [`w${index}.example.com`] }),
})

/** Makes them on a clock that jumps, a day ago. */
const seed = async (state, text) => {
  const clock = virtualClock(Date.now() - day)
  const emulator = createEmulator({ clock, state, limits: 'off' })
  const client = createClient({
    host: 'http://127.0.0.1:1/v1',
    apiKey: emulator.apiKey,
    clock,
    timeoutMs: Number.POSITIVE_INFINITY,
    fetch: (url, init) => emulator.fetch(new Request(url, init)),
  })
  const session = await openSession({ client, clock })
  const planned = await session.plan(loadWish([{ name: 'render.yaml', text }], { repo }))
  for await (const event of session.apply(planned))
    if (event.type === 'apply_errored') throw new Error(event.problem.message)
}

const planOnce = (folder, env, flags) =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    const options = { cwd: folder, env: { ...process.env, ...env }, stdio: 'ignore' }
    spawn(process.execPath, [main, 'plan', '--repo', repo, '--detailed-exitcode', ...flags], options).once(
      'close',
      (code) =>
        code === 0
          ? resolve((performance.now() - began) / 1000)
          : reject(new Error(`plan exited with ${code}`)),
    )
  })

const measure = async (count, flags) => {
  const folder = mkdtempSync(join(tmpdir(), 'render-sync-'))
  const text = JSON.stringify({ services: Array.from({ length: count }, service) })
  writeFileSync(join(folder, 'render.yaml'), text)
  const state = join(folder, 'state.json')
  await seed(state, text)
  const emulator = createEmulator({ state, latency: 'recorded', limits: 'off' })
  let requests = 0
  const fetch = (request) => {
    requests++
    return emulator.fetch(request)
  }
  const { url, close } = await serve({ ...emulator, fetch })
  const seconds = await planOnce(folder, { RENDER_HOST: url, RENDER_API_KEY: emulator.apiKey }, flags)
  await close()
  rmSync(folder, { recursive: true })
  return { requests, seconds }
}

console.log('services   requests  seconds   without the newest deploys: requests  seconds')
for (const count of [10, 50, 100]) {
  const whole = await measure(count, [])
  const less = await measure(count, ['--skip-deploys'])
  const figures = [whole, less].flatMap(({ requests, seconds }) => [requests, seconds.toFixed(1)])
  console.log(
    [count, ...figures].map((figure, at) => String(figure).padStart([8, 11, 9, 38, 9][at])).join(''),
  )
}
