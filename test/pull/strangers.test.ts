/** What a workspace has that is newer than all that is known is left out of a pulled file, and named. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { tableDay } from '../../src/kinds/index.ts'
import { type Bench, bench, failures, lines } from '../support/workspace.ts'
import { pulled } from './round-trip.ts'

/** A workspace whose state has another word in the place of one that is known. */
const withWord = async (file: object, word: string, newer: string): Promise<Bench> => {
  const folder = mkdtempSync(join(tmpdir(), 'render-sync-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const state = join(folder, 'state.json')
  expect(failures(await bench({ state }).apply(JSON.stringify(file)))).toEqual([])
  writeFileSync(state, readFileSync(state, 'utf8').replaceAll(`"${word}"`, `"${newer}"`))
  return bench({ state })
}

test('a service of another type', async () => {
  const services = [{ type: 'web', name: 'box', runtime: 'docker' }]
  const it = await withWord({ services, databases: [{ name: 'main' }] }, 'web_service', 'sandbox_service')
  const { text, notes } = await pulled(it)
  expect(text).not.toContain('box')
  expect(notes).toEqual([
    {
      address: 'service/box',
      message: `left out: sandbox_service is a type that is not known yet (as of ${tableDay})`,
    },
  ])
})

const store = (policy: string) => ({
  services: [{ type: 'keyvalue', name: 'cache', ipAllowList: [], maxmemoryPolicy: policy }],
})

test('a word that a file would be told is a misspelling of another', async () => {
  const it = await withWord(store('allkeys-lru'), 'allkeys_lru', 'allkeys_lrm')
  const { text, notes, problems } = await pulled(it)
  expect(problems).toEqual([])
  expect(text).not.toContain('maxmemoryPolicy')
  expect(notes).toEqual([
    {
      address: 'keyvalue/cache',
      message: 'left out: maxmemoryPolicy "allkeys_lrm", which a file would be told is a misspelling',
    },
  ])
  expect(lines((await it.plan(text)).plan)).toEqual([])
})

test('a word that is like no other stands in the file', async () => {
  const it = await withWord(store('allkeys-lru'), 'allkeys_lru', 'newest_first')
  const { text, notes } = await pulled(it)
  expect(text).toContain('maxmemoryPolicy: newest-first\n')
  expect(notes).toEqual([])
})
