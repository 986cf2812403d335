/** The JSON Schema of the file, for editors: made of the same shapes that the loader checks with. */

import { allKinds, tableDay } from '../../kinds/index.ts'
import { type AnyKind, asOf, dayOf, type FileForm, type JsonSchema } from '../../rows/index.ts'
import { kindsIn } from './lists.ts'
import { serviceNames } from './old-names.ts'
import { type ItemsOf, rootShape, shapeOf } from './shapes.ts'

/** Keywords that no row needs. */
export interface EditorSchema extends JsonSchema {
  readonly allOf?: readonly EditorSchema[]
  readonly not?: EditorSchema
  readonly if?: EditorSchema
  readonly then?: EditorSchema
}

const reference = ({ name }: AnyKind): JsonSchema => ({ $ref: `#/$defs/${name}` })

/** Where several kinds share a list, `type` and `runtime` pick one: so an editor says what is wrong with that one only. */
const itemsOf: ItemsOf = (list) => {
  const all = kindsIn(list)
  const [only] = all
  if (only && all.length === 1) return reference(only)
  const types = all.flatMap(({ file }) => file.types ?? [])
  const chosen: EditorSchema = {
    type: 'object',
    properties: {
      type: {
        type: 'string',
        enum: [...new Set(types)],
        ...asOf(tableDay),
        description: 'The type of the service.',
      },
      name: { type: 'string', minLength: 1, description: 'The name of the service.', examples: ['shop'] },
    },
    required: ['type', 'name'],
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    allOf: all.map((kind) => ({ if: picks(kind.file), then: reference(kind) })),
  }
  return chosen
}

const isStatic: EditorSchema = {
  anyOf: ['runtime', 'env'].map((key) => ({ properties: { [key]: { const: 'static' } }, required: [key] })),
}

const picks = ({ types = [], static: wanted }: FileForm): EditorSchema => ({
  properties: { type: { enum: types } },
  required: ['type'],
  ...(wanted === true && isStatic),
  ...(wanted === false && { not: isStatic }),
})

/** With the names that Render's own schema has forgotten and many files still have; the loader renames them before. */
const withOldNames = (shape: JsonSchema): JsonSchema => {
  const { properties = {}, required = [] } = shape
  const old = serviceNames.flatMap(({ old, now, schema, value }) => {
    const property = properties[now]
    return schema || value || !property || old in properties ? [] : [{ old, now, property }]
  })
  const needed = old.filter(({ now }) => required.includes(now))
  return {
    ...shape,
    properties: {
      ...properties,
      ...Object.fromEntries(
        old.map(({ old, now, property }) => [
          old,
          { ...property, deprecated: true, description: `The old form of "${now}".` },
        ]),
      ),
    },
    required: required.filter((key) => !needed.some(({ now }) => now === key)),
    ...(needed.length > 0 && {
      anyOf: needed.flatMap(({ old, now }) => [{ required: [now] }, { required: [old] }]),
    }),
  }
}

const definition = (kind: AnyKind): JsonSchema => {
  const shape = shapeOf(kind, itemsOf)
  return kind.file.list === 'services' ? withOldNames(shape) : shape
}

/** Where Render adds words, an editor offers those that are known and takes the others too. */
const widened = (schema: EditorSchema): EditorSchema => {
  const { properties, items } = schema
  const inner = {
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, property]) => [key, widened(property)]),
      ),
    }),
    ...(items && { items: widened(items) }),
  }
  if (dayOf(schema) === undefined) return { ...schema, ...inner }
  const { $comment: _, type = 'string', enum: words = [], ...rest } = schema
  return { ...rest, anyOf: [{ type, enum: words }, { type }] }
}

/** JSON Schema 2020-12 of a `render.yaml`: what Render accepts, and the additions of render-sync. */
export const fileSchema = (): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'render.yaml for render-sync',
  description: "What a Render workspace should have: Render's Blueprint language and the x-render-sync keys.",
  ...widened(rootShape(itemsOf)),
  $defs: Object.fromEntries(allKinds.map((kind) => [kind.name, widened(definition(kind))])),
})
