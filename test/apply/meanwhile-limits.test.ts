/** A write that the limits hold back goes out minutes after its look: it looks again by then. */
import { expect, test } from 'vitest'
import { put } from '../../src/http/index.ts'
import { apply } from '../../src/index.ts'
import { node, problemsOf, secrets } from '../support/meanwhile.ts'
import { bench, failures, type Sent } from '../support/workspace.ts'

const file = (value: string) =>
  JSON.stringify({ services: [{ type: 'web', name: 'api', ...node, envVars: [{ key: 'LEVEL', value }] }] })

const isLook = ({ method, path }: Sent) => method === 'GET' && path.endsWith('/env-vars')

/**
 * All writes of this minute are used up, as far as the client knows, before the plan is applied. `theirs`: what somebody else writes
 * while it waits.
 */
const applied = async (theirs: string | undefined) => {
  const it = bench({
    limits: 'recorded',
    keys: [{ name: 'other', levels: { all: 'write' } }],
    intercept: ({ path }) => path.endsWith('/OTHER') && 404,
  })
  const { client, clock, emulator } = it
  expect(failures(await it.apply(file('before')))).toEqual([])
  const { plan, desired, known } = await it.plan(file('mine'))
  const path = `/services/${known.id('service/api')}/env-vars`
  const minute = 60_000
  await clock.sleep(3 * minute - (clock.now() % minute) - 30_700)
  for (let count = 0; count < 100; count++) {
    await expect(client.send(put(`${path}/OTHER`, { value: 'x' }))).rejects.toThrow()
  }
  const before = it.sent.length
  const events = []
  for await (const event of apply(plan, { client, clock, desired, known, secrets })) {
    events.push(event)
    if (event.type !== 'apply_waiting' || theirs === undefined) continue
    const headers = { authorization: 'Bearer rnd_other', 'content-type': 'application/json' }
    const request = { method: 'PUT', headers, body: JSON.stringify({ value: theirs }) }
    const answer = await emulator.fetch(new Request(`http://127.0.0.1:1/v1${path}/LEVEL`, request))
    expect(answer.status).toBe(200)
  }
  expect(events.map(({ type }) => type)).toContain('apply_waiting')
  return { events, sent: it.sent.slice(before) }
}

test('what is changed while it waits is not overwritten', async () => {
  const { events, sent } = await applied('theirs')
  expect(problemsOf(events)).toMatchObject([{ code: 'changed-meanwhile', address: 'service/api' }])
  expect(sent.filter(({ method }) => method === 'PUT')).toEqual([])
})

test('what nobody changes is written, after one look more', async () => {
  const { events, sent } = await applied(undefined)
  expect(problemsOf(events)).toEqual([])
  expect(sent.filter(isLook)).toHaveLength(2)
  expect(sent.filter(({ method }) => method === 'PUT')).toHaveLength(1)
})
