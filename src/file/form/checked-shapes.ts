/** What files are checked against: the shape of the whole, and one for each kind. */
import { allKinds } from '../../kinds/index.ts'
import type { AnyKind, JsonSchema } from '../../rows/index.ts'
import { rootShape, shapeOf } from './shapes.ts'

/** Marks mappings that Render leaves open: what it does not know there, it ignores. */
export const openMark = 'open'

/** Closes every mapping, so that a misspelled key is noticed. */
const closed = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  ...(schema.properties && {
    properties: Object.fromEntries(
      Object.entries(schema.properties).map(([key, property]) => [key, closed(property)]),
    ),
  }),
  ...(schema.properties && schema.additionalProperties !== false && { $comment: openMark }),
  ...(schema.properties && { additionalProperties: false }),
  ...(schema.items && { items: closed(schema.items) }),
})

/** Items are checked one by one, each against the shape of its own kind. */
const anyMapping = (): JsonSchema => ({ type: 'object' })

export const fileShape: JsonSchema = { $id: 'file', ...closed(rootShape(anyMapping)) }

export const kindShapes: ReadonlyMap<AnyKind, JsonSchema> = new Map(
  allKinds.map((kind) => [kind, { $id: kind.name, ...closed(shapeOf(kind, anyMapping)) }]),
)
