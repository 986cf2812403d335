/** A workspace with a service that was deployed from several commits, on a clock that jumps. */
import {
  call,
  type Deploy,
  type DeployWish,
  followDeploy,
  type Place,
  type Service,
  startDeploy,
} from '../../src/index.ts'
import { type Bench, type BenchSettings, bench } from '../support/workspace.ts'

const file = JSON.stringify({
  services: [
    {
      type: 'web',
      name: 'api',
      runtime: 'node',
      plan: 'starter',
      buildCommand: 'npm ci',
      startCommand: 'npm start',
      autoDeployTrigger: 'checksPass',
    },
  ],
})

const patience = 3_600_000

export interface Running {
  readonly it: Bench
  readonly place: Place
  readonly service: Service
  /** Deploys a commit, and waits until that is over. */
  readonly deployed: (commit: string) => Promise<Deploy>
}

export const running = async (settings: BenchSettings = {}): Promise<Running> => {
  const it = bench(settings)
  await it.apply(file)
  const { client, clock, emulator } = it
  const place = { client, clock, workspace: emulator.ownerId }
  const service = await call(client, 'services.get', { service: 'api' }, { workspace: emulator.ownerId })
  const deployed = async (commit: string, wish: DeployWish = {}) =>
    followDeploy(place, service, await startDeploy(place, service, { ...wish, commit }), { patience })
  return { it, place, service, deployed }
}
