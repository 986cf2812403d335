/** A plan whose every name and value wants to be more than text, parsed back by what reads each format: it is text, and nothing else. */
import { Terminal } from '@xterm/headless'
import markdownIt from 'markdown-it'
import { beforeAll, describe, expect, test } from 'vitest'
import { driftPage } from '../../../cli/render/html/index.ts'
import { driftFindings, junitText } from '../../../cli/render/machines/index.ts'
import { driftMarkdown } from '../../../cli/render/markdown/index.ts'
import { type DriftView, driftView, type PlanView, planView } from '../../../cli/render/view/index.ts'
import { driftOf } from '../../../src/index.ts'
import { bench } from '../../support/workspace.ts'
import { formats, junitIn, treeOf } from './formats.ts'
import { hostile, hostileFile } from './fourteen.ts'

let plan: PlanView
let drift: DriftView

beforeAll(async () => {
  const it = bench({ ownerName: hostile.slice(0, 6).join(' ') })
  const now = hostileFile()
  await it.apply(hostileFile((text, index) => (index === 0 ? text : `${text}x`)))
  plan = planView((await it.plan(now)).plan, { digest: 'd'.repeat(64) })
  drift = driftView(driftOf(await it.plan(now), { now: 0 }))
})

const printed = async (): Promise<Readonly<Record<string, string>>> => ({
  ...Object.fromEntries(
    await Promise.all(Object.entries(formats).map(async ([format, print]) => [format, await print(plan)])),
  ),
  'drift.md': driftMarkdown(drift),
  'drift.html': await driftPage(drift),
  'drift.xml': junitText(driftFindings(drift)),
})

test('it has something to say of each of them', () => {
  expect(plan.acting.length).toBeGreaterThan(5)
  expect(drift.drifted.length).toBeGreaterThan(5)
})

test('no line of any format is a command to who runs a pipeline', async () => {
  for (const [format, text] of Object.entries(await printed())) {
    const commands = text.split('\n').filter((line) => /^\s*::/.test(line) || /##\w*\[/.test(line))
    // The outlet spells what is left of these in JSON; it is no part of a document.
    expect([format, format === 'json' || format === 'sarif' ? [] : commands]).toEqual([format, []])
  }
})

/** Elements that pages of ours have. Whatever else is there, a name has made. */
const ours = {
  'drift.md': ['details', 'summary', 'code'],
  md: ['details', 'summary', 'code'],
}

describe('Markdown', () => {
  test.each(['md', 'drift.md'] as const)(
    '%s has no link, no image, and no element but ours',
    async (format) => {
      const page = (await printed())[format] ?? ''
      const tokens = markdownIt({ html: true, linkify: true }).parse(page, {})
      const inline = tokens.flatMap(({ children }) => children ?? [])
      const kinds = new Set(inline.map(({ type }) => type))
      expect(['link_open', 'image', 'html_inline'].filter((type) => kinds.has(type))).toEqual([])
      const blocks = tokens.filter(({ type }) => type === 'html_block').map(({ content }) => content)
      const elements = blocks.flatMap((block) =>
        [...block.matchAll(/<\/?([a-z!]+)/gi)].map(([, name]) => name ?? ''),
      )
      expect([...new Set(elements)].filter((name) => name !== '!' && !ours[format].includes(name))).toEqual(
        [],
      )
      // One comment, which is ours and ends where it should.
      expect(blocks.join('').match(/<!--/g) ?? []).toHaveLength(format === 'md' ? 1 : 0)
      const headings = tokens.filter(({ type }) => type === 'heading_open')
      expect(headings).toHaveLength(1)
    },
  )

  test('each row of the table has as many cells as its head', async () => {
    const tokens = markdownIt().parse((await printed()).md ?? '', {})
    const cells = tokens.filter(({ type }) => type === 'td_open').length
    const rows = tokens.filter(({ type }) => type === 'tr_open').length - 1
    const columns = tokens.filter(({ type }) => type === 'th_open').length
    expect(rows).toBe(plan.acting.length)
    expect(cells).toBe(rows * columns)
  })
})

describe('HTML', () => {
  const known = new Set(
    'html head meta title style body main script h1 h2 p ul li section form label input span details summary code pre div table caption thead tbody tr th td strong svg g text polygon path rect a'.split(
      ' ',
    ),
  )

  test.each(['html', 'drift.html'])('%s has no element and no attribute but ours', async (format) => {
    const tree = treeOf((await printed())[format] ?? '')
    const elements = [...tree.querySelectorAll('*')]
    expect(
      [...new Set(elements.map(({ localName }) => localName))].filter((name) => !known.has(name)),
    ).toEqual([])
    const attributes = new Set(elements.flatMap((element) => element.getAttributeNames()))
    expect([...attributes].filter((name) => /^on|^href$|^src$|^style$/.test(name))).toEqual([])
    expect(tree.querySelectorAll('script')).toHaveLength(1)
    expect(tree.querySelectorAll('main')).toHaveLength(1)
  })

  test('what a name says can be read', async () => {
    const { body } = treeOf((await printed()).html ?? '')
    expect(body.textContent).toContain('<img src=x onerror=alert(1)>')
    expect(body.textContent).toContain('</details></code></pre><script>alert(1)</script>')
    expect(body.textContent?.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u200e\u200f]/u)
  })
})

test('a terminal shows the text, and obeys none of it', async () => {
  const text = (await printed()).txt ?? ''
  const terminal = new Terminal({
    cols: 400,
    rows: 50,
    scrollback: 5000,
    allowProposedApi: true,
    convertEol: true,
  })
  const obeyed: string[] = []
  terminal.onTitleChange((title) => obeyed.push(`title ${title}`))
  terminal.onBell(() => obeyed.push('bell'))
  terminal.onData((answer) => obeyed.push(`answer ${answer}`))
  await new Promise<void>((resolve) => terminal.write(text, resolve))
  const { active } = terminal.buffer
  const lines = Array.from(
    { length: active.length },
    (_, at) => active.getLine(at)?.translateToString(true) ?? '',
  )
  expect(obeyed).toEqual([])
  expect(lines.join('\n').trimEnd()).toBe(text.trimEnd())
  const coloured = Array.from(
    { length: active.length },
    (_, at) => active.getLine(at)?.getCell(2)?.isFgDefault() ?? true,
  )
  expect(coloured.every(Boolean)).toBe(true)
})

test('a report has one test for each change, with its name whole', async () => {
  const { tests } = junitIn((await printed()).xml ?? '')
  expect(tests).toHaveLength(plan.acting.length + plan.problems.length)
  expect(String(tests[0]?.name)).toContain('<img src=x onerror=alert(1)>')
})
