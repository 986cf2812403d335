import type { Exchange } from '../support/shared.ts'
import type { Ids } from './alike.ts'
import { differences, mapped, withoutIds } from './alike.ts'
import type { Answer } from './support.ts'
import { startApi } from './support.ts'

/** Sends what was recorded, and tells how the answers differ from the recorded ones. */

/** What remains different between the recordings and the emulator, by request, with the reason. */
const remaining: Record<string, readonly string[]> = {
  // A commit's digest, message and date are those of a repository that the emulator never sees.
  'POST /services/{id}/deploys': ['commit.id: value', 'commit.message: value'],
}

export const nameOf = ({ method, path }: Pick<Exchange, 'method' | 'path'>) => `${method} ${withoutIds(path)}`

/** 201 and 202 are both right for a deploy: which it is was decided by workspace and date (API facts §5). */
const mayDiffer = ({ method, path, status }: Exchange, got: number) =>
  method === 'POST' &&
  path.endsWith('/deploys') &&
  [status, got].every((each) => each === 201 || each === 202)

export interface Outcome {
  wrongStatus: string[]
  unlike: string[]
  unexplained: string[]
}

/** Changes an answer of the emulator before it is compared. */
export type Tamper = (
  exchange: Exchange,
  answer: Pick<Answer, 'status' | 'body'>,
) => Pick<Answer, 'status' | 'body'>

/** Sends each request in order, its recorded ids replaced by those that the emulator gave in their place. */
export const replay = async (
  exchanges: readonly Exchange[],
  tamper: Tamper = (_, answer) => answer,
): Promise<Outcome> => {
  const api = startApi()
  const { ownerId } = api.emulator
  const ids: Ids = new Map()
  const outcome: Outcome = { wrongStatus: [], unlike: [], unexplained: [] }
  for (const exchange of exchanges) {
    const name = nameOf(exchange)
    const path = mapped(exchange.path + (exchange.query ? `?${exchange.query}` : ''), ids, ownerId)
    const body = exchange.body === undefined ? undefined : mapped(JSON.stringify(exchange.body), ids, ownerId)
    const answer = tamper(exchange, await api.send(exchange.method, path, body))
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
