import { describe, expect, test } from 'vitest'
import type { Ids } from './alike.ts'
import { differences, mapped, withoutIds } from './alike.ts'
import type { Exchange } from './support.ts'
import { readRecording, recordings, startApi, whereShared } from './support.ts'

/** What remains different between the recordings and the emulator, by request, with the reason. */
const remaining: Record<string, readonly string[]> = {
  // A commit's digest, message and date are those of a repository that the emulator never sees.
  'POST /services/{id}/deploys': ['commit.id: value', 'commit.message: value'],
}

const nameOf = ({ method, path }: Exchange) => `${method} ${withoutIds(path)}`

/** 201 and 202 are both right for a deploy: which it is was decided by workspace and date (API facts §5). */
const mayDiffer = ({ method, path, status }: Exchange, got: number) =>
  method === 'POST' &&
  path.endsWith('/deploys') &&
  [status, got].every((each) => each === 201 || each === 202)

interface Outcome {
  wrongStatus: string[]
  unlike: string[]
  unexplained: string[]
}

/** Sends each request in order, its recorded ids replaced by those that the emulator gave in their place. */
const replay = async (exchanges: readonly Exchange[]): Promise<Outcome> => {
  const api = startApi()
  const { ownerId } = api.emulator
  const ids: Ids = new Map()
  const outcome: Outcome = { wrongStatus: [], unlike: [], unexplained: [] }
  for (const exchange of exchanges) {
    const name = nameOf(exchange)
    const path = mapped(exchange.path + (exchange.query ? `?${exchange.query}` : ''), ids, ownerId)
    const body = exchange.body === undefined ? undefined : mapped(JSON.stringify(exchange.body), ids, ownerId)
    const answer = await api.send(exchange.method, path, body)
    if (answer.status !== exchange.status) {
      if (!mayDiffer(exchange, answer.status)) outcome.wrongStatus.push(`${name} ${answer.status}`)
      continue
    }
    const found = differences('', exchange.response, answer.body, ids, ownerId)
    if (found.length > 0) outcome.unlike.push(name)
    const reasons = remaining[name] ?? []
    outcome.unexplained.push(
      ...found.filter((each) => !reasons.includes(each)).map((each) => `${name} ${each}`),
    )
  }
  return outcome
}

describe.skipIf(recordings.length === 0)(`recorded traffic${whereShared}`, () => {
  const counted = { requests: 0, unlike: 0 }

  test.each(recordings)('%s is answered with every status as recorded, and alike', async (name) => {
    const exchanges = readRecording(name)
    const { wrongStatus, unlike, unexplained } = await replay(exchanges)
    counted.requests += exchanges.length
    counted.unlike += unlike.length
    expect(wrongStatus).toEqual([])
    expect(unexplained).toEqual([])
  })

  test('at least 99 % of all answers are alike, the listed differences counted as unlike', () => {
    expect(counted.requests).toBeGreaterThan(800)
    expect(1 - counted.unlike / counted.requests).toBeGreaterThanOrEqual(0.99)
  })
})
