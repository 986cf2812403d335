/** Laws of what is printed: the patch of a change leads from before to after, and all formats tell the same. */

import fc from 'fast-check'
import jsonPatch, { type Operation } from 'fast-json-patch'
import colors from 'picocolors'
import { expect, test } from 'vitest'
import { driftDocument, planDocument } from '../../cli/render/json.ts'
import { driftMarkdown, planMarkdown } from '../../cli/render/markdown/index.ts'
import { driftText, planText } from '../../cli/render/text/index.ts'
import { type DriftView, driftView, type PlanView, planView } from '../../cli/render/view/index.ts'
import { html } from '../../cli/words/markup.ts'
import { addressText } from '../../cli/words/value.ts'
import { driftOf, isRefused, kinds, type Planned } from '../../src/index.ts'
import type { AnyFields, AnyKind } from '../../src/rows/index.ts'
import { countsIn, formats } from '../cli/render/formats.ts'
import { blueprints, isLegal } from '../support/blueprints.ts'
import { goodSamples } from '../support/files.ts'
import { bench, errorsOf, failures } from '../support/workspace.ts'

const pipe = { paint: colors.createColors(false), width: Number.POSITIVE_INFINITY }

interface Change {
  readonly before: object | null
  readonly after: object | null
  readonly patch?: Operation[]
}

interface Listed {
  readonly address: string
  readonly type: string
  readonly change: Change & { readonly actions: readonly string[] }
}

const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))
const listedIn = (document: unknown): readonly Listed[] => throughJson(document) as readonly Listed[]

const leadsToAfter = ({ change: { before, after, patch } }: Listed): void => {
  if (!patch) return
  const { newDocument } = jsonPatch.applyPatch(throughJson(before), patch, true, false, false)
  expect(newDocument).toEqual(after)
}

/** Where the rows of a document are: `/plan`, `/envVars/A/value`; an item without rows is one by itself. */
const leavesIn = (type: string, document: object | null): readonly string[] => {
  const { fields, aspects } = kinds[type as keyof typeof kinds] as AnyKind
  const tree = (document ?? {}) as Record<string, Record<string, object>>
  return [
    ...rowsIn(fields, tree, ''),
    ...Object.entries(aspects).flatMap(([aspect, { fields: rows }]) => {
      const part = tree[aspect]
      if (part === undefined) return []
      const own = new Set(Object.keys(rows).map((name) => name.split('.')[0]))
      if (Object.keys(part).every((key) => own.has(key))) return rowsIn(rows, part, `/${aspect}`)
      return Object.entries(part).flatMap(([key, item]) => {
        const at = `/${aspect}/${jsonPatch.escapePathComponent(key)}`
        return Object.keys(rows).length === 0 ? [at] : rowsIn(rows, item, at)
      })
    }),
  ]
}

const rowsIn = (rows: AnyFields, tree: object, at: string): readonly string[] =>
  Object.keys(rows).flatMap((name) => {
    const path = name.split('.')
    const value = path.reduce<unknown>(
      (node, key) => (node as Record<string, unknown> | undefined)?.[key],
      tree,
    )
    return value === undefined ? [] : [`${at}/${path.join('/')}`]
  })

const isWithin = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}/`)

/** How many rows a program sees change. */
const countedInJson = ({ type, change: { actions, before, after, patch } }: Listed): number => {
  const now = leavesIn(type, after)
  if (before === null) return now.length
  const paths = (patch ?? jsonPatch.compare(before, after ?? {})).map(({ path }) => path)
  expect(actions[0] === 'no-op' ? paths : []).toEqual([])
  const all = [...new Set([...leavesIn(type, before), ...now])]
  const touched = all.filter((leaf) => paths.some((path) => isWithin(leaf, path) || isWithin(path, leaf)))
  // Nothing in the patch is outside of what was counted.
  expect(
    paths.filter((path) => !touched.some((leaf) => isWithin(leaf, path) || isWithin(path, leaf))),
  ).toEqual([])
  return touched.length
}

/** How many a reader of the text does: lines with nothing further in below them. */
const countedInText = (block: string): number => {
  const lines = block.split('\n').slice(1)
  const isInner = (line: string | undefined) => line?.startsWith(' '.repeat(10)) === true
  return lines.filter(
    (line, index) => !/^ {6}\S.* because of /.test(line) && (isInner(line) || !isInner(lines[index + 1])),
  ).length
}

/** How many the block of a fold has: lines with nothing further in below them, what comes in the place of what goes counted once. */
const countedInMarkdown = (fold: string): number => {
  const lines = (/```diff\n([\s\S]*?)\n```/.exec(fold)?.[1] ?? '').split('\n').filter((line) => line !== '')
  const depthOf = (line = '') => line.slice(1).search(/\S/)
  const keyOf = (line = '') => /^.( *"(?:\\.|[^"])*":| *[^" :-][^:]*:)/.exec(line)?.[1]
  return lines.filter((line, index) => {
    const next = lines[index + 1]
    if (depthOf(next) > depthOf(line)) return false
    return !(
      line.startsWith('-') &&
      next?.startsWith('+') &&
      keyOf(line) !== undefined &&
      keyOf(line) === keyOf(next)
    )
  }).length
}

const sums = (plan: PlanView) => {
  const actions = listedIn(planDocument(plan).resource_changes).flatMap(({ change }) => change.actions)
  const count = (action: string) => actions.filter((one) => one === action).length
  return [count('create'), count('update'), count('delete')]
}

const sumsIn = (text: string): readonly number[] => {
  const [, ...numbers] = /Plan: (\d+) to add, (\d+) to change, (\d+) to destroy/.exec(text) ?? []
  return numbers.length > 0 ? numbers.map(Number) : [0, 0, 0]
}

const problemsIn = (text: string): string | undefined =>
  /^\d+ errors?, \d+ warnings?(, \d+ notes?)?$/m.exec(text)?.[0]

const planTellsTheSame = async (plan: PlanView): Promise<void> => {
  const document = planDocument(plan)
  const changes = listedIn(document.resource_changes)
  const [text, markdown] = [planText(plan, pipe), planMarkdown(plan)]
  const { add, change, destroy } = document.summary
  expect([add, change, destroy]).toEqual(sums(plan))
  expect(sumsIn(text)).toEqual(sums(plan))
  expect(sumsIn(markdown)).toEqual(sums(plan))
  expect(problemsIn(markdown)).toBe(problemsIn(text))
  for (const [format, print] of Object.entries(formats)) {
    expect([format, countsIn[format]?.(await print(plan))]).toEqual([format, document.summary])
  }

  const acting = changes.filter(({ change }) => change.actions[0] !== 'no-op')
  const inJson = new Map(acting.map((listed) => [listed.address, countedInJson(listed)]))
  const blocks = text.split('\n\n').slice(0, acting.length)
  const addresses = plan.acting.map(({ address }) => address)
  expect(new Map(blocks.map((block, at) => [addresses[at], countedInText(block)]))).toEqual(inJson)
  const folds = markdown.split('<details>').map((fold) => fold.split('</details>')[0] ?? '')
  const counted = folds.flatMap((fold) => {
    const address = /<code>([^<]*)<\/code> \(/.exec(fold)?.[1]
    return address === undefined ? [] : [[address, countedInMarkdown(fold)] as const]
  })
  const asShown = [...inJson].map(([address, count]) => [html(addressText(address)), count] as const)
  expect(new Map(counted)).toEqual(new Map(asShown))
}

const driftTellsTheSame = (drift: DriftView): void => {
  const drifted = listedIn(driftDocument(drift).resource_drift)
  const missing = drifted.filter(({ change }) => change.actions[0] === 'delete').length
  const text = driftText(drift, pipe)
  const number = (pattern: RegExp, where: string) => Number(pattern.exec(where)?.[1] ?? 0)
  if (drift.problems.every(({ severity }) => severity !== 'error')) {
    expect(number(/(\d+) resources? (?:is|are) missing/, text)).toBe(missing)
    expect(number(/(\d+) resources? differs?/, text)).toBe(drifted.length - missing)
  }
  expect(number(/## Drift: (\d+) of/, driftMarkdown(drift))).toBe(drifted.length)
}

/** Whatever a plan says, it says in each format. */
const tellTheSame = async (made: Planned): Promise<void> => {
  const [planned, drifted] = [planView(made.plan), driftView(driftOf(made, { now: 0 }))]
  listedIn(planDocument(planned).resource_changes).forEach(leadsToAfter)
  listedIn(driftDocument(drifted).resource_drift).forEach(leadsToAfter)
  await planTellsTheSame(planned)
  driftTellsTheSame(drifted)
}

/** Tries them on this many random plans. */
export const printedLaws = (numRuns: number, timeout: number): void => {
  const truths = fc.asyncProperty(blueprints(), blueprints(), async (first, second) => {
    const [before, after] = [JSON.stringify(first), JSON.stringify(second)]
    fc.pre(isLegal(before) && isLegal(after))
    const it = bench()
    const made = await it.plan(before)
    await tellTheSame(made)
    fc.pre(!isRefused(made.plan) && errorsOf(made).length === 0)
    expect(failures(await it.apply(before))).toEqual([])
    // Also a plan that refuses is told whole.
    await tellTheSame(await it.plan(after))
    await tellTheSame(await it.plan(before))
  })
  test(
    'each format of any plan tells the same, and its patches apply',
    () => fc.assert(truths, { numRuns }),
    timeout,
  )
}

/** Holds the formats of plans of samples against each other: before and after an apply, and from one sample to its siblings. */
export const tellTheSameOf = (
  isTried: (sample: (typeof goodSamples)[number], index: number) => boolean,
): void => {
  test.each(goodSamples.filter(isTried))(
    'each format of a plan of $file tells the same',
    async ({ text, secrets, stem }) => {
      const it = bench()
      await tellTheSame(await it.plan(text(), { secrets }))
      expect(failures(await it.apply(text(), { secrets }))).toEqual([])
      await tellTheSame(await it.plan(text(), { secrets }))
      for (const other of goodSamples.filter((sample) => sample.stem === stem)) {
        await tellTheSame(await it.plan(other.text(), { secrets: other.secrets }))
      }
    },
  )
}
