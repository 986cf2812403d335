/** What decides and what is written, by itself: flags, marks, outputs and lines that the runner obeys. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flagsFrom } from '../../action/asked/index.ts'
import { annotation, issueText, type Mark, markIn, outputText, summaryText } from '../../action/told/index.ts'
import { markText } from '../../action/told/mark.ts'
import { problem } from '../../src/index.ts'
import { service, services } from '../cli/stage.ts'
import { push } from './events.ts'
import { scene } from './scene.ts'
import { head } from './table.ts'

describe('the input args', () => {
  test.each<[string, Partial<Record<'plan' | 'apply' | 'selection', readonly string[]>>]>([
    ['', { plan: [], apply: [], selection: [] }],
    ['--prune services', { plan: ['--prune', 'services'], apply: [] }],
    ['--no-wait', { plan: [], apply: ['--no-wait'] }],
    ['--parallelism 4', { plan: ['--parallelism', '4'], apply: ['--parallelism', '4'] }],
    ['--parallelism=4', { plan: ['--parallelism=4'], apply: ['--parallelism=4'] }],
    ['-e shop/staging', { plan: ['-e', 'shop/staging'], apply: [], selection: ['-e', 'shop/staging'] }],
    ['-eshop/staging', { selection: ['-eshop/staging'] }],
    [
      '--target "service/a b"\n--exclude \'*\'',
      { selection: ['--target', 'service/a b', '--exclude', '*'], apply: [] },
    ],
    ['--secrets-env --quiet', { plan: ['--quiet'], apply: ['--secrets-env', '--quiet'] }],
    ['--secrets-command "op read \'a b\'"', { plan: [], apply: ['--secrets-command', "op read 'a b'"] }],
  ])('%j', (args, expected) => {
    expect(flagsFrom(args, 'apply')).toMatchObject(expected)
  })

  test.each<[string, string]>([
    ['--prun services', 'there is no flag --prun'],
    ['hidden', 'the word 1 is no flag, and belongs to none'],
    ['--quiet hidden', 'the word 2 is no flag'],
    ['--file other.yaml', '--file is none of the flags for args'],
    ['-f other.yaml', '--file is none of the flags for args'],
    ['--auto-approve', '--auto-approve is none of the flags for args'],
    ["--target 'hidden", 'a quote or a backslash has no end'],
    ['--target hidden; curl', 'there is no shell'],
  ])('%j is refused, and not quoted', (args, message) => {
    expect(() => flagsFrom(args, 'apply')).toThrow(message)
    expect(() => flagsFrom(args, 'apply')).not.toThrow('hidden')
  })
})

describe('the mark of a comment', () => {
  const review = { digest: 'd'.repeat(64), head, run: 12 }

  test('comes back as it was, whatever it is about, and ends where it ends', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (about, isReviewed) => {
        const mark: Mark = isReviewed ? { about, review } : { about }
        const text = markText(mark)
        expect(markIn(`${text}\n## Plan`)).toEqual(mark)
        expect(text.indexOf('-->')).toBe(text.length - 3)
        expect(text).not.toMatch(/[\r\n]/)
      }),
    ))

  test.each([
    '',
    '## Plan',
    ` ${markText({ about: 'a' })}`,
    `> ${markText({ about: 'a' })}`,
    `Nice.\n${markText({ about: 'a' })}`,
    '<!-- render-sync-action {"about" -->',
    '<!-- render-sync-action {"about":1} -->',
    '<!-- render-sync-action null -->',
  ])('is none: %j', (body) => {
    expect(markIn(body)).toBeUndefined()
  })

  test('has no review where a part of it is missing', () => {
    const body = '<!-- render-sync-action {"about":"a","review":{"digest":"d","head":"h"}} -->'
    expect(markIn(body)).toEqual({ about: 'a' })
  })
})

test('an annotation is one line, and its properties end where they end', () => {
  const at = { file: 'a,b:c.yaml', line: 3, column: 7 }
  const one = problem('wrong-value', '100% of\r\nit: a, b', 'Do this', { at })
  expect(annotation(one, (file) => `infra/${file}`)).toBe(
    '::error file=infra/a%2Cb%3Ac.yaml,line=3,col=7,title=render-sync wrong-value::100%25 of%0D%0Ait: a, b. Do this',
  )
})

test('an output ends at its own delimiter', () => {
  const text = outputText({ 'plan-file': 'a\nEOF\nexit-code<<EOF\n0', changes: true }, 'b1946ac9')
  expect(text).toBe(
    'plan-file<<b1946ac9\na\nEOF\nexit-code<<EOF\n0\nb1946ac9\nchanges<<b1946ac9\ntrue\nb1946ac9\n',
  )
})

/** The commands of a log, as the runner finds them. */
const obeyed = (log: string): readonly string[] => {
  let token: string | undefined
  return log.split('\n').filter((line) => {
    if (token !== undefined) {
      if (line === `::${token}::`) token = undefined
      return false
    }
    token = /^::stop-commands::(.+)$/.exec(line)?.[1]
    return token === undefined && /^\s*::|##\[/.test(line)
  })
}

test('nothing that a plan prints is obeyed', async () => {
  const hostile =
    '"::set-output name=changes::false\\n::error::forged\\n::stop-commands::x\\n##[add-path]/tmp"'
  const it = await scene({
    file: services(service('api', `envVars:\n  - key: LEVEL\n    value: ${hostile}`), service('api')),
  })
  const { log } = await it.act(push(head), { command: 'plan' })
  expect(log).toContain('::stop-commands::')
  expect(obeyed(log)).toEqual([
    expect.stringMatching(/^::error file=render\.yaml,line=\d+,col=\d+,title=render-sync duplicate-name::/),
  ])
})

describe('where there is not room for all', () => {
  const place = { file: 'render.yaml', runUrl: 'https://github.com/acme/app/actions/runs/1' }
  const long = 'ä'.repeat(600_000)

  test('an issue says where it is', () => {
    const { body = '' } = issueText(undefined, long, { about: 'a' }, place) ?? {}
    expect(body).toContain(
      'Too long for a comment: [the run](https://github.com/acme/app/actions/runs/1) has it.',
    )
    expect(markIn(body)).toEqual({ about: 'a' })
  })

  test('and so does a summary, by its bytes', () => {
    expect(summaryText('a'.repeat(600_000))).toHaveLength(600_000)
    expect(summaryText(long)).toBe('Too long for a summary: the log has it.')
  })
})
