/** How long the command line takes, beside Node itself: ratios, each of two runs right after another, as machines differ. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createEmulator, serve } from '../dist/src/emulator/index.js'

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const rounds = Number(process.argv[2] ?? 20)

const file = `services:
  - type: web
    name: api
    runtime: node
    plan: starter
    region: oregon
    repo: https://github.com/acme/app
    buildCommand: npm ci
    startCommand: node server.js
`

/** Milliseconds until it has ended. The emulator answers from this process: nothing here may wait without letting it. */
const timed = (args, options) =>
  new Promise((resolve, reject) => {
    const start = performance.now()
    spawn(process.execPath, args, { stdio: 'ignore', ...options }).once('close', (code) => {
      if (code === 0) resolve(performance.now() - start)
      else reject(new Error(`node ${args.join(' ')} ended with ${code}`))
    })
  })

const median = (numbers) =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

const measured = async (args, options) => {
  const bare = []
  const times = []
  for (let round = 0; round < rounds; round++) {
    bare.push(await timed(['-e', '0'], options))
    times.push(await timed([main, ...args], options))
  }
  return { ms: median(times), ratio: median(times.map((time, round) => time / (bare[round] ?? time))) }
}

const emulator = createEmulator({ limits: 'off' })
const server = await serve(emulator)
const folder = mkdtempSync(join(tmpdir(), 'render-sync-'))
try {
  writeFileSync(join(folder, 'render.yaml'), file)
  const env = { ...process.env, RENDER_HOST: server.url, RENDER_API_KEY: emulator.apiKey }
  for (const args of [['--version'], ['--help'], ['validate'], ['plan']]) {
    const { ms, ratio } = await measured(args, { cwd: folder, env })
    console.log(
      `${args.join(' ').padEnd(10)} ${ms.toFixed(0).padStart(5)} ms   ${ratio.toFixed(2)} × node -e 0`,
    )
  }
} finally {
  rmSync(folder, { recursive: true })
  await server.close()
}
