/** What is taken for granted of an answer is in every answer that the real API was seen to give. */
import { describe, expect, test } from 'vitest'
import { allKinds } from '../../src/kinds/index.ts'
import { goodSamples } from '../support/files.ts'
import { type Exchange, readRecording, recordings, withoutShared } from '../support/shared.ts'
import { bench } from '../support/workspace.ts'

/** Those with records that have ids of their own. */
const recorded = allKinds.filter(({ parent, idPrefix }) => idPrefix !== 'tea' || parent)

/** The answer's own record, wherever it stands. */
const recordsIn = ({ path, response }: Exchange, collection: string): readonly unknown[] => {
  const isOne = new RegExp(`^(/v1)?${collection}(/[^/]+)?$`).test(path)
  if (!isOne || response === undefined || response === null) return []
  if (Array.isArray(response)) return []
  return ['service' in (response as object) ? (response as { service: unknown }).service : response]
}

describe.skipIf(recordings.length === 0)(`recorded answers are good ones${withoutShared}`, () => {
  const exchanges = recordings.flatMap(readRecording).filter(({ status }) => status < 300)

  test.each(recorded.map((kind) => [kind.name, kind] as const))('%s', (_, kind) => {
    const { path, item } = kind.list('tea-1', ['prj-1'])
    const records = exchanges
      .filter(({ method }) => method !== 'DELETE')
      .flatMap((exchange) => recordsIn(exchange, path))
    for (const record of records) expect(item?.(record, '')).toBeUndefined()
    expect(item).toBeDefined()
  })

  test('there are enough of them', () => {
    const count = recorded.flatMap((kind) => {
      const { path } = kind.list('tea-1', ['prj-1'])
      return exchanges.flatMap((exchange) => recordsIn(exchange, path))
    }).length
    expect(count).toBeGreaterThan(300)
  })
})

test('every list says what its items must be', () => {
  const lists = allKinds.flatMap((kind) => [
    kind.list('tea-1', ['prj-1']),
    ...Object.values(kind.aspects).flatMap(({ list, alone }) =>
      [list, alone].flatMap((make) => make?.({ id: 'srv-1', ownerId: 'tea-1' } as never) ?? []),
    ),
  ])
  expect(lists.filter(({ item }) => item === undefined)).toEqual([])
  expect(lists.length).toBeGreaterThan(20)
})

test('every request of an apply says what a good answer to it is', async () => {
  const silent = new Set<string>()
  let count = 0
  // They have something of every kind and aspect.
  const everything = /^(everything|static|workflows|scaling|replicas|private|disks|logs)-/
  for (const { text, secrets } of goodSamples.filter(({ file }) => everything.test(file))) {
    const { client, apply } = bench()
    const { send } = client
    client.send = (request, options) => {
      count++
      if (!request.answer) silent.add(`${request.method} ${request.path}`)
      return send(request, options)
    }
    await apply(text(), { secrets })
  }
  expect([...silent]).toEqual([])
  expect(count).toBeGreaterThan(200)
})
