/** Live services of a type that is newer than all that is known: they are seen, and nothing is done about them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { tableDay } from '../../src/kinds/index.ts'
import { pulled } from '../pull/round-trip.ts'
import { bench, errorsOf, failures, lines } from '../support/workspace.ts'

const database = { databases: [{ name: 'main' }] }
const file = JSON.stringify({ services: [{ type: 'web', name: 'box', runtime: 'docker' }], ...database })

const withStranger = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'render-sync-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const state = join(folder, 'state.json')
  expect(failures(await bench({ state }).apply(file))).toEqual([])
  writeFileSync(state, readFileSync(state, 'utf8').replaceAll('"web_service"', '"sandbox_service"'))
  return bench({ state })
}

test('the rest is planned, and it is named among what is left alone', async () => {
  const { plan } = await (await withStranger()).plan(JSON.stringify(database))
  expect(lines(plan)).toEqual([])
  expect(plan.unmanaged).toMatchObject([{ address: 'service/box', id: expect.stringMatching(/^srv-/) }])
})

test('its name is taken', async () => {
  const planned = await (await withStranger()).plan(file)
  expect(errorsOf(planned)).toMatchObject([
    {
      code: 'replace-refused',
      address: 'service/box',
      message: expect.stringContaining('it is a sandbox_service, a type that is not known yet'),
    },
  ])
})

test('a pull leaves it out and says so', async () => {
  const { text, notes } = await pulled(await withStranger())
  expect(text).not.toContain('box')
  expect(notes).toMatchObject([
    {
      address: 'service/box',
      message: `left out: sandbox_service is a type that is not known yet (as of ${tableDay})`,
    },
  ])
})

test('a word that looks like a misspelling of another is left out of a pulled file, which loads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'render-sync-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const state = join(folder, 'state.json')
  const store = JSON.stringify({
    services: [{ type: 'keyvalue', name: 'cache', ipAllowList: [], maxmemoryPolicy: 'allkeys-lru' }],
  })
  expect(failures(await bench({ state }).apply(store))).toEqual([])
  writeFileSync(state, readFileSync(state, 'utf8').replaceAll('"allkeys_lru"', '"allkeys_lrm"'))
  const it = bench({ state })
  const { text, notes, problems } = await pulled(it)
  expect(problems).toEqual([])
  expect(notes).toMatchObject([
    {
      address: 'keyvalue/cache',
      message: 'left out: maxmemoryPolicy "allkeys_lrm", which a file would be told is a misspelling',
    },
  ])
  expect(lines((await it.plan(text)).plan)).toEqual([])
})
