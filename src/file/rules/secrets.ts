/** Secrets do not belong into a file that others read. */
import { extension } from '../form/extensions.ts'
import { say } from '../messages/index.ts'
import { type Check, inner, items } from './judge.ts'
import { secretIn } from './secret-looking.ts'

export const secretLooking: Check = ({ mapping, say: tell }) => {
  for (const [{ key, value }, index] of items(mapping, 'envVars')) {
    if (typeof value !== 'string') continue
    const looks = secretIn(String(key), value)
    if (looks !== undefined) tell(['envVars', index, 'value'], say.secretLooking(String(key), looks))
  }
  for (const [{ name, content }, index] of items(inner(mapping, extension), 'secretFiles')) {
    if (typeof content !== 'string') continue
    const looks = secretIn(String(name), content)
    if (looks === undefined) continue
    tell([extension, 'secretFiles', index, 'content'], say.secretLooking(String(name), looks))
  }
}
