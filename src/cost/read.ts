/** Reads prices of somebody's own, which are stronger than the ones that are built in. Pure. */
import { quoted, say } from '../file/messages/index.ts'
import {
  createReport,
  fileText,
  isMapping,
  type Mapping,
  type ParsedFile,
  parse,
  type Report,
} from '../file/text/index.ts'
import { allKinds } from '../kinds/index.ts'
import { ProblemsError } from '../problem.ts'
import { type Bill, nearest } from '../rows/index.ts'
import type { PriceRow, Prices } from './prices.ts'

const items: readonly Bill['item'][] = ['plan', 'disk', 'storage', 'replica', 'standby']
const keys = ['kind', 'item', 'plan', 'month', 'usage'] as const

const holder = 'a price'

/**
 * Reads a mapping of `asOf` and `prices`: YAML, or JSON. Throws `ProblemsError` with all that is wrong with it at once.
 * They stand above the built-in table, which says what the others cost.
 */
export const readPrices = ({ name, text }: { readonly name: string; readonly text: string }): Prices => {
  const report = createReport()
  const file = parse(fileText(name, text.replace(/^\uFEFF/, '')), new WeakMap(), report, () => {})
  const prices = file && pricesIn(file, name, report)
  if (report.failed() || !prices) throw new ProblemsError(report.problems())
  return prices
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))

const pricesIn = (file: ParsedFile, name: string, report: Report): Prices | undefined => {
  const { root, text } = file
  if (!isMapping(root) || !Array.isArray(root.prices)) {
    report.at(text, 0, say.wrongType('the file', 'a mapping with a list "prices"', 'something else'))
    return undefined
  }
  for (const key of Object.keys(root)) {
    if (key === 'asOf' || key === 'prices') continue
    report.on(file, [key], say.unknownKey(key, 'a file of prices', nearest(key, ['asOf', 'prices'])), {
      side: 'key',
    })
  }
  const { asOf } = root
  if (!isDay(asOf)) {
    const got = asOf === undefined ? 'none' : quoted(asOf)
    report.on(
      file,
      asOf === undefined ? [] : ['asOf'],
      say.wrongValue('"asOf"', 'a day such as 2026-11-26', got),
    )
    return undefined
  }
  const own = root.prices.map((_, index) => rowAt(index, file, report))
  return {
    asOf,
    sources: { [name]: { date: asOf } },
    rows: own.flatMap((row) => (row ? [{ ...row, source: name }] : [])),
  }
}

const rowAt = (index: number, file: ParsedFile, report: Report): Omit<PriceRow, 'source'> | undefined => {
  const entry: unknown = (file.root as { readonly prices: readonly unknown[] }).prices[index]
  const path = ['prices', index] as const
  if (!isMapping(entry)) {
    report.on(file, path, say.wrongType(holder, 'a mapping', 'something else'))
    return undefined
  }
  for (const key of Object.keys(entry)) {
    if ((keys as readonly string[]).includes(key)) continue
    report.on(file, [...path, key], say.unknownKey(key, holder, nearest(key, keys)), { side: 'key' })
  }
  return rowOf(entry, (key, expected) => {
    if (entry[key] === undefined) report.on(file, path, say.missingKey(key, holder))
    else report.on(file, [...path, key], say.wrongValue(`"${key}"`, expected, quoted(entry[key])))
  })
}

const rowOf = (
  { kind, item = 'plan', plan, month, usage }: Mapping,
  wrong: (key: string, expected: string) => void,
): Omit<PriceRow, 'source'> | undefined => {
  const names = allKinds.flatMap(({ name, bills }) => (bills ? [name] : []))
  if (typeof kind !== 'string' || !names.includes(kind)) wrong('kind', `one of ${names.join(', ')}`)
  if (!items.includes(item as Bill['item'])) wrong('item', `one of ${items.join(', ')}`)
  if (plan !== undefined && typeof plan !== 'string') wrong('plan', 'the name of a plan')
  if (usage !== undefined && typeof usage !== 'string') wrong('usage', 'a text such as "$0.001 a minute"')
  if (month !== undefined && !(typeof month === 'number' && month >= 0)) wrong('month', 'US dollars from 0')
  return {
    kinds: [String(kind)],
    item: item as Bill['item'],
    ...(typeof plan === 'string' && { plans: [plan] }),
    ...(typeof month === 'number' && { month }),
    ...(typeof usage === 'string' && { usage }),
  }
}
