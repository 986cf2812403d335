import { ApiError } from '../request/index.ts'

/**
 * What a key may do. The first key may everything, as keys from before November 2026 may. A scoped one reads, or reads and
 * writes, by areas (API facts §8.1); which path is in which area is not published.
 */

/** The first five are those that Render names; the others are the families of the API beside them. */
const documentedAreas = ['services', 'env-vars', 'workflows', 'sandboxes', 'observability'] as const
const otherAreas = [
  'postgres',
  'key-value',
  'env-groups',
  'projects',
  'blueprints',
  'registry-credentials',
  'notifications',
  'webhooks',
  'dedicated-ips',
  'maintenance',
  'workspace',
] as const

const keyAreas = [...documentedAreas, ...otherAreas] as const
export type KeyArea = (typeof keyAreas)[number]

const keyLevels = ['none', 'read', 'write'] as const
export type KeyLevel = (typeof keyLevels)[number]

export interface ScopedKey {
  /** Its text is `rnd_` and this. */
  name: string
  /** An area that is not there has the level of `all`, or else none. */
  levels: Partial<Record<KeyArea | 'all', KeyLevel>>
}

/** In order: the first that matches has the path. */
const paths: readonly (readonly [path: RegExp, area: KeyArea | undefined])[] = [
  [/^\/(services|env-groups)\/[^/]+\/(env-vars|secret-files)(\/|$)/, 'env-vars'],
  // A group's own answer has the values of its variables.
  [/^\/env-groups\/[^/]+$/, 'env-vars'],
  [/^\/env-groups(\/|$)/, 'env-groups'],
  [/^\/(services\/[^/]+\/events|events|logs|metrics|metrics-stream)(\/|$)/, 'observability'],
  [/^\/(services|disks|cron-jobs)(\/|$)/, 'services'],
  [/^\/(workflows|workflowversions|tasks|task-runs)(\/|$)/, 'workflows'],
  [/^\/sandboxes(\/|$)/, 'sandboxes'],
  [/^\/postgres(\/|$)/, 'postgres'],
  [/^\/(key-value|redis)(\/|$)/, 'key-value'],
  [/^\/(projects|environments)(\/|$)/, 'projects'],
  [/^\/blueprints(\/|$)/, 'blueprints'],
  [/^\/registrycredentials(\/|$)/, 'registry-credentials'],
  [/^\/notification-settings(\/|$)/, 'notifications'],
  [/^\/webhooks(\/|$)/, 'webhooks'],
  [/^\/dedicated-ips(\/|$)/, 'dedicated-ips'],
  [/^\/maintenance(\/|$)/, 'maintenance'],
  [/^\/(owners|organizations)\/[^/]+\/./, 'workspace'],
]

/** Of a request; undefined: every key may. `path` is the one below /v1. */
const areaOf = (path: string): KeyArea | undefined => paths.find(([form]) => form.test(path))?.[1]

const writes = (method: string, path: string) => method !== 'GET' && path !== '/blueprints/validate'

const levelOf = ({ levels }: ScopedKey, area: KeyArea): KeyLevel => levels[area] ?? levels.all ?? 'none'

export const textOf = ({ name }: ScopedKey): string => `rnd_${name}`

export interface Keys {
  /** Throws 401 for a key that is none; what it returns throws 403 for what the key may not do. */
  admit(authorization: string | null): (method: string, path: string) => void
}

const refuse = (level: KeyLevel, area: KeyArea): never => {
  throw new ApiError(403, `this API key has no ${level} access to ${area}`)
}

export const keysOf = (apiKey: string, scoped: readonly ScopedKey[]): Keys => {
  const whole = `Bearer ${apiKey}`
  const narrow = new Map(scoped.map((key) => [`Bearer ${textOf(key)}`, key]))
  return {
    admit: (authorization) => {
      const key = narrow.get(authorization ?? '')
      if (authorization !== whole && !key) throw new ApiError(401, 'Unauthorized')
      return (method, path) => {
        const area = key && areaOf(path)
        if (!key || !area) return
        const needed = writes(method, path) ? 'write' : 'read'
        if (keyLevels.indexOf(levelOf(key, area)) < keyLevels.indexOf(needed)) refuse(needed, area)
      }
    },
  }
}

const levelIn = (text: string): [KeyArea | 'all', KeyLevel] => {
  const [given = '', wanted = '', ...more] = text.split('=')
  const area = given === 'all' ? given : keyAreas.find((each) => each === given)
  const level = keyLevels.find((each) => each === wanted)
  if (!area) throw new Error(`"${given}" is no area: all, ${keyAreas.join(', ')}`)
  if (!level || more.length > 0) throw new Error(`"${text}" names no level: ${keyLevels.join(', ')}`)
  return [area, level]
}

/** Reads `NAME:AREA=LEVEL,…`; throws an error that says what is wrong. */
export const parseKey = (text: string): ScopedKey => {
  const [, name, levels] = /^([A-Za-z0-9_-]+):(.+)$/.exec(text) ?? []
  if (name === undefined || levels === undefined) throw new Error(`"${text}" is not NAME:AREA=LEVEL,…`)
  return { name, levels: Object.fromEntries(levels.split(',').map(levelIn)) }
}
