import { describe, expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import { createClient } from '../../src/http/client.ts'
import { get, patch, post, put } from '../../src/http/request.ts'
import { apiKey, broken, host, json, scripted } from './scripted.ts'

const start = Date.UTC(2026, 0, 1)

/** A server that answers when told to. */
const held = () => {
  const clock = virtualClock()
  const calls: { signal: AbortSignal; answer: (response: Response) => void }[] = []
  const fetch = (_: string, init: RequestInit) =>
    new Promise<Response>((resolve) => {
      if (init.signal) calls.push({ signal: init.signal, answer: resolve })
    })
  const options = { host, apiKey, clock, fetch, timeoutMs: Number.POSITIVE_INFINITY, concurrency: 1 }
  return { calls, clock, client: createClient(options) }
}
const turns = () => new Promise((resolve) => setImmediate(resolve))

describe('an abort', () => {
  test('stops a request before it is sent', async () => {
    const { client, seen } = scripted([])
    const signal = AbortSignal.abort('enough')
    await expect(client.send(get('/x'), { signal })).rejects.toBe('enough')
    await expect(client.list({ path: '/x' }, { signal })).rejects.toBe('enough')
    expect(seen).toHaveLength(0)
  })

  test('stops the wait for a bucket, at once', async () => {
    const { client, clock } = scripted(Array.from({ length: 10 }, () => json(200, {})))
    const abort = new AbortController()
    const sent = Array.from({ length: 30 }, () =>
      client.send(patch('/services/srv-1', {}), { signal: abort.signal }),
    )
    await Promise.all(sent.slice(0, 10))
    abort.abort('enough')
    const results = await Promise.allSettled(sent.slice(10))
    expect(new Set(results.map((result) => result.status === 'rejected' && result.reason))).toEqual(
      new Set(['enough']),
    )
    expect(clock.now()).toBe(start)
  })

  test('stops the wait for a retry, at once', async () => {
    const abort = new AbortController()
    const failing = () => {
      abort.abort('enough')
      return json(500, {})
    }
    const { client, clock } = scripted([failing])
    await expect(client.send(put('/x', {}), { signal: abort.signal })).rejects.toBe('enough')
    expect(clock.now()).toBe(start)
  })

  test('stops the wait for a slot', async () => {
    const { client, calls } = held()
    const abort = new AbortController()
    const first = client.send(put('/x', {}))
    const second = client.send(put('/x', {}), { signal: abort.signal })
    await turns()
    abort.abort('enough')
    await expect(second).rejects.toBe('enough')
    calls[0]?.answer(json(200, 'done'))
    await expect(first).resolves.toBe('done')
    expect(calls).toHaveLength(1)
  })

  test('stops a GET on the wire', async () => {
    const { client, calls } = held()
    const abort = new AbortController()
    const sent = client.send(get('/x'), { signal: abort.signal })
    await turns()
    abort.abort('enough')
    await expect(sent).rejects.toBe('enough')
    expect(calls[0]?.signal.aborted).toBe(true)
  })

  test('leaves a change on the wire to finish: its outcome is known', async () => {
    const { client, calls } = held()
    const abort = new AbortController()
    const sent = client.send(post('/x', {}, 'repeat'), { signal: abort.signal })
    await turns()
    abort.abort('enough')
    await turns()
    expect(calls[0]?.signal.aborted).toBe(false)
    calls[0]?.answer(json(201, 'done'))
    await expect(sent).resolves.toBe('done')
  })

  test('after the answer to a create was lost does not hide that', async () => {
    const abort = new AbortController()
    const { client } = scripted([
      () => {
        abort.abort('enough')
        throw broken('ECONNRESET')
      },
    ])
    const sent = client.send(post('/x', {}, 'repeat'), { signal: abort.signal })
    await expect(sent).rejects.toMatchObject({ code: 'answer-lost' })
  })
})
