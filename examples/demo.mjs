#!/usr/bin/env node
// The whole tool in under a minute, against an emulator of the Render API on this machine: npm run demo
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const shop = fileURLToPath(new URL('./shop', import.meta.url))
const secrets = ['--secrets', 'secrets.env.example']

const bold = (text) => (process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[1m${text}\u001b[0m` : text)
const say = (text) => console.log(`\n${bold(`# ${text}`)}`)

const expect = (holds, what) => {
  if (!holds) throw new Error(`expected ${what}`)
}

/** Starts the emulator; deploys take a thirtieth of their time, the rate limits are the real ones. */
const startEmulator = async () => {
  const emulator = spawn(process.execPath, [main, 'emulate', '--port', '0', '--clock-rate', '30', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await Promise.race([
    once(emulator.stdout.setEncoding('utf8'), 'data'),
    once(emulator, 'exit'),
  ])
  expect(typeof line === 'string', `the emulator to run; it ended with ${line}`)
  const stop = async () => {
    const ended = once(emulator, 'exit')
    emulator.kill('SIGTERM')
    const [code] = await ended
    expect(code === 0, `the emulator to end with 0, not ${code}`)
  }
  return { ...JSON.parse(line), stop }
}

const start = ({ url, apiKey, ownerId }, stdout, args) =>
  spawn(process.execPath, [main, ...args], {
    cwd: shop,
    stdio: ['ignore', stdout, 'inherit'],
    env: { ...process.env, RENDER_HOST: url, RENDER_API_KEY: apiKey, RENDER_OWNER_ID: ownerId },
  })

/** Runs render-sync in the folder of the example, and shows what it prints. */
const run = async (emulator, code, ...args) => {
  console.log(`$ render-sync ${args.join(' ')}`)
  const [ended] = await once(start(emulator, 'inherit', args), 'close')
  expect(ended === code, `"${args[0]}" to exit with ${code}, not ${ended}`)
}

/** Runs it unseen, for its JSON. */
const ask = async (emulator, ...args) => {
  const child = start(emulator, 'pipe', [...args, '--json'])
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text
  })
  await once(child, 'close')
  return JSON.parse(printed)
}

/** What somebody does in the Dashboard, here with a request: another instance type, another log level. */
const meddle = async ({ url, apiKey }) => {
  const send = async (path, method = 'GET', body = undefined) => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    expect(answer.ok, `${method} ${path} to be answered well, not with ${answer.status}`)
    return answer.json()
  }
  const [{ service }] = await send('/services?name=shop-worker')
  await send(`/services/${service.id}`, 'PATCH', { serviceDetails: { plan: 'standard' } })
  const [{ envGroup }] = await send('/env-groups?name=shop-common')
  await send(`/env-groups/${envGroup.id}/env-vars/LOG_LEVEL`, 'PUT', { value: 'debug' })
}

const demo = async () => {
  const began = Date.now()
  say('An emulator of the Render API, with the rate limits of the real one and an empty workspace')
  const emulator = await startEmulator()
  console.log(`It answers at ${emulator.url}`)
  try {
    say('What would it take to make the workspace what examples/shop/render.yaml says?')
    await run(emulator, 2, 'plan', ...secrets, '--detailed-exitcode')
    const { summary } = await ask(emulator, 'plan', ...secrets)
    expect(summary.add === 13 && summary.change === 0, 'a plan that adds 13 resources')

    say('Do it. What depends on something waits for it; all else runs at once')
    await run(emulator, 0, 'apply', ...secrets, '--auto-approve')

    say('And once more? There is nothing left to do. The secrets need not be given again')
    await run(emulator, 0, 'plan', '--detailed-exitcode')

    say('Somebody changes an instance type and a log level behind its back')
    await meddle(emulator)
    console.log('Done, with two requests to the API')

    say('Does the workspace still have what the file declares?')
    await run(emulator, 2, 'drift')
    const { resource_drift } = await ask(emulator, 'drift')
    // The services that the group is linked to are told as well: what was written for them is not deployed.
    const wanted = [
      'service/shop-api',
      'service/shop-search',
      'service/shop-worker',
      'service/shop-api-staging',
    ]
    const differ = resource_drift.map(({ address }) => address).join(', ')
    const expected = [...wanted, 'group/shop-common'].join(', ')
    expect(differ === expected, `drift of ${expected}, not of ${differ}`)

    say('Repair it. Services that are linked to the group are deployed, once each')
    await run(emulator, 0, 'apply', '--auto-approve')

    say('Is it all as declared?')
    await run(emulator, 0, 'drift')
  } finally {
    await emulator.stop()
  }
  say(`That was all, in ${Math.round((Date.now() - began) / 1000)} seconds`)
}

try {
  await demo()
} catch (error) {
  console.error(`\nThe demo failed: ${error.message}`)
  process.exitCode = 1
}
