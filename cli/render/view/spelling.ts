/** Where in a file something stands: the way to it through mappings and lists. */
import type { Change } from '../../../src/index.ts'
import { inOneLine, shown } from '../../words/index.ts'

type Aspect = Change['kind']['aspects'][string]

/** A key of a mapping (`plan`), or an entry of a list, with the sign of one (`- key: LOG_LEVEL`). */
export type Step = string

const extension = 'x-render-sync'

/** What entries of lists go by in files. */
const entryNames = ['key', 'name', 'fromGroup', 'source']

export const isEntry = (step: Step): boolean => step.startsWith('- ')

const plain = /^[\w./*]([\w./* -]*[\w./*-])?$/

const keyStep = (key: string): Step => (plain.test(key) ? key : inOneLine(JSON.stringify(key)))

/** The way to a field of a resource. */
export const stepsToField = (field: string): readonly Step[] => field.split('.').map(keyStep)

/** The way to an item of an aspect. `name`: the aspect's own. */
export const stepsToItem = (aspect: Aspect | undefined, name: string, key: string): readonly Step[] => {
  const { schema = {}, entryKeys = {} } = aspect ?? {}
  const [list] = Object.keys(entryKeys)
  const added = schema[extension]?.properties ?? {}
  if (list !== undefined && key !== '') return [...within(added, list), entryStep(entryKeys[list], key)]
  const [first = name] = Object.keys(schema)
  const outer = first === extension ? [extension, ...Object.keys(added).slice(0, 1)] : [first]
  return key === '' ? outer : [...outer, keyStep(key)]
}

/** The way to a field of an item that is there once: it may stand beside the fields of the resource. */
export const stepsToRow = (
  aspect: Aspect | undefined,
  name: string,
  key: string,
  field: string,
): readonly Step[] => {
  const own = stepsToField(field)
  const [first = ''] = field.split('.')
  const { schema = {} } = aspect ?? {}
  const isBeside = key === '' && (Object.keys(schema).length === 0 || first in schema)
  if (isBeside) return own
  if (key === '' && first in (schema[extension]?.properties ?? {})) return [extension, ...own]
  return [...stepsToItem(aspect, name, key), ...own]
}

const within = (added: object, list: string): readonly Step[] => (list in added ? [extension, list] : [list])

const entryStep = (keyOf: ((entry: unknown) => string | undefined) | undefined, key: string): Step => {
  if (keyOf?.(key) !== undefined) return `- ${shown(key)}`
  const name = entryNames.find((name) => keyOf?.({ [name]: key }) === key)
  return name === undefined ? `- ${shown(key)}` : `- ${name}: ${shown(key)}`
}
