/** Spellings that Render has left behind and real files still have: what each is called now. */
import type { FilePath, JsonSchema } from '../../rows/index.ts'
import { say, written } from '../messages/index.ts'
import { type Mapping, type ParsedFile, put, type Report, valueAt } from '../text/index.ts'

export interface OldName {
  readonly old: string
  /** The path of the name that replaces it. */
  readonly now: string
  /** The value in the new spelling; undefined: it has none, and the old name is left to be judged. */
  readonly value?: (old: unknown) => unknown
  /** Among the services: the types that never had it, or have it still. */
  readonly notFor?: readonly string[]
  /** For names that Render's published schema has. */
  readonly schema?: JsonSchema
  /** Whether Render never had it there, and its own sync refuses the file. */
  readonly refused?: true
}

const flagAs = (on: string, off: string) => (value: unknown) =>
  value === true ? on : value === false ? off : undefined

const flag: JsonSchema = { type: 'boolean' }
const stores = ['keyvalue', 'redis']

export const serviceNames: readonly OldName[] = [
  { old: 'env', now: 'runtime', notFor: stores },
  {
    old: 'autoDeploy',
    now: 'autoDeployTrigger',
    value: flagAs('commit', 'off'),
    notFor: stores,
    schema: flag,
  },
  {
    old: 'domain',
    now: 'domains',
    value: (domain) => (typeof domain === 'string' ? [domain] : undefined),
    schema: { type: 'string', examples: ['shop.example.com'] },
  },
  {
    old: 'pullRequestPreviewsEnabled',
    now: 'previews.generation',
    value: flagAs('automatic', 'off'),
    notFor: stores,
    schema: flag,
  },
  {
    old: 'previewPlan',
    now: 'previews.plan',
    notFor: stores,
    schema: { type: 'string', examples: ['starter'] },
  },
  {
    old: 'previewsEnabled',
    now: 'previews.generation',
    value: flagAs('automatic', 'off'),
    notFor: stores,
    refused: true,
  },
  { old: 'afterFirstDeployCommand', now: 'initialDeployHook', notFor: stores },
]

export const rootNames: readonly OldName[] = [
  { old: 'previewsEnabled', now: 'previews.generation', value: flagAs('automatic', 'off'), schema: flag },
  {
    old: 'previewsExpireAfterDays',
    now: 'previews.expireAfterDays',
    schema: { type: 'integer', minimum: 1 },
  },
]

const rename =
  (names: readonly OldName[]) =>
  (file: ParsedFile, path: FilePath, mapping: Mapping, report: Report, type = mapping.type): void => {
    for (const { old, now, value = (same: unknown) => same, notFor, refused } of names) {
      if (!Object.hasOwn(mapping, old) || notFor?.some((one) => one === type)) continue
      const given = value(mapping[old])
      if (given === undefined) continue
      const keys = now.split('.')
      const beside = valueAt(mapping, keys)
      const sayOld = refused ? say.refusedName : say.oldName
      const problem =
        beside === undefined || refused ? sayOld(old, now, written(now, given)) : say.oldBeside(old, now)
      report.on(file, [...path, old], problem, { side: 'key' })
      delete mapping[old]
      if (beside === undefined) {
        put(file.marks, mapping, keys, given, file.marks.get(mapping)?.get(old))
      }
    }
  }

export const renameRoot = rename(rootNames)

const renameKeys = rename(serviceNames)

/**
 * Has to go before the shape of a service is picked: `env: static` and `type: redis` decide about it. `type`: what it is
 * where the mapping itself does not say so.
 */
export const renameService = (
  file: ParsedFile,
  path: FilePath,
  mapping: Mapping,
  report: Report,
  type = mapping.type,
): void => {
  if (mapping.type === 'redis') {
    report.on(file, [...path, 'type'], say.oldName('type: redis', 'type: keyvalue', 'type: keyvalue'))
    mapping.type = 'keyvalue'
  }
  if (Array.isArray(mapping.env)) {
    report.on(file, [...path, 'env'], say.variablesUnderEnv(), { side: 'key' })
    delete mapping.env
  }
  renameKeys(file, path, mapping, report, type === 'redis' ? 'keyvalue' : type)
}
