/** Every rule has a file and a page, and what its page says is so. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { InputFile } from '../../src/file/load.ts'
import { rules } from '../../src/file/rules/index.ts'
import { type Problem, type RuleCode, severityOf } from '../../src/problem.ts'
import { problemsIn, said, web } from './said.ts'

const folder = new URL('../../docs/rules/', import.meta.url)
const pageOf = (code: string) => readFileSync(new URL(`${code}.md`, folder), 'utf8')
const all = Object.keys(rules) as RuleCode[]

/** What is found while the plan is made is not found in the file alone. */
const byPlan: readonly RuleCode[] = ['slug-taken', 'smaller-database', 'unknown-reference']

test.each([
  ['page', folder, /^(?!README)(.*)\.md$/],
  ['file', new URL('../../src/file/rules/', import.meta.url), /^(?!index)(.*)\.ts$/],
])('every rule has a %s of its name, and every one a rule', (_what, where, form) => {
  const names = readdirSync(where).flatMap((name) => form.exec(name)?.[1] ?? [])
  expect(names.sort()).toEqual(all.toSorted())
})

/** An example of several files has a comment with the name of each further one. */
const filesOf = (id: string, heading: string): readonly InputFile[] => {
  const example = new RegExp(`## ${heading}\\n\\n\`\`\`yaml\\n([^]*?)\`\`\``).exec(pageOf(id))?.[1] ?? ''
  const [first = '', ...more] = example.split(/^# (?=[\w-]+\.yaml$)/m)
  return [
    { name: 'render.yaml', text: first },
    ...more.map((part) => ({ name: part.split('\n')[0] ?? '', text: part.split('\n').slice(1).join('\n') })),
  ]
}

const byRule = (problems: readonly Problem[], rule: RuleCode) => problems.filter(({ code }) => code === rule)

describe.each(all)('%s', (rule) => {
  test('its page says what its row says', () => {
    const severity = severityOf(rule)
    const shown = `${severity.charAt(0).toUpperCase()}${severity.slice(1)}`
    expect(pageOf(rule)).toContain(`# ${rule}\n\n**${shown}.** ${rules[rule].doc}\n\n`)
  })

  test('finds nothing in what its page calls right, which loads', () => {
    const problems = problemsIn(filesOf(rule, 'Right'))
    expect(problems.filter(({ code, severity }) => code === rule || severity === 'error')).toEqual([])
  })
})

const byFile = all.filter((rule) => !byPlan.includes(rule))

test.each(byFile)('%s finds what its page calls wrong', (rule) => {
  const found = byRule(problemsIn(filesOf(rule, 'Wrong')), rule).map((problem) => problem.severity)
  expect([...new Set(found)]).toEqual([severityOf(rule)])
})

const silenceable = byFile.filter(
  (rule) => severityOf(rule) !== 'error' && !['unused-ignore', 'empty-file'].includes(rule),
)

test.each(silenceable)('%s is silenced by a comment on the line above', (rule) => {
  const files = filesOf(rule, 'Wrong')
  const silenced = files.map(({ name, text }) => {
    const lines = text.split('\n')
    const found = byRule(problemsIn(files), rule).filter(({ at }) => at?.file === name)
    for (const { at } of found.toReversed()) {
      lines.splice((at?.line ?? 1) - 1, 0, `# render-sync-ignore ${rule}`)
    }
    return { name, text: lines.join('\n') }
  })
  const left = problemsIn(silenced).map(({ code }) => code)
  expect(left).not.toContain(rule)
  expect(left).not.toContain('unused-ignore')
})

describe('comments that silence', () => {
  const old = (comment: string) => `services:\n- type: web\n  name: api\n  env: docker ${comment}\n`
  test.each<[string, string, string[]]>([
    ['at the end of the line', old('# render-sync-ignore deprecated-name'), []],
    ['with a reason', old('# render-sync-ignore deprecated-name -- the old agent reads it'), []],
    ['with a colon', old('# render-sync-ignore: deprecated-name'), []],
    [
      'on the line above, several rules at once; one without a rule',
      'services: # render-sync-ignore\n# render-sync-ignore deprecated-name, loose-value\n- { type: web, name: api, env: docker, plan: Pro }\n',
      ['1:11 warning unused-ignore: the comment names no rule'],
    ],
    [
      'on another line',
      `# render-sync-ignore deprecated-name\n${old('')}`,
      [
        '1:1 warning unused-ignore: there is no "deprecated-name" here to be silenced',
        '5:3 warning deprecated-name: "env" is the old name of "runtime"',
      ],
    ],
    [
      'at the end of the line above',
      'services:\n- type: web\n  name: api # render-sync-ignore deprecated-name\n  env: docker\n',
      [
        '3:13 warning unused-ignore: there is no "deprecated-name" here to be silenced',
        '4:3 warning deprecated-name: "env" is the old name of "runtime"',
      ],
    ],
    [
      'of an unknown rule',
      old('# render-sync-ignore deprecated-names'),
      [
        '4:3 warning deprecated-name: "env" is the old name of "runtime"',
        '4:15 warning unused-ignore: there is no rule "deprecated-names"; did you mean "deprecated-name"?',
      ],
    ],
    [
      'of an error',
      web('region: ohoi # render-sync-ignore wrong-value'),
      [
        '5:11 error wrong-value: "region" must be one of oregon, ohio, virginia, frankfurt, singapore; got "ohoi"; did you mean "ohio"?',
        '5:16 warning unused-ignore: "wrong-value" finds errors, which cannot be silenced',
      ],
    ],
    [
      'of an error that is not there',
      web('region: ohio # render-sync-ignore wrong-value'),
      ['5:16 warning unused-ignore: "wrong-value" finds errors, which cannot be silenced'],
    ],
    [
      'in a text that only looks like one',
      web('dockerCommand: |\n  # render-sync-ignore nothing\n  run'),
      [],
    ],
    ['of another tool', web('region: ohio # render-sync-ignored by us'), []],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })
})
