/** Rules for environment variables and secret files. */
import type { FileObject } from '../aspect.ts'
import { kindOfName } from '../kinds/index.ts'
import { type Check, inner, items } from './judge.ts'
import { say } from './messages.ts'

const keyForm = /^[A-Za-z_.-][A-Za-z0-9_.-]*$/
const fileForm = /^[A-Za-z0-9_.-]+$/
// They would make the path of a request that of another resource.
const isDots = (name: string) => name === '.' || name === '..'

const names: Check = ({ mapping, say: tell, lineOf }) => {
  const first = new Map<string, number>()
  for (const [item, index] of items(mapping, 'envVars')) {
    if (item.key === undefined) continue
    const key = String(item.key)
    const path = ['envVars', index, 'key']
    if (!keyForm.test(key) || isDots(key)) tell(path, say.badVariableName(key))
    const before = first.get(key)
    if (before !== undefined) tell(path, say.variableTwice(key, lineOf(['envVars', before, 'key'])))
    else first.set(key, index)
  }
}

const files: Check = ({ mapping, say: tell, lineOf }) => {
  const first = new Map<string, number>()
  for (const [item, index] of items(inner(mapping, 'x-render-sync'), 'secretFiles')) {
    const name = String(item.name)
    const path = ['x-render-sync', 'secretFiles', index]
    if (!fileForm.test(name) || isDots(name)) tell([...path, 'name'], say.badFileName(name))
    const before = first.get(name)
    if (before !== undefined) tell(path, say.fileTwice(name, lineOf([...path.slice(0, 2), before])))
    else first.set(name, index)
    if (item.content !== undefined && item.sync === false) {
      tell([...path, 'sync'], say.valueBesideSync(name, 'content'), 'key')
    }
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

const sources: Check = ({ mapping, say: tell }) => {
  for (const [item, index] of items(mapping, 'envVars')) {
    const path = ['envVars', index]
    const key = String(item.key)
    const given = sourcesOf(item)
    if (item.fromGroup !== undefined) {
      const beside = Object.keys(item).filter((name) => name !== 'fromGroup')
      if (beside.length > 0) tell([...path, 'fromGroup'], say.groupStandsAlone(beside), 'key')
      continue
    }
    if (item.key === undefined) tell(path, say.missingKey('key', 'a variable'))
    else if (given.length === 0) tell(path, say.noSource(key))
    // The schema allows it, and a value that stands in the file is no secret.
    else if (given.join() === 'value,sync') tell([...path, 'sync'], say.valueBesideSync(key, 'value'), 'key')
    else if (given.length > 1) tell(path, say.severalSources(key, given))
  }
}

const references: Check = ({ mapping, index, say: tell }) => {
  for (const [item, at] of items(mapping, 'envVars')) {
    const reference = inner(item, 'fromService')
    if (!reference) continue
    const path = ['envVars', at, 'fromService']
    const { name, property, envVarKey } = reference
    if (property === undefined && envVarKey === undefined) tell(path, say.noPropertyNamed())
    if (property !== undefined && envVarKey !== undefined) {
      tell(path, say.severalSources(String(item.key), ['property', 'envVarKey']))
    }
    const targets = index.services(name)
    if (property === undefined || targets.length === 0) continue
    const target = targets.find(({ mapping: other }) => other.type === reference.type) ?? targets[0]
    if (!target) continue
    const { title, outputs } = kindOfName(target.kind)
    if (!Object.hasOwn(outputs, String(property))) {
      tell(
        [...path, 'property'],
        say.noSuchProperty(title, String(name), String(property), Object.keys(outputs)),
      )
    }
  }
}

export const variableChecks: readonly Check[] = [names, files, sources, references]
