/** Values whose spelling is tolerated where the shape tells what is meant: plans in another case, numbers as texts. */
import type { FileObject, FilePath, JsonSchema } from '../../rows/index.ts'
import { say } from '../messages/index.ts'
import { isMapping, type Mapping, type ParsedFile, type Report } from '../text/index.ts'
import { propertyOf } from './shapes.ts'

const plans = ['plan', 'previewPlan']

const plainPlan = (plan: string): string => plan.toLowerCase().replace(/[\s_-]+/g, '-')

/** Replaces such values below a mapping, each with a warning. */
export const respell = (
  file: ParsedFile,
  path: FilePath,
  value: unknown,
  schema: JsonSchema,
  report: Report,
): void => {
  if (Array.isArray(value)) {
    const { items } = schema
    if (items) value.forEach((_, index) => void step(file, path, value, index, items, report))
  } else if (isMapping(value)) {
    for (const key of Object.keys(value)) {
      const property = propertyOf(schema, key)
      if (property) step(file, path, value, key, property, report)
    }
  }
}

const step = (
  file: ParsedFile,
  path: FilePath,
  parent: Mapping | unknown[],
  key: string | number,
  schema: JsonSchema,
  report: Report,
): void => {
  const value = (parent as FileObject)[key]
  const now = spelling(file, parent, key, value, schema)
  if (now === undefined) {
    if (typeof value === 'object') respell(file, [...path, key], value, schema, report)
    return
  }
  ;(parent as Mapping)[key] = now
  report.on(
    file,
    [...path, key],
    typeof value === 'string'
      ? say.oldValue(`"${key}"`, value, now)
      : say.unquoted(`"${key}"`, isVariable(key) ? undefined : now),
  )
}

/** The spelling that is meant; undefined: the value is right, or not to be guessed. */
const spelling = (
  file: ParsedFile,
  parent: object,
  key: string | number,
  value: unknown,
  schema: JsonSchema,
): string | undefined => {
  if (typeof value === 'string') {
    if (!plans.includes(String(key)) || schema.enum?.includes(value)) return undefined
    const near = schema.enum?.find((word) => plainPlan(String(word)) === plainPlan(value))
    return near === undefined ? undefined : String(near)
  }
  if (typeof value !== 'number' && typeof value !== 'boolean') return undefined
  // What stands in the file, not what YAML makes of it: 3.10 is no 3.1.
  const text = file.marks.get(parent)?.get(key)?.text ?? String(value)
  if (typeof value === 'number' && schema.type === 'string') return text
  // Variables: the schema takes numbers, so only one that YAML spells differently is worth a word.
  if (!isVariable(key)) return undefined
  if (typeof value === 'boolean') return text
  return String(value) === text ? undefined : text
}

/** Whether it is the value of a variable, which is repeated nowhere. */
const isVariable = (key: string | number): boolean => key === 'value' || key === 'previewValue'
