import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { flagOf } from '../../cli/acts/operating/flags.ts'
import { serve } from '../../src/emulator/index.ts'
import { paramsOf } from '../../src/operations/index.ts'
import { everything, type Ids } from '../emulator/everything.ts'
import type { Api } from '../emulator/support.ts'
import { queryOf, type Right, rightFor, rows, type Sent } from '../operations/support.ts'
import { run } from '../support/cli.ts'

let ids: Ids
let start: () => Api
const folder = mkdtempSync(join(tmpdir(), 'render-sync-'))

beforeAll(async () => {
  const made = await everything()
  ids = made.ids
  start = made.start
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What is typed for it: hidden values stand in files. */
const typed = (operation: Parameters<typeof paramsOf>[0], { given }: Right): readonly string[] => {
  const params = paramsOf(operation)
  return Object.entries(given).flatMap(([name, value]) => {
    const { schema, hidden } = params[name] ?? { schema: {} }
    const isOneByOne = schema.type === 'array' && schema.items?.type !== 'object'
    const values = isOneByOne ? (value as readonly unknown[]) : [value]
    if (values.length === 0) return [`--${flagOf(name)}=[]`]
    return values.map((one) => {
      if (typeof one === 'boolean') return one ? `--${flagOf(name)}` : `--no-${flagOf(name)}`
      const text = typeof one === 'string' ? one : JSON.stringify(one)
      if (!hidden) return `--${flagOf(name)}=${text}`
      writeFileSync(join(folder, name), `${text}\n`)
      return `--${flagOf(name)}=@${name}`
    })
  })
}

/** Puts the emulator behind a socket, and keeps what it is asked. */
const served = async ({ emulator }: Api) => {
  const sent: Sent[] = []
  const fetch = async (request: Request) => {
    const { pathname, searchParams } = new URL(request.url)
    const text = await request.clone().text()
    const body = text === '' ? undefined : JSON.parse(text)
    sent.push({
      method: request.method,
      path: pathname.replace('/v1', ''),
      query: queryOf(searchParams),
      body,
    })
    return emulator.fetch(request)
  }
  const { url, close } = await serve({ ...emulator, fetch })
  onTestFinished(close)
  const env = { RENDER_HOST: url, RENDER_API_KEY: emulator.apiKey, RENDER_OWNER_ID: emulator.ownerId }
  return { sent, env }
}

/** A call asks first which workspace it is in. */
const withoutWorkspace = (sent: readonly Sent[], ownerId: string) =>
  sent[0]?.path === `/owners/${ownerId}` ? sent.slice(1) : sent

describe('each operation is called from the command line as from a program', () => {
  test.each(rows.filter(([, { speaks }]) => !speaks))('%s', async (id, operation) => {
    const api = start()
    const right = await rightFor(operation, api, ids)
    const { sent, env } = await served(api)
    const ran = await run(['call', id, ...typed(operation, right), '--json'], env, folder)
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(() => JSON.parse(ran.stdout)).not.toThrow()
    const { ownerId } = api.emulator
    const filters = Object.values(operation.query ?? {}).some(({ filter }) => filter)
    const query = filters ? { ownerId: [ownerId], ...right.expected.query } : right.expected.query
    expect(withoutWorkspace(sent, ownerId)).toEqual([{ ...right.expected, query }])
    expect(
      shownUnder(operation.hides ?? [], JSON.parse(ran.stdout)).filter((text) => text !== '(sensitive)'),
    ).toEqual([])
  })
})

/** All texts under these keys, however deep. */
const shownUnder = (keys: readonly string[], node: unknown): readonly string[] => {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    keys.includes(key) && typeof value === 'string' ? [value] : shownUnder(keys, value),
  )
}
