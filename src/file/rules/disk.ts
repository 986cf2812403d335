/** Rules for disks of services, and for what the free plan has not. */

import { say } from '../messages/index.ts'
import { type Check, inner } from './judge.ts'

export const diskWithInstances: Check = ({ mapping, say: tell }) => {
  if (!inner(mapping, 'disk')) return
  const { scaling, numInstances } = mapping
  if (scaling !== undefined) tell(['disk'], say.oneInstance('scaling'), 'key')
  else if (typeof numInstances === 'number' && numInstances > 1) {
    tell(['disk'], say.oneInstance('numInstances'), 'key')
  }
}

export const diskOnFreePlan: Check = ({ mapping, say: tell }) => {
  if (inner(mapping, 'disk') && mapping.plan === 'free') tell(['disk'], say.paidOnly('disk'), 'key')
}

/** Places that Render keeps to itself; what is below them is free to use. */
const reserved = new Set([
  '',
  '/opt',
  '/opt/render',
  '/opt/render/project',
  '/opt/render/project/src',
  '/home',
  '/home/render',
  '/etc',
  '/etc/secrets',
])

export const mountPath: Check = ({ mapping, say: tell }) => {
  const disk = inner(mapping, 'disk')
  if (!disk) return
  const path = String(disk.mountPath)
  if (!path.startsWith('/')) tell(['disk', 'mountPath'], say.badPath('mountPath', path))
  else if (reserved.has(path.replace(/\/+$/, ''))) tell(['disk', 'mountPath'], say.reservedPath(path))
}

/** Types that the free plan is not offered for; cron jobs have no such plan at all. */
const paidTypes = ['worker', 'pserv']

export const freePlanType: Check = ({ mapping: { plan, type }, say: tell }) => {
  if (plan === 'free' && paidTypes.includes(String(type))) tell(['plan'], say.noFreePlan(String(type)))
}

export const freePlanFeature: Check = ({ mapping, say: tell }) => {
  if (mapping.plan !== 'free' || mapping.runtime === 'static') return
  if (mapping.preDeployCommand) tell(['preDeployCommand'], say.notFree('preDeployCommand'), 'key')
  if (mapping.scaling !== undefined) tell(['scaling'], say.notFree('scaling'), 'key')
}

/** One that is off and has no page of its own may stand there: it is not sent. */
export const maintenanceOnFreePlan: Check = ({ mapping, say: tell }) => {
  const { enabled, uri } = inner(mapping, 'maintenanceMode') ?? {}
  if (mapping.plan === 'free' && (enabled === true || Boolean(uri))) {
    tell(['maintenanceMode'], say.paidOnly('maintenanceMode'), 'key')
  }
}
