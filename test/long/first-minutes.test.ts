/**
 * The first ten minutes of somebody new: the commands of README in their order, each with the slips that people make.
 * What they see is kept in first-minutes.txt, to be read: times, ids and states of deploys in between are left out.
 */
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { run as runInShell } from '../../cli/run.ts'
import { serve } from '../../src/emulator/index.ts'
import { type Stage, service, stage } from '../cli/stage.ts'
import { memory } from '../support/cli.ts'
import { judgedEmulator } from '../support/traffic.ts'

const file = `databases:
  - name: main
    plan: basic-1gb
services:${service(
  'api',
  `healthCheckPath: /healthz
envVars:
  - key: LOG_LEVEL
    value: info
  - key: DATABASE_URL
    fromDatabase:
      name: main
      property: connectionString
  - key: STRIPE_SECRET_KEY
    sync: false`,
)}
`

interface Slip {
  readonly env?: Readonly<Record<string, string>>
  /** A terminal so wide; without it, output goes into a pipe. */
  readonly columns?: number
  /** What is typed at the terminal. */
  readonly typed?: string
  /** Ctrl-C, once this is seen. */
  readonly stopAt?: RegExp
}

const eraseLine = '\r\u001b[K'

/** What is left on the screen, without what differs from run to run. */
const settled = (text: string, { folder, env }: Stage): readonly string[] =>
  (text.trimEnd() === '' ? [] : text.trimEnd().split('\n'))
    .map((line) => stripVTControlCharacters(line.split(eraseLine).at(-1) ?? ''))
    .map((line) =>
      line
        .replaceAll(folder, '~/shop')
        .replaceAll(env.RENDER_HOST ?? '', 'http://127.0.0.1:8787')
        .replace(/127\.0\.0\.1:\d{5}/g, '127.0.0.1:8787')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
        .replace(/\b\d\d:\d\d:\d\d\b/g, 'TIME')
        .replace(/\b[0-9a-f]{64}\b/g, 'DIGEST')
        .replace(/About [\d.]+ s\b/g, 'About N s')
        .replace(/\b(srv|dpg|dep|tea|req)-[\w-]{20,}/g, '$1-…')
        .replace(/\brnd_hidden\w+/g, 'rnd_…')
        .replace(/\(request [^)]+\)/g, '(request …)')
        .replace(/\d+ requests in .*\./, 'N requests in N s.')
        .replace(/(created|changed) in [\d.]+ (s|min)\b/g, '$1 in N s'),
    )
    .filter((line) => !/^TIME +\S+ +(build in progress|update in progress|live|available)$/.test(line))

const quoted = (arg: string) => (/^[\w./=:-]+$/.test(arg) ? arg : `'${arg}'`)

const script = (set: Stage) => {
  const lines: string[] = []
  const type = async (why: string, args: readonly string[], slip: Slip = {}) => {
    const { env = {}, columns, typed = '', stopAt } = slip
    const [stdout, stderr] = [memory(columns), memory(columns)]
    let interrupt = () => {}
    if (stopAt) {
      const write = stderr.stream.write.bind(stderr.stream) as (text: string) => boolean
      stderr.stream.write = ((text: string) => {
        const done = write(text)
        if (stopAt.test(stderr.text())) setImmediate(() => interrupt())
        return done
      }) as typeof stderr.stream.write
    }
    let stopped = false
    const code = await runInShell(args, {
      env: { PATH: process.env.PATH, HOME: '/nonexistent', NO_COLOR: '1', ...set.env, ...env },
      cwd: set.folder,
      stdin: Object.assign(
        Readable.from(typed === '' ? [] : [typed]),
        columns !== undefined && { isTTY: true },
      ),
      stdout: stdout.stream,
      stderr: stderr.stream,
      stateFolder: async () => undefined,
      onInterrupt: (listener) => {
        interrupt = () => {
          if (!stopped) listener()
          stopped = true
        }
        return () => {}
      },
      interrupt: () => {},
      exit: (ended) => {
        throw new Error(`exit ${ended}: nobody has interrupted twice`)
      },
    })
    set.check(stdout.text() + stderr.text())
    const given = Object.entries(env).map(([name, value]) => `${name}=${value} `)
    const command = `$ ${given.join('')}${['render-sync', ...args].map(quoted).join(' ')}`
    lines.push(
      `# ${why}`,
      ...settled(command, set),
      ...settled(stdout.text(), set),
      ...settled(stderr.text(), set).map((line) => `! ${line}`.trimEnd()),
      `(exit ${code})`,
      '',
    )
    return code
  }
  return { type, text: () => `${lines.join('\n')}` }
}

/** Where nobody listens any more. */
const nobody = async (): Promise<string> => {
  const { url, close } = await serve(judgedEmulator())
  await close()
  return url
}

test('the first ten minutes', async () => {
  const set = await stage({ file, secrets: { STRIPE_SECRET_KEY: 'sk_live_4711_hidden' }, clockRate: 200 })
  set.write('secrets.env', 'api/STRIPE_SECRET_KEY=sk_live_4711_hidden\n')
  const { type, text } = script(set)
  const secrets = ['--secrets', 'secrets.env']

  await type('Which version is it?', ['--version'])
  await type('README: is the file right?', ['validate'], { env: { RENDER_API_KEY: '' } })
  await type('The name of the file is misspelt.', ['validate', 'rendr.yaml'])
  set.write(
    'typo.yaml',
    file.replace('healthCheckPath', 'healthCheckPaht').replace('plan: basic-1gb', 'plan: basic'),
  )
  await type('So are a key and a value in it.', ['validate', 'typo.yaml'], { columns: 80 })
  await type('README: what would change? The key is forgotten.', ['plan'], { env: { RENDER_API_KEY: '' } })
  await type('The key is a wrong one.', ['plan'], { env: { RENDER_API_KEY: 'rnd_wrong' } })
  await type('There is no network.', ['plan'], { env: { RENDER_HOST: await nobody() } })
  await type('The port is a wrong one.', ['plan'], { env: { RENDER_HOST: 'http://127.0.0.1:6000' } })
  await type('The emulator speaks no TLS.', ['plan'], {
    env: { RENDER_HOST: (set.env.RENDER_HOST ?? '').replace('http:', 'https:') },
  })
  await type('The workspace is another.', ['plan'], { env: { RENDER_WORKSPACE: 'Amce' } })
  await type('The verb is misspelt.', ['paln'])
  await type('The flag is misspelt.', ['plan', '--secret', 'secrets.env'])
  await type('The secret is forgotten.', ['plan'])
  await type('README: the plan, at a terminal of 80 columns.', ['plan', ...secrets], { columns: 80 })
  await type('The same in a pipe, and only the API.', ['diff', ...secrets, '--target', 'api', '--quiet'])
  await type('In a pull request.', ['plan', ...secrets, '--format', 'markdown'])
  await type('README: apply, where nobody can be asked.', ['apply', ...secrets])
  await type('"y" is no approval.', ['apply', ...secrets], { columns: 80, typed: 'y\n' })
  await type('Applied.', ['apply', ...secrets, '--auto-approve'])
  await type('Once more: no secret is needed any more.', ['apply'])
  await type('README: is everything still as declared?', ['drift'])
  set.write('render.yaml', file.replace('value: info', 'value: debug'))
  await type('The file says something else by now.', ['status'])
  await type('For CI.', ['plan', '--detailed-exitcode', '--quiet'])
  await type('README: what the workspace has, as a file.', ['pull'])
  await type('Into a file that is there.', ['adopt', '-o', 'live.yaml', '--secrets-out', 'secrets.env'])
  await type('README: the variables of a service.', ['env', 'api'])
  await type('Of one that is misspelt.', ['env', 'apj'])
  await type('README: who has a variable?', ['audit', 'LOG_LEVEL'])
  await type('What would start a repository off; nobody is there to say yes.', ['init'])
  await type('Of one that has a state.', ['import', 'service/api', 'srv-1'])
  await type('Of Render itself.', ['sync'])
  await type('Of one that deletes.', ['destroy'])
  await expect(text()).toMatchFileSnapshot('first-minutes.txt')
})

test('the first Ctrl-C', async () => {
  const set = await stage({ file, secrets: { STRIPE_SECRET_KEY: 'sk_live_4711_hidden' }, clockRate: 20 })
  const { type, text } = script(set)
  const secrets = { STRIPE_SECRET_KEY: 'sk_live_4711_hidden' }
  await type('Ctrl-C while it applies, in a pipe.', ['apply', '--secrets-env', '--auto-approve', '--quiet'], {
    env: secrets,
    stopAt: /build in progress/,
  })
  await expect(text().replace(/sk_live\w+/, '…')).toMatchFileSnapshot('first-ctrl-c.txt')
})

test('README says nothing that is not tried here', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const verbs = new Set([...readme.matchAll(/^(?:\$ )?render-sync ([a-z]+)/gm)].map(([, verb = '']) => verb))
  const rows = [...readme.matchAll(/^\| `([a-z]+)[^|]*` *(?:, `([a-z]+)` *)?\|/gm)].flatMap(
    ([, one, other]) => [one, other],
  )
  const tried = readFileSync(new URL('first-minutes.txt', import.meta.url), 'utf8')
  const known = [...verbs, ...rows].filter((verb) => verb !== undefined && verb !== 'emulate')
  expect(known.length).toBeGreaterThan(8)
  for (const verb of known) expect(tried).toMatch(new RegExp(`^\\$ .*render-sync ${verb}\\b`, 'm'))
})
