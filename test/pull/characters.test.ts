/** What a terminal or an editor would obey stands in a pulled file as an escape, and means what it meant. */
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { bench, failures, lines } from '../support/workspace.ts'
import { pulled, pulledInto } from './round-trip.ts'

/** Each with how it is written. */
const characters: readonly (readonly [string, string])[] = [
  ['\u0007', '\\a'],
  ['\u0008', '\\b'],
  ['\u001b[31m', '\\e[31m'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\u007f', '\\x7f'],
  ['\u0085', '\\x85'],
  ['\u009b2J', '\\x9b2J'],
  ['\u061c', '\\u061c'],
  ['\u200e', '\\u200e'],
  ['\u200f', '\\u200f'],
  ['\u2028', '\\u2028'],
  ['\u202a', '\\u202a'],
  ['\u202e', '\\u202e'],
  ['\u2066', '\\u2066'],
  ['\u2069', '\\u2069'],
  ['\ufeff', '\\ufeff'],
]

const obeyed = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u

const file = (text: string) => `projects:
- name: ${JSON.stringify(`p${text}q`)}
  environments:
  - name: e
    services:
    - type: worker
      name: w
      runtime: docker
      dockerCommand: ${JSON.stringify(`run ${text} now`)}
      envVars:
      - key: A
        value: ${JSON.stringify(`a${text}b`)}
`

describe('in a fresh file, in a name, a field and a value:', () => {
  test.each(characters)('%j is %s', async (text, written) => {
    const it = bench()
    expect(failures(await it.apply(file(text)))).toEqual([])
    const found = await pulled(it, { values: ['A'] })
    expect(found.text).not.toMatch(obeyed)
    for (const wanted of [`"p${written}q"`, `"run ${written} now"`, `"a${written}b"`])
      expect(found.text).toContain(wanted)
    expect(lines((await it.plan(found.text)).plan)).toEqual([])
  })
})

test('several lines with tabs in them stay lines', async () => {
  const it = bench()
  const script = 'if true\n\tthen\n'
  const text = `services: [{ type: worker, name: w, runtime: docker, dockerCommand: ${JSON.stringify(script)} }]`
  expect(failures(await it.apply(text))).toEqual([])
  const found = await pulled(it)
  expect(found.text).toContain('dockerCommand: |\n      if true\n      \tthen\n')
})

test('in a file that is there, what is new is escaped, and what people wrote stays as it is', async () => {
  const before = `# by ha\u200end
services:
- type: worker
  name: w # the \u202eone
  runtime: docker
  dockerCommand: run
  envVars:
  - key: A
    value: "1"
  - key: B # the \u200eother
    value: "b\u2066"
`
  const it = bench()
  expect(failures(await it.apply(before))).toEqual([])
  const command = 'run \u202e\u001b[2J'
  const changed = before
    .replace('dockerCommand: run', `dockerCommand: ${JSON.stringify(command)}`)
    .replace('"1"', '"\\u200e2"')
  expect(failures(await it.apply(changed))).toEqual([])
  const { text } = await pulledInto(it, before)
  expect(text).toBe(
    before.replace('dockerCommand: run', 'dockerCommand: "run \\u202e\\e[2J"').replace('"1"', '"\\u200e2"'),
  )
  expect(parse(text).services[0].dockerCommand).toBe(command)
  expect((await pulledInto(it, text)).text).toBe(text)
})

test('a name that is no text is told with its place in the file', async () => {
  const it = bench()
  const body = { name: 'half\ud800', envVars: [], ownerId: it.emulator.ownerId }
  await it.client.send({ method: 'POST', path: '/env-groups', body })
  const { text, problems } = await pulled(it)
  expect(text).toContain('- name: "half\\ud800"')
  const place = { file: 'render.yaml', line: 2, column: 11 }
  expect(problems).toMatchObject([{ code: 'invalid-text', at: place }])
  const into = await pulled(it, { file: { name: 'shop.yaml', text } }).catch(({ problems }) => ({ problems }))
  expect(into.problems).toMatchObject([{ code: 'invalid-text', at: { ...place, file: 'shop.yaml' } }])
})
