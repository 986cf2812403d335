/** Whether plain data has the form that a schema asks for: the few words of JSON Schema that saved plans use. */
import type { JsonSchema } from '../rows/index.ts'

/** Where it has not, as `inputs.wishes`; undefined: it has. */
export const misfit = (value: unknown, schema: JsonSchema, at = ''): string | undefined => {
  const { anyOf, enum: words } = schema
  if (schema.const !== undefined) return value === schema.const ? undefined : at
  if (anyOf) return anyOf.some((one) => misfit(value, one, at) === undefined) ? undefined : at
  if (words) return words.includes(value as string) ? undefined : at
  switch (schema.type) {
    case 'object':
      return isMapping(value) ? misfitIn(value, schema, at) : at
    case 'array': {
      if (!Array.isArray(value)) return at
      const { items = {} } = schema
      return firstOf(value, (item, index) => misfit(item, items, `${at}[${index}]`))
    }
    default: {
      const isFit = typeof value === schema.type && new RegExp(schema.pattern ?? '').test(String(value))
      return schema.type === undefined || isFit ? undefined : at
    }
  }
}

type Mapping = Readonly<Record<string, unknown>>

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const misfitIn = (
  value: Mapping,
  { properties = {}, required = [], additionalProperties = true }: JsonSchema,
  at: string,
): string | undefined => {
  const below = (key: string) => (at === '' ? key : `${at}.${key}`)
  const missing = required.find((key) => !Object.hasOwn(value, key))
  if (missing !== undefined) return below(missing)
  return firstOf(Object.keys(value), (key) => {
    const own = Object.hasOwn(properties, key) ? properties[key] : additionalProperties
    if (own === true || own === undefined) return undefined
    return own === false ? below(key) : misfit(value[key], own, below(key))
  })
}

const firstOf = <Item>(
  items: readonly Item[],
  find: (item: Item, index: number) => string | undefined,
): string | undefined => {
  for (const [index, item] of items.entries()) {
    const found = find(item, index)
    if (found !== undefined) return found
  }
  return undefined
}
