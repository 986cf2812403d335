/** What a list of services tells of their deploys, where Render updates a service when they end and where it does not. */
import { expect, test } from 'vitest'
import { listOfTouched, type News } from '../../src/apply/watching/lists.ts'
import { serviceKind } from '../../src/kinds/service.ts'
import { json, scripted } from '../http/scripted.ts'

const began = Date.UTC(2026, 0, 1)
const page = (touched: Readonly<Record<string, number>>) =>
  json(
    200,
    Object.entries(touched).map(([id, seconds]) => ({
      service: { id, updatedAt: new Date(began + seconds * 1000).toISOString() },
      cursor: id,
    })),
  )

const listOf = (...pages: readonly Readonly<Record<string, number>>[]) => {
  const { client, clock, seen } = scripted(pages.map(page))
  const { touched } = serviceKind('web_service').deploys
  const since = (after: string) => touched?.('tea-1', after) ?? { path: '' }
  const list = listOfTouched(since, { client, now: () => clock.now(), waits: {} })
  const after = () => seen.map(({ path }) => new URL(path, 'http://host').searchParams.get('updatedAfter'))
  return { list, clock, after }
}

const ids = (news: readonly News[]) => news.map(({ id }) => id)

test('that a deploy begins is nothing new, that it goes on is, once', async () => {
  const { list, clock } = listOf({ 'srv-a': 0.2 }, { 'srv-a': 20 }, { 'srv-a': 20, 'srv-b': 20 })
  list.began('srv-a')
  await clock.sleep(5_000)
  expect(ids(await list.look())).toEqual([])
  await clock.sleep(20_000)
  expect(ids(await list.look())).toEqual(['srv-a'])
  // Nobody waits for the other one.
  expect(ids(await list.look())).toEqual([])
})

test('it is asked for what was updated since a moment before the last look', async () => {
  const { list, clock, after } = listOf({}, {})
  await clock.sleep(30_000)
  await list.look()
  await clock.sleep(30_000)
  await list.look()
  expect(after()).toEqual(['2025-12-31T23:59:58.000Z', '2026-01-01T00:00:28.000Z'])
})

test.each<[string, Readonly<Record<string, number>>, boolean, string]>([
  ['had announced', {}, true, 'seen'],
  ['announces late', { 'srv-a': 30 }, false, 'seen'],
  ['does not announce', {}, false, 'never'],
])('an end that it %s tells what it is worth', async (_, later, announced, tells) => {
  const { list, clock } = listOf(later)
  list.began('srv-a')
  expect(list.tells()).toBe('unseen')
  await clock.sleep(31_000)
  list.ended('srv-a', announced)
  await list.look()
  expect(list.tells()).toBe(tells)
})

test('a full page costs one more', async () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`srv-${index}`, 0]))
  const { list } = listOf(many, {})
  expect(list.pages()).toBe(1)
  await list.look()
  expect(list.pages()).toBe(2)
})
