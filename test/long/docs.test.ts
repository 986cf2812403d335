/** Every command that the pages show is run as it stands there, in a workspace as they speak of. */
import { describe, expect, test } from 'vitest'
import { type Block, blocks, commandIn } from '../docs/blocks.ts'
import { type DocsPlace, docsPlace } from '../docs/place.ts'

/** What is run nowhere but where it belongs, with why. A line that no page has any more fails. */
const elsewhere: Readonly<Record<string, string>> = {
  'npm ci && npm run demo': 'the first step of .ci/run',
  'npm cit': 'the first step of .ci/run',
  'npm ci && npm pack': 'the packed install of .ci/run',
  'npm install --save-dev ./render-sync-0.1.0.tgz': 'the packed install of .ci/run',
  'npx --no-install render-sync --version': 'the packed install of .ci/run',
  'npm run test:long': 'it is this',
  'npm run format': 'it changes the sources',
  'npm run generate': 'it changes the sources',
  'npm run bundle:action': 'test/long/action.test.ts holds what it makes',
  'npm run release -- 0.2.0': 'test/long/shipped.test.ts',
  'git push --follow-tags': 'there is nowhere to push to',
  'npm run build': 'before every test',
  'node bench/emulator.mjs': 'a benchmark',
  'node bench/versus.mjs': 'a benchmark',
  'gh attestation verify render-sync-linux-x64 --repo render-sync/render-sync': 'there is no release yet',
  'docker run --rm -e RENDER_API_KEY -v "$PWD:/work:ro" ghcr.io/render-sync/render-sync plan':
    'there is no Docker here',
  'docker run --rm --network host ghcr.io/render-sync/render-sync emulate': 'there is no Docker here',
  'export RENDER_API_KEY=rnd_…': 'a key of one’s own',
  'api/STRIPE_SECRET_KEY=sk_live_…': 'no command: a file',
  'SENTRY_DSN=https://…': 'no command: a file',
}

/** The page that is walked from its first line to its last: test/long/quick-start.test.ts. */
const walked = 'docs/quick-start.md'

/** Of a block with what is printed, what is typed. */
const commandsOf = ({ language, lines }: Block): readonly string[] =>
  lines
    .flatMap((line) => (language === 'sh' ? [line] : line.startsWith('$ ') ? [line.slice(2)] : []))
    .map(commandIn)
    .filter((line) => line !== '')

test('what is run elsewhere is shown somewhere', () => {
  const all = new Set(blocks.flatMap(commandsOf))
  expect(Object.keys(elsewhere).filter((line) => !all.has(line))).toEqual([])
})

/** Who reads the page says yes; what goes on is stopped. */
const asTyped = (line: string): string => {
  const isAsked =
    /render-sync (apply|init|audit .*--remove)\b/.test(line) && !/--auto-approve|--what-is/.test(line)
  const approved = isAsked ? line.replace(/render-sync (apply|init|audit)\b/, '$& --auto-approve') : line
  const typed = approved.replace(/^render-sync login/, 'cat key | $&')
  const yes = typed.replace(/render-sync destroy\b(?!.*--confirm )/, '$& --confirm Acme')
  const ends = /render-sync (emulate|listen|logs .*--tail)/.test(yes)
  return (ends ? `timeout -s INT 2 ${yes}` : yes).replace('RENDER_WORKSPACE=copy', 'RENDER_WORKSPACE=Acme')
}

/** Changes were found: an answer of some commands. Stopped: of those that go on. */
const goodCodes = (line: string): readonly number[] => {
  if (/--detailed-exitcode|render-sync (drift|parity)/.test(line)) return [0, 2]
  return /^timeout /.test(line) ? [0, 130, 124] : [0]
}

/** What has to have happened before a line can be right, and what its example ids are then. */
const before: readonly (readonly [
  RegExp,
  (place: DocsPlace) => Promise<Readonly<Record<string, string>>>,
])[] = [
  [
    /render-sync (show|apply) plan\.json/,
    async ({ shell }) => {
      expect((await shell('[ -e plan.json ] || render-sync plan --out plan.json --secrets-later')).code).toBe(
        0,
      )
      return {}
    },
  ],
  [
    /--value-file dsn/,
    async ({ write }) => {
      write('dsn.txt', 'hidden-dsn\n')
      return {}
    },
  ],
  [
    /render-sync unset /,
    async ({ cli }) => {
      expect((await cli(['set', 'api', 'LOG_LEVEL', '--mask'], {}, { stdin: 'hidden' })).code).toBe(0)
      return {}
    },
  ],
  [/render-sync cancel/, async ({ cli }) => ({ 'dep-d1a2b3': await deployed(cli, ['--commit', 'b0b0b0b']) })],
  [
    /render-sync rollback/,
    async ({ cli }) => {
      const first = await deployed(cli, ['--commit', 'a000000', '--wait'])
      await deployed(cli, ['--commit', 'c000000', '--wait'])
      return { 'dep-d1a2b3': first }
    },
  ],
  [
    /--secret-file webhook\.secret/,
    async ({ shell }) => {
      await shell('printf whsec_YSBzZWNyZXQgb2YgdGhlIHRlc3Rz > webhook.secret')
      return {}
    },
  ],
  [
    /--secrets-out secrets\.env/,
    async ({ shell }) => {
      await shell('rm -f secrets.env')
      return {}
    },
  ],
  [
    /-f deleted\.yaml/,
    async ({ shell }) => {
      expect(
        (
          await shell(
            '[ -e deleted.env ] || : > deleted.env; [ -e deleted.yaml ] || cp render.yaml deleted.yaml',
          )
        ).code,
      ).toBe(0)
      return {}
    },
  ],
]

const deployed = async (cli: DocsPlace['cli'], flags: readonly string[]): Promise<string> => {
  const { code, stdout } = await cli(['deploy', 'api', '--json', ...flags])
  expect(code).toBe(0)
  return JSON.parse(stdout).deploy.id
}

const runLine = async (place: DocsPlace, line: string): Promise<void> => {
  let script = asTyped(line)
  for (const [pattern, prepare] of before)
    if (pattern.test(line))
      for (const [example, id] of Object.entries(await prepare(place)))
        script = script.replaceAll(example, id)
  const { code, stdout, stderr } = await place.shell(script)
  const isGood = goodCodes(script).includes(code ?? -1)
  expect(isGood ? '' : `${line} exited with ${code}:\n${stdout.slice(-1_500)}${stderr}`).toBe('')
}

const hangs = [{ deploy: 'api', commit: 'b0b0b0', does: 'hang' as const }]

const isHere = (line: string) => elsewhere[line] === undefined

const shown = blocks.filter((block) => block.page !== walked && commandsOf(block).some(isHere))

describe.each(shown.map((block) => [`${block.page}:${block.line}`, block] as const))('%s', (_, block) => {
  const commands = commandsOf(block).filter(isHere)
  // The examples of a command have nothing to do with each other.
  if (block.page === 'docs/cli.md') {
    test.each(commands)('%s', async (line) => runLine(await docsPlace(hangs), line))
  } else {
    test(`${commands.length} in a row`, async () => {
      const place = await docsPlace(hangs)
      for (const line of commands) await runLine(place, line)
    })
  }
})
