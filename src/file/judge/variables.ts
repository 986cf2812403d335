/** The variables and secret files of a resource, and what gives them their values. */
import type { FileObject, FilePath } from '../../rows/index.ts'
import { extension } from '../form/index.ts'
import { isMapping } from '../text/index.ts'
import { inner, items, listIn } from './items.ts'
import type { Resources } from './resources.ts'

/** Where a group names its secrets. */
export const secretsPath: FilePath = [extension, 'secrets']
export const filesPath: FilePath = [extension, 'secretFiles']

/** The variables that a group names as secrets, with their index. */
export const secretsOf = (mapping: FileObject | undefined): readonly (readonly [string, number])[] =>
  listIn(inner(mapping, extension), 'secrets').map((given, index) => [
    String(isMapping(given) ? given.key : given),
    index,
  ])

export const filesOf = (mapping: FileObject) => items(inner(mapping, extension), 'secretFiles')

/** They would make the path of a request that of another resource. */
export const isDots = (name: string): boolean => name === '.' || name === '..'

const sourcesOf = (item: FileObject): readonly string[] =>
  ['value', 'generateValue', 'sync', 'fromDatabase', 'fromService'].filter((name) => {
    if (name === 'generateValue') return item[name] === true
    return name === 'sync' ? item[name] === false : item[name] !== undefined
  })

/** Variables that have a name of their own, with where they stand and what gives them a value. */
export const variablesOf = (mapping: FileObject) =>
  items(mapping, 'envVars').flatMap(([item, index]) =>
    item.fromGroup !== undefined || item.key === undefined
      ? []
      : [{ item, key: String(item.key), path: ['envVars', index], given: sourcesOf(item) }],
  )

/** The schema allows it, and a value that stands in the file is no secret. */
export const isIdleSync = (given: readonly string[]): boolean => given.join() === 'value,sync'

/** The service that is meant: the one of the type that is said, else any of this name. */
export const referredBy = (reference: FileObject, resources: Resources) => {
  const targets = resources.services(reference.name)
  return targets.find(({ mapping }) => mapping.type === reference.type) ?? targets[0]
}
