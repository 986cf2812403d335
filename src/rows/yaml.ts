/** Values as a file has them, for messages. */
import { Document, isCollection, isMap, visit } from 'yaml'

/**
 * A key, or a dotted path of keys, with its value as a file may have it: in one line, and in YAML that means the same to all
 * who read it. In version 1.1, which many still go by, `off`, `yes` and `n` are booleans.
 */
export const inYaml = (path: string, value: unknown): string => {
  const [outer = '', ...inner] = path.split('.')
  const below = inner.reduceRight((held: unknown, key) => ({ [key]: held }), value)
  const document = new Document({ [outer]: below }, { compat: 'yaml-1.1' })
  const held = isMap(document.contents) ? document.contents.items[0]?.value : undefined
  if (isCollection(held)) held.flow = true
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && /\p{Cc}/u.test(node.value)) node.type = 'QUOTE_DOUBLE'
    },
  })
  return document.toString({ lineWidth: 0, doubleQuotedAsJSON: true }).trimEnd()
}
