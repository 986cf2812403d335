/** All that can be typed, in the order of the help. */
import type { Verb } from '../flags/index.ts'
import { adopt } from './adopt.ts'
import { apply } from './apply.ts'
import { audit } from './audit.ts'
import { call } from './call.ts'
import { cancel } from './cancel.ts'
import { completion } from './completion.ts'
import { connect } from './connect.ts'
import { deploy } from './deploy.ts'
import { deploys } from './deploys.ts'
import { destroy } from './destroy.ts'
import { doctor } from './doctor.ts'
import { drift } from './drift.ts'
import { emulate } from './emulate.ts'
import { env } from './env.ts'
import { events } from './events.ts'
import { graph } from './graph.ts'
import { init } from './init.ts'
import { jobs } from './jobs.ts'
import { listen } from './listen.ts'
import { login } from './login.ts'
import { logs } from './logs.ts'
import { open } from './open.ts'
import { operations } from './operations.ts'
import { outputs } from './outputs.ts'
import { parity } from './parity.ts'
import { plan } from './plan.ts'
import { pull } from './pull.ts'
import { restart } from './restart.ts'
import { resume } from './resume.ts'
import { rollback } from './rollback.ts'
import { run } from './run.ts'
import { scale } from './scale.ts'
import { services } from './services.ts'
import { set } from './set.ts'
import { show } from './show.ts'
import { suspend } from './suspend.ts'
import { unset } from './unset.ts'
import { validate } from './validate.ts'
import { webhooks } from './webhooks.ts'
import { whoami } from './whoami.ts'
import { workspaces } from './workspaces.ts'

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
  services,
  deploy,
  deploys,
  cancel,
  rollback,
  logs,
  events,
  webhooks,
  listen,
  restart,
  suspend,
  resume,
  scale,
  run,
  jobs,
  set,
  unset,
  parity,
  outputs,
  connect,
  login,
  doctor,
  whoami,
  workspaces,
  open,
  call,
  operations,
  emulate,
  completion,
]
