/** What is done about each status that a guide for agents has in its table: of a read, and of what must not happen twice. */
import { describe, expect, test } from 'vitest'
import { call, ProblemsError } from '../../src/index.ts'
import { type Running, running } from '../running/place.ts'

/** Answers so for ever, or so many times, to what is asked from now on. */
const answering = async (status: number, times = Number.POSITIVE_INFINITY) => {
  let left = 0
  const it = await running({ intercept: () => left-- > 0 && status })
  left = times
  return { ...it, asked: () => it.it.sent.length }
}

const read = ({ place, service }: Pick<Running, 'place' | 'service'>) =>
  call(place.client, 'deploys.list', { service: service.id })
const job = ({ place, service }: Pick<Running, 'place' | 'service'>) =>
  call(place.client, 'jobs.create', { service: service.id, command: 'true' })

const codeOf = async (asking: Promise<unknown>): Promise<string | undefined> => {
  const error = await asking.catch((thrown: unknown) => thrown)
  if (!(error instanceof ProblemsError)) throw error
  const [found] = error.problems
  // Whoever reads it is told what to do.
  expect(found?.todo).toMatch(/\w/)
  return found?.code
}

describe('a status is answered with', () => {
  test.each([
    [400, 'rejected'],
    [401, 'unauthorized'],
    [404, 'not-found'],
    [406, 'rejected'],
  ])('%i: %s, and nothing is sent again', async (status, code) => {
    for (const ask of [read, job]) {
      const it = await answering(status)
      const before = it.asked()
      expect(await codeOf(ask(it))).toBe(code)
      expect(it.asked() - before).toBe(1)
    }
  })

  test.each([429, 500, 503])('%i: a read is sent again, and has its answer', async (status) => {
    const it = await answering(status, 1)
    const before = it.asked()
    expect((await read(it)).items).toHaveLength(1)
    expect(it.asked() - before).toBe(2)
  })

  test.each([
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%i: %s where it stays', async (status, code) => {
    expect(await codeOf(read(await answering(status)))).toBe(code)
  })

  test.each([
    [429, 2],
    [500, 1],
    [503, 1],
  ])('%i: a job is sent %i times, for a second one is not the first', async (status, times) => {
    const it = await answering(status, 1)
    const before = it.asked()
    if (times === 1) expect(await codeOf(job(it))).toBe('answer-lost')
    else expect((await job(it)).id).toMatch(/^job-/)
    expect(it.asked() - before).toBe(times)
  })
})

test('a key that is none, and an id that is none, are those of the table too', async () => {
  const it = await running()
  const options = { service: it.service.id }
  expect(await codeOf(call(it.it.clientWith('rnd_none'), 'deploys.list', options))).toBe('unauthorized')
  expect(
    await codeOf(call(it.place.client, 'deploys.get', { ...options, deploy: 'dep-cccccccccccccccccccc' })),
  ).toBe('not-found')
})
