/** Every format of a plan, and what a reader of each counts. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { parseHTML } from 'linkedom'
import colors from 'picocolors'
import { expect } from 'vitest'
import { planPage } from '../../../cli/render/html/index.ts'
import { planDocument } from '../../../cli/render/json.ts'
import { junitText, planFindings, sarifDocument } from '../../../cli/render/machines/index.ts'
import { planMarkdown } from '../../../cli/render/markdown/index.ts'
import { planText } from '../../../cli/render/text/index.ts'
import type { PlanView } from '../../../cli/render/view/index.ts'

const pipe = { paint: colors.createColors(false), width: Number.POSITIVE_INFINITY }
const terminal = { ...pipe, width: 80 }

const json = (document: unknown) => `${JSON.stringify(document, null, 2)}\n`

/** By the ending of its files. */
export const formats: Readonly<Record<string, (plan: PlanView) => string | Promise<string>>> = {
  txt: (plan) => `${planText(plan, terminal)}\n`,
  json: (plan) => json(planDocument(plan)),
  md: (plan) => `${planMarkdown(plan, { maxLength: 24_000 })}\n`,
  html: async (plan) => `${await planPage(plan)}\n`,
  sarif: (plan) => json(sarifDocument(planFindings(plan))),
  xml: (plan) => `${junitText(planFindings(plan))}\n`,
}

/** What of a plan stands in each of its formats. */
export interface Told {
  readonly add: number
  readonly change: number
  readonly destroy: number
}

const sumsIn = (text: string): Told => {
  const [, ...numbers] = /Plan: (\d+) to add, (\d+) to change, (\d+) to destroy/.exec(text) ?? []
  const [add = 0, change = 0, destroy = 0] = numbers.map(Number)
  return { add, change, destroy }
}

/** A report, which is well-formed. */
export const junitIn = (xml: string) => {
  expect(XMLValidator.validate(xml)).toBe(true)
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => ['testcase', 'property'].includes(name),
  })
  const { testsuite } = parser.parse(xml).testsuites
  const properties: Readonly<Record<string, string>> = Object.fromEntries(
    testsuite.properties.property.map(({ name, value }: Record<string, string>) => [name, value]),
  )
  return { tests: testsuite.testcase as readonly Record<string, unknown>[], properties }
}

/** A page as a tree. */
export const treeOf = (html: string) => parseHTML(html).document

/** How many a reader counts, by format. */
export const countsIn: Readonly<Record<string, (printed: string) => Told>> = {
  txt: sumsIn,
  md: sumsIn,
  json: (printed) => JSON.parse(printed).summary,
  html: (printed) => sumsIn(treeOf(printed).querySelector('h1')?.textContent ?? ''),
  sarif: (printed) => {
    const [{ properties, results }] = JSON.parse(printed).runs
    const { add, change, destroy } = properties.counts
    const actions = results.map(({ ruleId }: { ruleId: string }) => ruleId)
    const count = (...rules: readonly string[]) =>
      actions.filter((rule: string) => rules.includes(rule)).length
    expect([count('create', 'replace'), count('update'), count('delete', 'replace')]).toEqual([
      add,
      change,
      destroy,
    ])
    return { add, change, destroy }
  },
  xml: (printed) => {
    const { add, change, destroy } = junitIn(printed).properties
    return { add: Number(add), change: Number(change), destroy: Number(destroy) }
  },
}

/** How many resources are told as changing, where a format tells each by itself. */
export const changesIn = {
  html: (printed: string) => treeOf(printed).querySelectorAll('details[data-action]').length,
  md: (printed: string) => (printed.match(/^\| `(\+|~|-\/\+|-)` \|/gm) ?? []).length,
}
