/** Rules for fields of services. */
import { CronExpressionParser } from 'cron-parser'
import ipaddr from 'ipaddr.js'
import { type Check, inner, items } from './judge.ts'
import { say } from './messages.ts'

const asNumber = (value: unknown): number => (typeof value === 'number' ? value : 0)

const disk: Check = ({ mapping, say: tell }) => {
  const given = inner(mapping, 'disk')
  if (!given) return
  if (mapping.scaling !== undefined) tell(['disk'], say.conflict('disk', 'scaling', 'error'), 'key')
  else if (asNumber(mapping.numInstances) > 1) {
    tell(['disk'], say.conflict('disk', 'numInstances', 'error'), 'key')
  }
  if (mapping.plan === 'free') tell(['disk'], say.notFree('disk', 'error'), 'key')
  const path = String(given.mountPath)
  if (!path.startsWith('/')) tell(['disk', 'mountPath'], say.badPath('mountPath', path))
  else if (reserved.has(path.replace(/\/+$/, ''))) tell(['disk', 'mountPath'], say.reservedPath(path))
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

/** Types that the free plan is not offered for; cron jobs have no such plan at all. */
const paidTypes = ['worker', 'pserv']

const freePlan: Check = ({ mapping, say: tell }) => {
  if (mapping.plan !== 'free' || mapping.runtime === 'static') return
  if (paidTypes.includes(String(mapping.type))) tell(['plan'], say.noFreePlan(String(mapping.type)))
  if (mapping.preDeployCommand) tell(['preDeployCommand'], say.notFree('preDeployCommand', 'warning'), 'key')
  if (mapping.scaling !== undefined) tell(['scaling'], say.notFree('scaling', 'warning'), 'key')
  if (inner(mapping, 'maintenanceMode')?.enabled === true) {
    tell(['maintenanceMode'], say.notFree('maintenanceMode', 'warning'), 'key')
  }
}

const scaling: Check = ({ mapping, say: tell }) => {
  const given = inner(mapping, 'scaling')
  if (!given) return
  const { minInstances: min, maxInstances: max } = given
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    tell(['scaling', 'minInstances'], say.minAboveMax(min, max))
  }
  if (given.targetCPUPercent === undefined && given.targetMemoryPercent === undefined) {
    tell(['scaling'], say.noTarget(), 'key')
  }
  if (mapping.numInstances !== undefined)
    tell(['numInstances'], say.conflict('numInstances', 'scaling', 'warning'), 'key')
}

const schedule: Check = ({ mapping, say: tell }) => {
  if (typeof mapping.schedule !== 'string') return
  // The library also reads six fields and names such as @daily; Render does not.
  const five = mapping.schedule.trim().split(/\s+/).length === 5
  if (!five || !parses(mapping.schedule)) tell(['schedule'], say.badSchedule(mapping.schedule))
}

const parses = (schedule: string): boolean => {
  try {
    CronExpressionParser.parse(schedule)
    return true
  } catch {
    return false
  }
}

const native = ({ runtime }: { readonly runtime?: unknown }): boolean =>
  typeof runtime === 'string' && !['docker', 'image', 'static'].includes(runtime)

const neededFields: Check = ({ mapping, say: tell }) => {
  const missing = native(mapping)
    ? ['buildCommand', 'startCommand']
    : mapping.runtime === 'static'
      ? ['staticPublishPath']
      : []
  for (const name of missing) {
    if (mapping[name] === undefined) tell([], say.missingField(name, String(mapping.runtime)))
  }
  if (mapping.runtime === 'image' && inner(mapping, 'image')?.url === undefined) {
    tell([], say.missingKey('image.url', 'a service with runtime image'))
  }
}

const healthCheck: Check = ({ mapping, say: tell }) => {
  const { healthCheckPath: path } = mapping
  if (typeof path === 'string' && path !== '' && !path.startsWith('/')) {
    tell(['healthCheckPath'], say.oddPath('healthCheckPath', path))
  }
}

const domainForm = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i

const domains: Check = ({ mapping, say: tell }) => {
  const given: readonly unknown[] = Array.isArray(mapping.domains) ? mapping.domains : []
  for (const [index, domain] of given.entries()) {
    if (!domainForm.test(String(domain))) tell(['domains', index], say.badDomain(String(domain)))
  }
  if (mapping.renderSubdomainPolicy === 'disabled' && given.length === 0) {
    tell(['renderSubdomainPolicy'], say.nowhereToBeFound(), 'key')
  }
}

const allowList: Check = ({ mapping, say: tell }) => {
  for (const [{ source }, index] of items(mapping, 'ipAllowList')) {
    const text = String(source)
    const right = text.includes('/') ? ipaddr.isValidCIDR(text) : isFullAddress(text)
    if (!right) tell(['ipAllowList', index, 'source'], say.badRange(text))
  }
}

// The library also takes short forms such as 127.1.
const isFullAddress = (text: string): boolean =>
  text.includes(':') ? ipaddr.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text)

/** The allow list is that of databases too. */
export const serviceChecks: readonly Check[] = [
  disk,
  freePlan,
  scaling,
  schedule,
  neededFields,
  healthCheck,
  domains,
  allowList,
]
