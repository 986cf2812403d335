import { beforeAll, describe, expect, test } from 'vitest'
import { call } from '../../src/operations/index.ts'
import { everything, type Ids } from '../emulator/everything.ts'
import type { Api } from '../emulator/support.ts'
import { clientOf, rightFor, rows } from './support.ts'

let ids: Ids
let start: () => Api

beforeAll(async () => {
  const made = await everything()
  ids = made.ids
  start = made.start
})

describe('each operation that can be called sends the request that the API has for it', () => {
  test.each(rows.filter(([, { speaks }]) => !speaks))('%s', async (id, operation) => {
    const api = start()
    const { expected, given } = await rightFor(operation, api, ids)
    const { client, sent } = clientOf(api)
    await call(client, id as 'services.get', given as { service: string })
    expect(sent).toEqual([expected])
  })
})

describe('what is no JSON is not called', () => {
  test.each(rows.filter(([, { speaks }]) => speaks))('%s', async (id, operation) => {
    const api = start()
    const { client, sent } = clientOf(api)
    await expect(call(client, id as 'services.get', { service: 'x' })).rejects.toMatchObject({
      problems: [{ code: 'bad-usage', message: `${id} cannot be called`, todo: operation.only }],
    })
    expect(sent).toEqual([])
  })
})
