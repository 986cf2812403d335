/** A plan as a page: what is done, in which order, by when, and what that costs. */
import type { Charge } from '../../../src/index.ts'
import { addressText, durationText, moneyText } from '../../words/index.ts'
import { planGraph, svgText } from '../graph/index.ts'
import { factsOf, headline, heldText, type PlanView, prunedText, refusalText } from '../view/index.ts'
import { changeFolds, filterForm } from './changes.ts'
import { element, type Markup, raw } from './element.ts'
import { page } from './page.ts'
import {
  code,
  head,
  ignoredSection,
  list,
  problemsSection,
  scrolled,
  section,
  table,
  unmanagedSection,
  unobservedSection,
} from './parts.ts'

export const planPage = async (plan: PlanView): Promise<string> => {
  const title = headline(plan)
  const told = [...plan.acting, ...plan.held]
  return page(title, [
    ...head(title, plan.workspace),
    ...marks(plan),
    ...(plan.isRefused ? [element('p', { class: 'alert', role: 'alert' }, refusalText(plan))] : []),
    list([...factsOf(plan), ...(plan.held.length > 0 ? [heldText(plan)] : [])]),
    ...problemsSection(plan.problems, plan.quiet),
    ...(told.length > 0 ? [section('Changes', filterForm(told), ...changeFolds(plan))] : []),
    ...(await graphSection(plan)),
    ...timeSection(plan),
    ...costSection(plan),
    ...unobservedSection(plan),
    ...ignoredSection(plan),
    ...unmanagedSection(plan.unmanaged, 'Not in the file, and left alone', prunedText),
  ])
}

const marks = ({ digest, commit }: PlanView): readonly Markup[] => [
  ...(commit === undefined ? [] : [element('p', { class: 'soft' }, 'Commit ', code(commit))]),
  ...(digest === undefined ? [] : [element('p', { class: 'soft' }, 'Plan ', code(digest))]),
]

const graphSection = async (plan: PlanView): Promise<readonly Markup[]> => {
  const graph = planGraph(plan)
  if (graph.nodes.length === 0) return []
  const svg = (await svgText(graph)).replace('<svg ', '<svg role="img" aria-label="What needs what" ')
  return [section('What needs what', scrolled('The graph', raw(svg)))]
}

/** In pixels: of one line, and of all of them. */
const row = 36
const wide = 320

const timeSection = ({ timeline, requests, seconds, eta, isRefused }: PlanView): readonly Markup[] => {
  if (timeline.length === 0 || isRefused) return []
  const end = Math.max(1, ...timeline.map((span) => span.from + span.seconds))
  const bars = timeline.map(({ address, from, seconds: long }, at) => [
    element('rect', {
      class: 'bar',
      x: Math.round((from / end) * wide),
      y: at * row + 19,
      width: Math.max(3, Math.round((long / end) * wide)),
      height: 10,
      rx: 2,
    }),
    element('text', { x: 0, y: at * row + 14, 'font-size': 12 }, label(address, from, long)),
  ])
  const height = timeline.length * row
  const size = { width: wide + 80, height, viewBox: `0 0 ${wide + 80} ${height}` }
  return [
    section(
      'Requests and time',
      table(
        "Writes by Render's rate limits",
        ['Limit', 'Writes'],
        Object.entries(requests).map(([limit, count]) => [limit, String(count)]),
      ),
      element(
        'p',
        { class: 'soft' },
        `The limits take about ${durationText(seconds)}, and all of it about ${durationText(eta)}, as estimated. Below is what waits for what, without the limits.`,
      ),
      scrolled(
        'The time line',
        element('svg', { ...size, role: 'img', 'aria-label': 'The time line' }, bars),
      ),
    ),
  ]
}

const label = (address: string, from: number, long: number): string => {
  const name = addressText(address)
  const short = name.length > 40 ? `${name.slice(0, 39)}…` : name
  return `${short}, ${long > 0 ? `${durationText(long)} from ${durationText(from)}` : `written at ${durationText(from)}`}`
}

const costSection = ({ cost }: PlanView): readonly Markup[] => {
  if (cost.resources.length === 0) return []
  const side = (charges: readonly Charge[]) =>
    charges.length === 0 ? 'nothing' : charges.map(chargeText).join('; ')
  const sources = Object.entries(cost.sources).map(
    ([key, { date, address, secondHand }]) =>
      `${key}: ${address ?? (secondHand ? 'second hand' : 'given')}, ${date}`,
  )
  return [
    section(
      'Monthly cost',
      table(
        'What changes',
        ['Resource', 'Before', 'After', 'Difference'],
        cost.resources.map(({ address, before, after, difference }) => [
          code(addressText(address)),
          side(before),
          side(after),
          `${moneyText(difference.month)}${difference.unknown.length > 0 ? ', and what is unknown' : ''}`,
        ]),
      ),
      ...(sources.length > 0 ? [list(sources)] : []),
    ),
  ]
}

const chargeText = ({ item, plan, count, month, usage, source }: Charge): string => {
  const what = item === 'plan' ? (plan ?? 'instance') : item
  const price = month === undefined ? 'unknown' : moneyText(month)
  const many = count === undefined || count === 1 ? '' : `${count} × `
  return `${many}${what} ${price}${usage === undefined ? '' : ` at least (${usage})`}${source === undefined ? '' : ` [${source}]`}`
}
