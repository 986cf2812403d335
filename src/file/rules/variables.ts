/** Rules for the names and sources of environment variables and secret files. */
import type { FileObject, FilePath } from '../../rows/index.ts'
import { extension } from '../form/extensions.ts'
import { say } from '../messages/index.ts'
import { type Check, inner, items } from './judge.ts'

const keyForm = /^[A-Za-z_.-][A-Za-z0-9_.-]*$/
const fileForm = /^[A-Za-z0-9_.-]+$/
// They would make the path of a request that of another resource.
const isDots = (name: string) => name === '.' || name === '..'

const secretFiles = [extension, 'secretFiles']
const groupSecrets = [extension, 'secrets']
export const secretsOf = (mapping: FileObject): readonly (readonly [number, string])[] => {
  const secrets = inner(mapping, extension)?.secrets
  return Array.isArray(secrets) ? secrets.map((key, index) => [index, String(key)]) : []
}
const filesOf = (mapping: FileObject) => items(inner(mapping, extension), 'secretFiles')

export const variableName: Check = ({ mapping, say: tell }) => {
  for (const [{ key }, index] of items(mapping, 'envVars')) {
    if (key === undefined || (keyForm.test(String(key)) && !isDots(String(key)))) continue
    tell(['envVars', index, 'key'], say.badVariableName(String(key)))
  }
  for (const [index, key] of secretsOf(mapping)) {
    if (!keyForm.test(key) || isDots(key)) tell([...groupSecrets, index], say.badVariableName(key))
  }
}

export const fileName: Check = ({ mapping, say: tell }) => {
  for (const [{ name }, index] of filesOf(mapping)) {
    if (fileForm.test(String(name)) && !isDots(String(name))) continue
    tell([...secretFiles, index, 'name'], say.badFileName(String(name)))
  }
}

export const duplicateKey: Check = ({ mapping, say: tell, lineOf }) => {
  const variables = new Map<string, FilePath>()
  for (const [item, index] of items(mapping, 'envVars')) {
    if (item.key === undefined) continue
    const key = String(item.key)
    const before = variables.get(key)
    if (before === undefined) variables.set(key, ['envVars', index, 'key'])
    else tell(['envVars', index, 'key'], say.variableTwice(key, lineOf(before)))
  }
  for (const [index, key] of secretsOf(mapping)) {
    const before = variables.get(key)
    if (before === undefined) variables.set(key, [...groupSecrets, index])
    else tell([...groupSecrets, index], say.variableTwice(key, lineOf(before)))
  }
  const files = new Map<string, number>()
  for (const [item, index] of filesOf(mapping)) {
    const name = String(item.name)
    const before = files.get(name)
    if (before === undefined) files.set(name, index)
    else tell([...secretFiles, index], say.fileTwice(name, lineOf([...secretFiles, before])))
  }
}

export const variableKey: Check = ({ mapping, say: tell }) => {
  for (const [{ key, fromGroup }, index] of items(mapping, 'envVars')) {
    if (key === undefined && fromGroup === undefined)
      tell(['envVars', index], say.missingKey('key', 'a variable'))
  }
}

/** What gives a variable its value. */
const sourcesOf = (item: FileObject): readonly string[] =>
  ['value', 'generateValue', 'sync', 'fromDatabase', 'fromService'].filter((name) =>
    name === 'generateValue'
      ? item[name] === true
      : name === 'sync'
        ? item[name] === false
        : item[name] !== undefined,
  )

/** Variables that have a name of their own, with where they stand and their sources. */
const variablesOf = (mapping: FileObject) =>
  items(mapping, 'envVars').flatMap(([item, index]) =>
    item.fromGroup !== undefined || item.key === undefined
      ? []
      : [{ item, key: String(item.key), path: ['envVars', index], given: sourcesOf(item) }],
  )

// The schema allows it, and a value that stands in the file is no secret.
const isIdleSync = (given: readonly string[]) => given.join() === 'value,sync'

export const severalSources: Check = ({ mapping, say: tell }) => {
  for (const [item, index] of items(mapping, 'envVars')) {
    const beside = Object.keys(item).filter((name) => name !== 'fromGroup')
    if (item.fromGroup !== undefined && beside.length > 0) {
      tell(['envVars', index, 'fromGroup'], say.groupStandsAlone(beside), 'key')
    }
  }
  for (const { item, key, path, given } of variablesOf(mapping)) {
    if (given.length > 1 && !isIdleSync(given)) tell(path, say.severalSources(key, given))
    const { property, envVarKey } = inner(item, 'fromService') ?? {}
    if (property !== undefined && envVarKey !== undefined) {
      tell([...path, 'fromService'], say.severalSources(key, ['property', 'envVarKey']))
    }
  }
}

export const ignoredSync: Check = ({ mapping, say: tell }) => {
  for (const { key, path, given } of variablesOf(mapping)) {
    if (isIdleSync(given)) tell([...path, 'sync'], say.valueBesideSync(key, 'value'), 'key')
  }
  for (const [{ name, content, sync }, index] of filesOf(mapping)) {
    if (content !== undefined && sync === false) {
      tell([...secretFiles, index, 'sync'], say.valueBesideSync(String(name), 'content'), 'key')
    }
  }
}

export const missingValue: Check = ({ mapping, say: tell }) => {
  for (const { key, path, given } of variablesOf(mapping)) {
    if (given.length === 0) tell(path, say.noSource(key))
  }
}
