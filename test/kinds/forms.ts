/** The forms in which a kind is tried: one for each way of making it, as mappings of the file. */
import { load } from '../../src/index.ts'
import type { AnyKind } from '../../src/rows/kind.ts'

export type Mapping = Record<string, unknown>

export interface Form {
  readonly title: string
  /** What the mapping needs besides a name. */
  readonly base: Mapping
}

const runtimes: readonly Form[] = [
  {
    title: 'native',
    base: { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' },
  },
  { title: 'docker', base: { runtime: 'docker' } },
  { title: 'image', base: { runtime: 'image', image: { url: 'nginx' } } },
]

/** The least that each kind's mapping needs, in each of its forms. */
export const formsOf = ({ file, fields }: AnyKind): readonly Form[] => {
  const type = file.types?.[0]
  if (file.list === 'webhooks') return [{ title: 'plain', base: { url: 'https://example.com' } }]
  if (file.list === 'registryCredentials')
    return [{ title: 'plain', base: { registry: 'github', username: 'acme' } }]
  if (file.list === 'logStream')
    return [{ title: 'plain', base: { endpoint: 'logs.example.com:6514', preview: 'send' } }]
  if (file.list === 'envVarGroups') return [{ title: 'plain', base: { envVars: [] } }]
  if (file.list !== 'services') return [{ title: 'plain', base: {} }]
  if (file.static) return [{ title: 'static', base: { type, runtime: 'static', staticPublishPath: 'out' } }]
  if (!('runtime' in fields)) return [{ title: 'plain', base: { type, ipAllowList: [] } }]
  if (type === 'workflow') {
    const base = { type, runtime: 'node', buildCommand: 'npm ci', startCommand: 'node tasks.js' }
    return [{ title: 'plain', base }]
  }
  const schedule = 'schedule' in fields ? { schedule: '0 * * * *' } : {}
  return runtimes.map(({ title, base }) => ({ title, base: { type, ...schedule, ...base } }))
}

/** What a row needs beside it to be legal, with the reason. */
const companions: Readonly<Record<string, Mapping>> = {
  // A service without its own subdomain must be reachable somewhere.
  renderSubdomainPolicy: { domains: ['shop.example.com'] },
  // A maintenance page needs a paid instance.
  'maintenanceMode.enabled': { plan: 'starter' },
  // A standby needs a large enough instance.
  'highAvailability.enabled': { plan: 'pro-8gb' },
  readReplicas: { plan: 'pro-8gb' },
}

export const companionsOf = (row: string): Mapping => companions[row] ?? {}

/** Sets a dotted name in a mapping. */
export const withValue = (mapping: Mapping, name: string, value: unknown): Mapping => {
  const [outer = name, ...inner] = name.split('.')
  if (inner.length === 0) return { ...mapping, [outer]: value }
  return { ...mapping, [outer]: withValue((mapping[outer] ?? {}) as Mapping, inner.join('.'), value) }
}

/** A whole file that holds one resource. JSON is YAML. */
export const fileOf = (
  { file }: AnyKind,
  mapping: Mapping,
  where: 'at the root' | 'in an environment' = 'at the root',
): string => {
  if (file.list === 'projects') {
    return JSON.stringify({ projects: [{ environments: [{ name: 'production' }], ...mapping }] })
  }
  if (file.list === 'environments') {
    return JSON.stringify({ projects: [{ name: 'shop', environments: [mapping] }] })
  }
  if (file.single) {
    const { name: _name, ...only } = mapping
    return JSON.stringify({ 'x-render-sync': { [file.list]: only } })
  }
  const lists = { [file.list]: [mapping] }
  if (file.extension) return JSON.stringify({ 'x-render-sync': lists })
  if (where === 'at the root') return JSON.stringify(lists)
  return JSON.stringify({ projects: [{ name: 'shop', environments: [{ name: 'production', ...lists }] }] })
}

/** Whether a file can be loaded at all. */
export const isLegal = (text: string) => {
  try {
    load([{ name: 'render.yaml', text }])
    return true
  } catch {
    return false
  }
}
