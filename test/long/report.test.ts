/** The page of a plan in a real browser: it fetches nothing, says nothing, filters, prints, and leaves nobody out. */
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { driftPage, planPage } from '../../cli/render/html/index.ts'
import { cases, drifted } from '../cli/render/fourteen.ts'
import { desktop, launch, noBrowser, phone, watch, whyNoBrowser } from '../support/browser.ts'

/** Where pictures are kept that somebody is going to look at. Absent: nowhere. */
const pictures = process.env.PICTURES

describe.skipIf(noBrowser)(`the report${whyNoBrowser}`, () => {
  let browser: Browser
  let folder: string
  const findings: string[] = []

  beforeAll(async () => {
    browser = await launch()
    folder = await mkdtemp(join(tmpdir(), 'render-sync-'))
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true })
  })

  const open = async (name: string, html: string, viewport = desktop, dark = false): Promise<Page> => {
    const file = join(folder, `${name}.html`)
    writeFileSync(file, html)
    const context = await browser.newContext({
      viewport,
      colorScheme: dark ? 'dark' : 'light',
      bypassCSP: false,
    })
    const page = await context.newPage()
    watch(page, pathToFileURL(folder).href, findings)
    await page.goto(pathToFileURL(file).href)
    return page
  }

  const pages: readonly (readonly [string, () => Promise<string>])[] = [
    ...cases.map(({ name, view }) => [name, async () => planPage(await view())] as const),
    ['drift', async () => driftPage(await drifted())],
  ]

  test.each(pages)('%s: axe finds nothing, and nothing is wider than a phone', async (name, make) => {
    const html = await make()
    for (const [viewport, dark] of [
      [desktop, false],
      [desktop, true],
      [phone, false],
    ] as const) {
      const page = await open(name, html, viewport, dark)
      await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
      // Only the page's own script may run: axe comes in as the browser's tools do.
      const found = (await page.evaluate(`${axe.source};axe.run()`)) as {
        violations: { id: string; nodes: { html: string }[] }[]
      }
      expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
      const [width, shown] = (await page.evaluate(
        '[document.documentElement.scrollWidth, innerWidth]',
      )) as number[]
      expect(width).toBeLessThanOrEqual(shown ?? 0)
      if (pictures) {
        const path = join(pictures, `${name}-${viewport.width}${dark ? '-dark' : ''}.png`)
        await page.screenshot({ path, fullPage: true })
      }
      await page.context().close()
    }
  })

  const shown = (page: Page) => page.locator('details[data-action]:not([hidden])').count()

  test('changes are filtered by name and by action, and their number is told', async () => {
    const found = cases.find(({ name }) => name === 'delete')
    const page = await open('filter', await planPage(await (found as (typeof cases)[number]).view()))
    expect(await shown(page)).toBe(3)
    await page.getByLabel('delete (2)').uncheck()
    expect(await shown(page)).toBe(1)
    await page.getByRole('status').getByText('1 of 3 shown').waitFor()
    await page.getByLabel('delete (2)').check()
    await page.getByRole('searchbox').fill('JOBS')
    expect(await shown(page)).toBe(1)
    await page.getByText('service/jobs').first().waitFor()
    await page.context().close()
  })

  test('all of it is on paper', async () => {
    const found = cases.find(({ name }) => name === 'create-all')
    const page = await open('paper', await planPage(await (found as (typeof cases)[number]).view()))
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(await page.locator('details:not([open])').count()).toBe(0)
    expect((await page.pdf()).length).toBeGreaterThan(1000)
    await page.context().close()
  })

  test('a script that a name brings along would not run: the page lets nothing run but its own', async () => {
    const html = (await planPage(await (cases[0] as (typeof cases)[number]).view())).replace(
      '</main>',
      '<script>window.evil = 1</script><img src="x" onerror="window.evil = 1"></main>',
    )
    const before = findings.length
    const page = await open('evil', html)
    expect(await page.evaluate('window.evil')).toBe(undefined)
    expect(findings.splice(before).join('\n')).toContain('Content Security Policy')
    await page.context().close()
  })

  test('none of this made an error, a dialog, or a request', () => {
    expect(findings).toEqual([])
  })
})
