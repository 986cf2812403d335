/** The key that digests of hidden values are made with. */
import type { Shell } from '../shell/index.ts'
import { fail } from './reading/index.ts'

/** With a shorter one, who has a saved plan could guess the key, and then the values. */
const fewest = 16

/** Undefined: plans do not rest on hidden values. */
export const planKeyOf = ({ env, mask }: Pick<Shell, 'env' | 'mask'>): string | undefined => {
  const key = env.RENDER_SYNC_PLAN_KEY?.trim() || undefined
  if (key === undefined) return undefined
  mask.learn(key)
  if (key.length < fewest) {
    const todo = 'Make one with: openssl rand -hex 32'
    fail('bad-usage', `RENDER_SYNC_PLAN_KEY has fewer than ${fewest} characters`, todo)
  }
  return key
}
