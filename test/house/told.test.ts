/** That a secret which is told would be noticed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepAnswer, keepOpen, keepSecret, listenTo, takeLeaks, tell } from '../support/told.ts'

const secret = 'sk_live_0123456789"x'

test.each([
  ['in clear', `before ${secret} after`],
  ['in JSON', JSON.stringify({ value: secret })],
  ['in a path', `/services/${encodeURIComponent(secret)}`],
  ['in base64', Buffer.from(secret).toString('base64')],
])('%s', (_, text) => {
  keepSecret(secret)
  tell('here', text)
  expect(takeLeaks()).toEqual(['here: sk_l… (20 characters)'])
  expect(takeLeaks()).toEqual([])
})

test('what a file declares is none, and what nobody tells is no leak', () => {
  keepSecret(secret)
  keepOpen(`value: ${secret}`)
  tell('here', secret)
  expect(takeLeaks()).toEqual([])
  keepSecret(secret)
  tell('here', 'something else')
  expect(takeLeaks()).toEqual([])
})

test('what the API tells of variables and of how to connect is', () => {
  keepAnswer(
    '/services/srv-1/env-vars',
    JSON.stringify([{ envVar: { key: 'A', value: 'a value that is long' } }]),
  )
  keepAnswer(
    '/postgres/dpg-1/connection-info',
    JSON.stringify({ psqlCommand: 'PGPASSWORD=hunter2hunter2 psql' }),
  )
  tell('here', 'a value that is long')
  tell('there', 'PGPASSWORD=hunter2hunter2 psql')
  expect(takeLeaks()).toHaveLength(2)
})

test('a run is listened to with all the files that it writes, but for those that are to have secrets', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'render-sync-told-'))
  onTestFinished(() => rmSync(cwd, { recursive: true }))
  writeFileSync(join(cwd, 'secrets.env'), 'TOKEN="a token of somebody"')
  const args = ['pull', '--secrets', 'secrets.env', '--secrets-out', 'mine.env']
  const heard = listenTo({ args, env: { RENDER_API_KEY: 'rnd_0123456789' }, cwd })
  for (const name of ['mine.env', 'plan.json']) writeFileSync(join(cwd, name), 'TOKEN=a token of somebody')
  heard('the key is rnd_0123456789')
  const where = takeLeaks().map((leak) => leak.replace(cwd, ''))
  expect(where).toEqual([
    `${args.join(' ')}: rnd_… (14 characters)`,
    `${args.join(' ')} wrote /plan.json: a to… (19 characters)`,
  ])
})
