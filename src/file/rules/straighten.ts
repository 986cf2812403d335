/** Straightens what can only be meant one way, each time with a warning. */

import { headerKey } from '../../kinds/aspects/headers.ts'
import type { FileObject } from '../../rows/index.ts'
import { type Finding, say } from '../messages/index.ts'
import { isMapping, keepItems } from '../text/marks.ts'
import { type Check, items, type Subject } from './judge.ts'
import { secretsOf } from './variables.ts'

/** Keeps the first of several items that are the same to Render. */
const once =
  (
    list: string,
    keyOf: (item: unknown) => string | undefined,
    finding: (key: string, line: string) => Finding,
  ) =>
  ({ mapping, file, say, lineOf }: Subject): void => {
    const first = new Map<string, number>()
    const drop = new Set<number>()
    const values: readonly unknown[] = Array.isArray(mapping[list]) ? mapping[list] : []
    for (const [index, item] of values.entries()) {
      const key = keyOf(item)
      if (key === undefined) continue
      const before = first.get(key)
      if (before === undefined) {
        first.set(key, index)
      } else {
        drop.add(index)
        say([list, index], finding(key, lineOf([list, before])))
      }
    }
    if (drop.size > 0) keepItems(file.marks, mapping, list, (_, index) => !drop.has(index))
  }

const field = (item: unknown, ...names: readonly string[]): string | undefined =>
  isMapping(item) && names.every((name) => item[name] !== undefined)
    ? names.map((name) => String(item[name])).join(' ')
    : undefined

/** Render gives every public service a subdomain of its own: it is no custom domain. */
export const ownSubdomains: Check = ({ mapping, file, say: tell }) => {
  const domains: readonly unknown[] = Array.isArray(mapping.domains) ? mapping.domains : []
  const own = (domain: unknown) => /\.onrender\.com$/i.test(String(domain))
  for (const [index, domain] of domains.entries()) {
    if (own(domain)) tell(['domains', index], say.ownSubdomain(String(domain)))
  }
  if (domains.some(own)) keepItems(file.marks, mapping, 'domains', (domain) => !own(domain))
}

const hasValue = (item: FileObject): boolean => item.value !== undefined || item.generateValue === true

/** Render leaves variables of a group alone that the file gives no value; one that is named as a secret is known to be one. */
export const groupVariables: Check = ({ entry, mapping, file, say: tell }) => {
  if (!isGroup(entry.path)) return
  const secrets = new Set(secretsOf(mapping).map(([, key]) => key))
  const idle = items(mapping, 'envVars').filter(([item]) => !hasValue(item))
  for (const [item, index] of idle) {
    if (!secrets.has(String(item.key))) tell(['envVars', index], say.groupSecret(String(item.key)))
  }
  keepItems(file.marks, mapping, 'envVars', (item) => isMapping(item) && hasValue(item))
}

const isGroup = (path: readonly (string | number)[]): boolean => path.at(-2) === 'envVarGroups'

const sameType = (given: unknown, { type, runtime }: FileObject): boolean =>
  given === type ||
  (given === 'redis' && type === 'keyvalue') ||
  (given === 'static' && type === 'web' && runtime === 'static')

/** The name of a service says enough; what is of another type than the reference says is meant all the same. */
export const referredTypes: Check = ({ mapping, index, say: tell }) => {
  for (const [item, at] of items(mapping, 'envVars')) {
    const reference = item.fromService
    if (!isMapping(reference)) continue
    const targets = index.services(reference.name)
    const [target] = targets
    if (!target || targets.some((one) => sameType(reference.type, one.mapping))) continue
    const type = String(target.mapping.type)
    tell(
      ['envVars', at, 'fromService', 'type'],
      say.otherType(String(reference.name), type, String(reference.type)),
    )
    reference.type = type
  }
}

/** What Render takes once: the first one counts. */
export const repeatedItem: Check = (subject) => {
  for (const settle of repeated) settle(subject)
}

const repeated = [
  once(
    'domains',
    (domain) => String(domain).toLowerCase(),
    (domain, line) => say.twice(`the domain "${domain}"`, line),
  ),
  once(
    'envVars',
    (item) => field(item, 'fromGroup'),
    (group, line) => say.twice(`the group "${group}"`, line),
  ),
  once(
    'headers',
    (item) => (field(item, 'path', 'name') === undefined ? undefined : headerKey(item as FileObject)),
    (header, line) => say.twice(`the header "${header}"`, line),
  ),
  once(
    'routes',
    (item) => field(item, 'source'),
    (source, line) => say.twice(`a route for "${source}"`, line),
  ),
]
