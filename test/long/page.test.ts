/** The emulator's page in a real browser: live, on a phone, and without anything that it must not do. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, serve } from '../../src/emulator/index.ts'
import { desktop, launch, noBrowser, phone, watch, whyNoBrowser } from '../support/browser.ts'
import { judgedEmulator } from '../support/traffic.ts'

const emulator = judgedEmulator({ limits: 'off', clockRate: 10 })
let server: RunningServer
let browser: Browser

/** What the pages of a test did that none of them may do. */
const findings: string[] = []

const send = async (method: string, path: string, body: unknown): Promise<Record<string, string>> => {
  const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
  const response = await fetch(`${server.url}${path}`, { method, headers, body: JSON.stringify(body) })
  expect(response.status).toBeLessThan(300)
  return JSON.parse((await response.text()) || '{}')
}

const makeService = (name: string) =>
  send('POST', '/services', {
    type: 'web_service',
    name,
    ownerId: emulator.ownerId,
    repo: 'https://github.com/render-examples/express-hello-world',
    serviceDetails: {
      runtime: 'node',
      envSpecificDetails: { buildCommand: 'npm ci', startCommand: 'npm start' },
    },
  })

const open = async (viewport = desktop): Promise<Page> => {
  const page = await browser.newPage({ viewport })
  const { origin } = new URL(server.url)
  watch(page, `${origin}/`, findings)
  await page.goto(`${origin}/`)
  await page.getByRole('status').getByText('live', { exact: true }).waitFor()
  return page
}

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

describe.skipIf(noBrowser)(`the page${whyNoBrowser}`, () => {
  beforeAll(async () => {
    server = await serve(emulator)
    browser = await launch()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  test('a service appears, and its deploy goes on to live, without a reload', async () => {
    emulator.reset()
    const page = await open()
    await page.getByText('No services yet.').waitFor()
    await page.evaluate('window.stillHere = true')
    await makeService('web')
    const row = rowOf(page, 'web service')
    for (const status of ['build in progress', 'update in progress', 'live'])
      await row.getByText(status, { exact: true }).waitFor()
    await rowOf(page, 'POST /v1/services').getByText('201').waitFor()
    expect(await page.evaluate('window.stillHere')).toBe(true)
    await page.close()
  })

  test('what has not changed stays, with the focus and the selection', async () => {
    emulator.reset()
    await makeService('first')
    const page = await open()
    await page.evaluate(`
      window.row = [...document.querySelectorAll('#requests-rows tr')].at(-1)
      getSelection().selectAllChildren(window.row)`)
    await page.getByRole('region', { name: 'Requests' }).getByText('POST').first().waitFor()
    await page.keyboard.press('Tab')
    await makeService('second')
    await rowOf(page, 'second').first().waitFor()
    expect(
      await page.evaluate('[window.row.isConnected, getSelection().toString().includes("POST")]'),
    ).toEqual([true, true])
    expect(await page.evaluate('document.activeElement.className')).toBe('scroll')
    emulator.reset()
    await page.getByText('No requests yet.').waitFor()
    await page.close()
  })

  test('names are shown as they are', async () => {
    emulator.reset()
    const names = ['<script>alert(1)</script>', `"'><img src=x onerror=alert(2)>`, '&amp; <b>bold</b>']
    for (const name of names) await makeService(name)
    const page = await open()
    for (const name of names) await page.getByRole('rowheader').getByText(name).waitFor()
    await makeService('<svg onload=alert(3)>')
    await page.getByText('<svg onload=alert(3)>').waitFor()
    expect(await page.locator('main script, main img, main svg').count()).toBe(0)
    await page.close()
  })

  test('nothing is wider than a phone', async () => {
    emulator.reset()
    await makeService(`a-name-${'that-goes-on-'.repeat(12)}`)
    await makeService('W'.repeat(120))
    await fetch(`${server.url}/services?name=${'x'.repeat(500)}`)
    const page = await open(phone)
    await rowOf(page, 'that-goes-on').waitFor()
    const [width, shown] = (await page.evaluate(
      '[document.documentElement.scrollWidth, innerWidth]',
    )) as number[]
    expect(width).toBeLessThanOrEqual(shown ?? 0)
    await page.close()
  })

  test('each table has a caption and each section a heading', async () => {
    const page = await open()
    const counts = await Promise.all(
      ['main section', 'main h2', 'main table', 'main caption'].map((each) => page.locator(each).count()),
    )
    expect(new Set(counts)).toEqual(new Set([6]))
    await page.close()
  })

  test('none of this made an error, a dialog, or a request to anywhere else', () => {
    expect(findings).toEqual([])
  })
})
