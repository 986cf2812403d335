/** What the verbs do. Each is loaded when it is done, and nothing of the others. */
import type { Act } from '../flags/index.ts'

export const acts = {
  adopt: async () => (await import('./adopt.ts')).adopt,
  apply: async () => (await import('./apply.ts')).apply,
  audit: async () => (await import('./audit.ts')).audit,
  completion: async () => (await import('./completion.ts')).completion,
  drift: async () => (await import('./drift.ts')).drift,
  emulate: async () => (await import('./emulate.ts')).emulate,
  env: async () => (await import('./env.ts')).env,
  plan: async () => (await import('./plan.ts')).plan,
  pull: async () => (await import('./pull.ts')).pull,
  validate: async () => (await import('./validate.ts')).validate,
} satisfies Record<string, () => Promise<Act>>
