/** What people read, whole: in a narrow terminal, in a wide one and in a pipe. `vitest --update` writes the files anew, which are to be read then. */
import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { driftText, driftView, planText, planView, validText } from '../../cli/render/index.ts'
import { createScreen } from '../../cli/shell/index.ts'
import { listenAsText } from '../../cli/telling/index.ts'
import { driftOf, load, type Problem, toProblems, virtualClock } from '../../src/index.ts'
import { createMask } from '../../src/mask/index.ts'
import { bench } from '../support/workspace.ts'
import { compared, planned } from './render/planned.ts'

const commands = (flag: string, count: number) => `
    buildCommand: corepack enable && pnpm install --frozen-lockfile && pnpm --filter @acme/web... build && pnpm prune --prod${flag}
    startCommand: node --max-old-space-size=2048 ./packages/worker/dist/index.js --queue default --concurrency ${count}`

const file = (tag: string, domains: string, started: string, sources: readonly string[]) => `services:
  - type: worker
    name: customer-notification-dispatcher
    runtime: image
    image: { url: docker.io/acme/customer-notification-dispatcher:${tag} }
    envVars:
      - key: CUSTOMER_NOTIFICATION_DISPATCHER_ALLOWED_RECIPIENT_DOMAINS
        value: ${domains}
      - fromGroup: Team Production Secrets
  - type: web
    name: api
    runtime: node
    plan: standard
    region: oregon
    repo: https://github.com/acme/app${started}
    ipAllowList: [${sources.map((source) => `{ source: ${source}/32 }`).join(', ')}]
    x-render-sync: { ignore: [{ path: plan, reason: "scaled by hand in the Dashboard while the sale goes on, until the end of the month" }] }
envVarGroups:
  - name: Team Production Secrets
    envVars:
      - key: SIGNING_SECRET
        value: 7Kq2mZ9xWb4Tn8Rv1Lc6
      - key: LEVEL
        value: ${tag.length > 30 ? 'debug' : 'info'}
`

const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5']
const wanted = file(
  '2026-11-26-abcdef0123456790-rebuilt',
  'example.com,example.org,example.net,subsidiary.example.com,third.example.com',
  commands(' --force', 50),
  addresses,
)
const live = `${file(
  '2026-11-26-abcdef0123456789',
  'example.com,example.org,example.net,subsidiary.example.com,another.example.com',
  commands('', 5),
  addresses.slice(1),
).replace('plan: standard', 'plan: pro')}databases:
${Array.from({ length: 24 }, (_, index) => `  - { name: "reporting ${index + 1}", plan: basic-256mb }`).join('\n')}
`
const added = `${wanted}databases:
  - name: main
    plan: basic-1gb
`

const invalid = wanted
  .replace('runtime: node', 'runtime: nod')
  .replace('plan: standard', 'plan: Standard')
  .replaceAll('    region: oregon\n', '    autoDeploy: false\n')
  .replace('    runtime: image\n', '    runtime: image\n    autoDeploy: false\n    envVar: []\n')

const problemsIn = (text: string): readonly Problem[] => {
  try {
    return load([{ name: 'render.yaml', text }]).problems
  } catch (error) {
    return toProblems(error)
  }
}

/** A screen, and what came out of it on either stream. */
const screenOf = (columns: number | undefined) => {
  const written: string[] = []
  const stream = () =>
    Object.assign(
      new Writable({
        decodeStrings: false,
        write: (text: string, _encoding, done) => {
          written.push(text)
          done()
        },
      }),
      columns === undefined ? {} : { isTTY: true, columns },
    )
  const screen = createScreen(
    { env: { NO_COLOR: '1' }, stdout: stream(), stderr: stream(), mask: createMask(), region: undefined },
    { color: true },
  )
  return { screen, text: () => written.join('') }
}

describe.each([
  ['80', 80],
  ['200', 200],
  ['pipe', undefined],
] as const)('%s', (name, columns) => {
  const { screen } = screenOf(columns)
  const golden = (what: string) => `./golden/${what}-${name}.txt`

  test('plan', async () => {
    const plan = await planned(added, { live })
    await expect(`${planText(planView(plan), screen)}\n`).toMatchFileSnapshot(golden('plan'))
  })

  test('drift', async () => {
    const drift = driftOf(await compared(wanted, { live }), { now: 0 })
    await expect(`${driftText(driftView(drift), screen)}\n`).toMatchFileSnapshot(golden('drift'))
  })

  test('validate', async () => {
    await expect(`${validText(problemsIn(invalid), screen)}\n`).toMatchFileSnapshot(golden('validate'))
  })

  test('the summary of an apply', async () => {
    const out = screenOf(columns)
    const listener = listenAsText(out.screen, virtualClock())
    const refuse = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path === '/env-groups' && 402
    const problems: Problem[] = []
    for (const event of await bench({ intercept: refuse }).apply(added)) {
      if (event.type === 'apply_errored') problems.push(event.problem)
      if (event.type === 'change_summary') listener.onEnd(event.summary, problems)
    }
    await expect(out.text()).toMatchFileSnapshot(golden('summary'))
  })
})
