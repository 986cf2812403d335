/**
 * Fourteen plans in every format, whole. `vitest --update` writes the files anew, which are to be read then; the counts are
 * written by hand.
 */
import { readFileSync } from 'node:fs'
import oasisSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' }
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import colors from 'picocolors'
import { beforeAll, describe, expect, test } from 'vitest'
import { driftPage } from '../../../cli/render/html/index.ts'
import { driftDocument } from '../../../cli/render/json.ts'
import { driftFindings, junitText, sarifDocument } from '../../../cli/render/machines/index.ts'
import { driftMarkdown } from '../../../cli/render/markdown/index.ts'
import { driftText } from '../../../cli/render/text/index.ts'
import type { DriftView, PlanView } from '../../../cli/render/view/index.ts'
import { changesIn, countsIn, formats, junitIn, treeOf } from './formats.ts'
import { cases, driftCounts, drifted } from './fourteen.ts'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

const isPlan = new Ajv2020({ strict: false, allErrors: true }).compile(
  JSON.parse(read('schemas/plan.schema.json')),
)

/** The schema of OASIS as Microsoft ships it: of a draft whose two words that matter here have other names by now. */
const { id: _id, $schema: _draft, ...sarifSchema } = oasisSchema
const isSarif = new Ajv({
  strict: false,
  allErrors: true,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(sarifSchema)

const expectValid = (format: string, printed: string): void => {
  const validate = format === 'json' ? isPlan : isSarif
  validate(JSON.parse(printed))
  expect(validate.errors).toBe(null)
}

test('there are fourteen', () => {
  expect(cases.length + 1).toBe(14)
})

describe.each(cases)('$name', ({ name, counts, view }) => {
  let plan: PlanView

  beforeAll(async () => {
    plan = await view()
  })

  test.each(Object.entries(formats))('%s', async (format, print) => {
    const printed = await print(plan)
    await expect(printed).toMatchFileSnapshot(`../golden/fourteen/${name}.${format}`)
    const { add, change, destroy } = counts
    expect(countsIn[format]?.(printed)).toEqual({ add, change, destroy })
    if (format === 'json' || format === 'sarif') expectValid(format, printed)
  })

  test('the rest of what was counted by hand is told too', async () => {
    const told = JSON.parse((await formats.json?.(plan)) ?? '')
    const severities = (wanted: string) =>
      told.problems.filter(({ severity }: { severity: string }) => severity === wanted).length
    const losing = told.resource_changes.filter((one: { destroys_data?: true }) => one.destroys_data)
    expect({
      error: severities('error'),
      warning: severities('warning'),
      note: severities('note'),
      unobserved: told.unobserved.length,
      losing: losing.length,
    }).toEqual({
      error: counts.error,
      warning: counts.warning,
      note: counts.note,
      unobserved: counts.unobserved,
      losing: counts.losing,
    })
    // What destroys data stands before all else.
    expect(told.resource_changes.slice(0, counts.losing)).toEqual(losing)
    const { properties } = junitIn((await formats.xml?.(plan)) ?? '')
    expect(
      Object.fromEntries(
        ['error', 'warning', 'note', 'unobserved'].map((key) => [key, Number(properties[key])]),
      ),
    ).toEqual({
      error: counts.error,
      warning: counts.warning,
      note: counts.note,
      unobserved: counts.unobserved,
    })
  })

  test('a table and a page have each change once', async () => {
    const acting = counts.add + counts.change + counts.destroy - (name.startsWith('replace') ? 1 : 0)
    expect(changesIn.html((await formats.html?.(plan)) ?? '')).toBe(acting)
    expect(changesIn.md((await formats.md?.(plan)) ?? '')).toBe(acting)
  })
})

describe('drift', () => {
  const plain = { paint: colors.createColors(false), width: 80 }
  const json = (document: unknown) => `${JSON.stringify(document, null, 2)}\n`
  let drift: DriftView

  beforeAll(async () => {
    drift = await drifted()
  })

  test.each<
    [
      format: string,
      print: (drift: DriftView) => string | Promise<string>,
      count: (printed: string) => object,
    ]
  >([
    [
      'txt',
      (drift) => `${driftText(drift, plain)}\n`,
      (printed) => ({
        different: Number(/(\d+) resource differs/.exec(printed)?.[1]),
        missing: Number(/(\d+) resource is missing/.exec(printed)?.[1]),
        unmanaged: Number(/left alone \((\d+)\)/.exec(printed)?.[1]),
      }),
    ],
    [
      'json',
      (drift) => json(driftDocument(drift)),
      (printed) => {
        expectValid('json', printed)
        const { resource_drift, unmanaged } = JSON.parse(printed)
        const actions = resource_drift.map(
          ({ change }: { change: { actions: string[] } }) => change.actions[0],
        )
        return {
          different: actions.filter((action: string) => action === 'update').length,
          missing: actions.filter((action: string) => action === 'delete').length,
          unmanaged: unmanaged.length,
        }
      },
    ],
    [
      'md',
      (drift) => `${driftMarkdown(drift)}\n`,
      (printed) => ({
        different: (printed.match(/ differs<\/summary>/g) ?? []).length,
        missing: (printed.match(/is \*\*missing\*\*/g) ?? []).length,
        unmanaged: Number(/left alone: (\d+)/.exec(printed)?.[1]),
      }),
    ],
    [
      'html',
      async (drift) => `${await driftPage(drift)}\n`,
      (printed) => {
        const marks = [...treeOf(printed).querySelectorAll('summary .mark')].map(
          ({ textContent }) => textContent,
        )
        return {
          different: marks.filter((mark) => mark === 'differs').length,
          missing: marks.filter((mark) => mark === 'is missing').length,
          unmanaged: Number(/left alone \((\d+)\)/.exec(printed)?.[1]),
        }
      },
    ],
    [
      'sarif',
      (drift) => json(sarifDocument(driftFindings(drift))),
      (printed) => {
        expectValid('sarif', printed)
        const { different, missing, unmanaged } = JSON.parse(printed).runs[0].properties.counts
        return { different, missing, unmanaged }
      },
    ],
    [
      'xml',
      (drift) => `${junitText(driftFindings(drift))}\n`,
      (printed) => {
        const { properties, tests } = junitIn(printed)
        expect(tests.filter((one) => 'failure' in one)).toHaveLength(2)
        return {
          different: Number(properties.different),
          missing: Number(properties.missing),
          unmanaged: Number(properties.unmanaged),
        }
      },
    ],
  ])('%s', async (format, print, count) => {
    const printed = await print(drift)
    await expect(printed).toMatchFileSnapshot(`../golden/fourteen/drift.${format}`)
    expect(count(printed)).toEqual(driftCounts)
  })
})
