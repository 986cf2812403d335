/** Keys without a value: an empty list, cleared where the API can clear, else treated as if they were not there. */
import type { AnyFields, FilePath, JsonSchema } from '../../rows/index.ts'
import { say } from '../messages/index.ts'
import { isMapping, type Mapping, type ParsedFile, type Report } from '../text/index.ts'
import { propertyOf } from './shapes.ts'

/** Removes them, except for lists, which are empty, and rows that can be cleared. */
export const dropNulls = (
  file: ParsedFile,
  path: FilePath,
  mapping: Mapping,
  shape: JsonSchema,
  fields: AnyFields,
  report: Report,
): void => visit(file, path, mapping, shape, report, (name) => fields[name]?.clear !== undefined)

const visit = (
  file: ParsedFile,
  path: FilePath,
  value: unknown,
  schema: JsonSchema | undefined,
  report: Report,
  keeps: (name: string) => boolean,
): void => {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (isHolder(item)) visit(file, [...path, index], item, schema?.items, report, () => false)
    }
    return
  }
  if (!isMapping(value)) return
  for (const [key, entry] of Object.entries(value)) {
    const property = propertyOf(schema, key)
    if (isHolder(entry)) {
      visit(file, [...path, key], entry, property, report, (name) => keeps(`${key}.${name}`))
    } else if (entry === null && property && !keeps(key)) {
      const isList = property.type === 'array'
      const problem = isList ? say.nullList(key) : say.nullField(key)
      if (isList || !silent(key, schema)) report.on(file, [...path, key], problem, { side: 'key' })
      empty(value, key, isList)
    }
  }
}

const empty = (mapping: Mapping, key: string, isList: boolean): void => {
  if (isList) mapping[key] = []
  else delete mapping[key]
}

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null

/** What is missed afterwards is reported as missing; a variable without a value has a warning of its own. */
const silent = (key: string, schema: JsonSchema | undefined): boolean =>
  key === 'value' || (schema?.required?.includes(key) ?? false)

/** A copy without the nulls that stand for clearing, for the check of the form. */
export const withoutNulls = (mapping: Mapping, shape: JsonSchema): Mapping =>
  Object.fromEntries(
    Object.entries(mapping).flatMap(([key, value]) => {
      const property = propertyOf(shape, key)
      if (!property) return [[key, value]]
      return value === null ? [] : [[key, isMapping(value) ? withoutNulls(value, property) : value]]
    }),
  )
