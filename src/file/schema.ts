/** The JSON Schema of the file, for editors: made of the same shapes that the loader checks with. */
import type { JsonSchema } from '../codec.ts'
import { type KindName, kindNames } from '../kinds/index.ts'
import { type ItemsOf, kindsIn, rootShape, shapeOf } from './shapes.ts'

const reference = (name: KindName): JsonSchema => ({ $ref: `#/$defs/${name}` })

const itemsOf: ItemsOf = (list) => {
  const [first, ...more] = kindsIn(list).map(reference)
  return first && more.length === 0 ? first : { anyOf: [...(first ? [first] : []), ...more] }
}

/** JSON Schema 2020-12 of a `render.yaml`: what Render accepts, and the additions of render-sync. */
export const fileSchema = (): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'render.yaml for render-sync',
  description: "What a Render workspace should have: Render's Blueprint language and the x-render-sync keys.",
  ...rootShape(itemsOf),
  $defs: Object.fromEntries(kindNames.map((name) => [name, shapeOf(name, itemsOf)])),
})
