/** All that can be typed, in the order of the help. */
import type { Verb } from '../flags/index.ts'
import { adopt } from './adopt.ts'
import { apply } from './apply.ts'
import { audit } from './audit.ts'
import { call } from './call.ts'
import { completion } from './completion.ts'
import { destroy } from './destroy.ts'
import { drift } from './drift.ts'
import { emulate } from './emulate.ts'
import { env } from './env.ts'
import { graph } from './graph.ts'
import { init } from './init.ts'
import { operations } from './operations.ts'
import { plan } from './plan.ts'
import { pull } from './pull.ts'
import { show } from './show.ts'
import { validate } from './validate.ts'

export { elsewhere } from './elsewhere.ts'

export const verbs: readonly Verb[] = [
  init,
  validate,
  plan,
  apply,
  show,
  destroy,
  drift,
  pull,
  adopt,
  env,
  audit,
  graph,
  call,
  operations,
  emulate,
  completion,
]
