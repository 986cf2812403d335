/** What of an answer must not be seen, out of sight. */
import { Hidden } from '../hidden.ts'

/** The same answer, with a {@link Hidden} for each text under one of these keys, however deep. */
export const conceal = (answer: unknown, keys: ReadonlySet<string>): unknown => {
  if (Array.isArray(answer)) return answer.map((one) => conceal(one, keys))
  if (typeof answer !== 'object' || answer === null) return answer
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [
      key,
      keys.has(key) && typeof value === 'string' ? new Hidden(value) : conceal(value, keys),
    ]),
  )
}
