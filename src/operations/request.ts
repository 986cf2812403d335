/** From what is given to an operation to the request that it is. */
import { Hidden } from '../hidden.ts'
import type { ApiRequest, Query } from '../http/index.ts'
import { ProblemsError, problem } from '../problem.ts'
import type { Operation } from './shared/operation.ts'
import type { Params } from './shared/param.ts'
import { type Segment, segments } from './shared/segments.ts'

export type GivenValues = Readonly<Record<string, unknown>>

const revealed = (value: unknown): unknown => {
  if (value instanceof Hidden) return value.reveal()
  return Array.isArray(value) ? value.map(revealed) : value
}

/** By the names that the API has for them; what was not given is left out. */
const sentOf = (params: Params = {}, given: GivenValues): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, { sends = name, joined }]) => {
      const value = given[name]
      if (value === undefined) return []
      return [[sends, joined && Array.isArray(value) ? value.join(',') : revealed(value)]]
    }),
  )

const pathOf = ({ path }: Operation, given: GivenValues): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(given[name])
    if (['', '.', '..'].includes(value))
      throw new ProblemsError([
        problem(
          'wrong-parameter',
          `${name} must not be "${value}"`,
          segments[name as Segment].schema.description,
        ),
      ])
    return encodeURIComponent(value)
  })

/** The request of an operation. `given` has been checked, and has ids where names were. */
export const requestOf = (operation: Operation, given: GivenValues): ApiRequest => {
  const { method, query, body, whole, answers, isList, empty, again } = operation
  const asked = sentOf(query, given) as Query
  const said = whole === undefined ? sentOf(body, given) : revealed(given[whole])
  const without = empty ?? (answers === undefined ? true : undefined)
  const answer = { ...(answers && { body: answers }), ...(without && { empty: without }) }
  return {
    method,
    path: pathOf(operation, given),
    ...(Object.keys(asked).length > 0 && { query: asked }),
    ...(body && { body: said }),
    ...(!isList && { answer }),
    ...(method === 'POST' && again && { whenLost: 'repeat' }),
  }
}
