/** A browser for the long tests: where it is, how it is begun, and what no page may do. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'

/** On CI a browser that is missing is an error. */
export const noBrowser = !existsSync(executablePath) && !process.env.CI
export const whyNoBrowser = noBrowser ? ` (skipped: no browser at CHROMIUM or ${executablePath})` : ''

export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

export const launch = (): Promise<Browser> => {
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
  const args = ['--no-sandbox', ...quiet, '--disable-component-update', '--disable-sync']
  return chromium.launch({ executablePath, args })
}

/** Takes down what a page says, asks, and fetches from anywhere but `origin`. */
export const watch = (page: Page, origin: string, findings: string[]): void => {
  page.on('console', (message) => findings.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => findings.push(error.message))
  page.on('dialog', (dialog) => findings.push(`dialog: ${dialog.message()}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
      findings.push(`request: ${request.url()}`)
  })
}
