/** Values that a row's schema allows, so that every row of every kind is tried without a test of its own. */
import type { JsonSchema } from '../../src/rows/codec.ts'

const texts = ['sample-one', 'sample-two']

/** At least two different values, wherever the schema allows as many. */
export const samples = (schema: JsonSchema): readonly unknown[] => {
  if (schema.const !== undefined) return [schema.const]
  if (schema.enum) return schema.enum
  if (schema.examples && schema.examples.length > 1) return schema.examples
  switch (schema.type) {
    case 'boolean':
      return [false, true]
    case 'integer':
      return integers(schema)
    case 'array':
      return [[], samples(schema.items ?? {}).slice(0, 1)]
    case 'object':
      return objects(schema)
    default:
      return schema.format === 'uri' ? ['https://example.com/one', 'https://example.com/two'] : texts
  }
}

const integers = ({ minimum = 1, anyOf }: JsonSchema): readonly number[] => {
  const step = anyOf?.find(({ multipleOf }) => multipleOf)?.multipleOf ?? 1
  return [step * (minimum + 1), step * (minimum + 2)]
}

/** Two mappings that differ in every key that can. */
const objects = ({ properties = {} }: JsonSchema): readonly unknown[] => {
  const pick = (index: number) =>
    Object.fromEntries(
      Object.entries(properties).map(([key, schema]) => {
        const values = samples(schema)
        return [key, values[Math.min(index, values.length - 1)]]
      }),
    )
  return [pick(0), pick(1)]
}
