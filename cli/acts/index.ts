/** What the verbs do. Each is loaded when it is done, and nothing of the others. */
import type { Act } from '../flags/index.ts'

export const acts = {
  adopt: async () => (await import('./looking/adopt.ts')).adopt,
  apply: async () => (await import('./planning/apply.ts')).apply,
  audit: async () => (await import('./looking/audit.ts')).audit,
  call: async () => (await import('./operating/call.ts')).call,
  completion: async () => (await import('./completion.ts')).completion,
  destroy: async () => (await import('./planning/destroy.ts')).destroy,
  drift: async () => (await import('./planning/drift.ts')).drift,
  emulate: async () => (await import('./emulate.ts')).emulate,
  env: async () => (await import('./looking/env.ts')).env,
  graph: async () => (await import('./looking/graph.ts')).graph,
  init: async () => (await import('./starting/init.ts')).init,
  operations: async () => (await import('./operating/operations.ts')).operations,
  plan: async () => (await import('./planning/plan.ts')).plan,
  pull: async () => (await import('./looking/pull.ts')).pull,
  show: async () => (await import('./looking/show.ts')).show,
  validate: async () => (await import('./looking/validate.ts')).validate,
} satisfies Record<string, () => Promise<Act>>
