/** Rules for who reaches a resource, and how. */
import ipaddr from 'ipaddr.js'
import { say } from '../messages/index.ts'
import { type Check, items } from './judge.ts'

export const healthPath: Check = ({ mapping: { healthCheckPath: path }, say: tell }) => {
  if (typeof path === 'string' && path !== '' && !path.startsWith('/')) {
    tell(['healthCheckPath'], say.oddPath('healthCheckPath', path))
  }
}

const domainForm = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i

export const domainSyntax: Check = ({ mapping: { domains }, say: tell }) => {
  if (!Array.isArray(domains)) return
  for (const [index, domain] of domains.entries()) {
    if (!domainForm.test(String(domain))) tell(['domains', index], say.badDomain(String(domain)))
  }
}

export const subdomainPolicy: Check = ({ mapping: { domains, renderSubdomainPolicy }, say: tell }) => {
  if (renderSubdomainPolicy !== 'disabled' || (Array.isArray(domains) && domains.length > 0)) return
  tell(['renderSubdomainPolicy'], say.nowhereToBeFound(), 'key')
}

export const cidr: Check = ({ mapping, say: tell }) => {
  for (const [{ source }, index] of items(mapping, 'ipAllowList')) {
    const text = String(source)
    const right = text.includes('/') ? ipaddr.isValidCIDR(text) : isFullAddress(text)
    if (!right) tell(['ipAllowList', index, 'source'], say.badRange(text))
  }
}

// The library also takes short forms such as 127.1.
const isFullAddress = (text: string): boolean =>
  text.includes(':') ? ipaddr.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text)
