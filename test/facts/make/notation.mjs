/** Schemas in the short notation of the tables (../README.md): what has a name is referred to by it. */

/** Words by which a list of words is known to be one that Render widens from month to month. */
const widened = ['starter', 'oregon', 'node', 'web_service', 'static', '16', 'allkeys_lru', 'allkeys-lru']

/** What a pointer leads to, from pointer to pointer. */
const pointed = (document, pointer) => {
  const target = pointer
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((node, key) => node[key], document)
  return followed(document, target)
}

export const followed = (document, node) =>
  typeof node?.$ref === 'string' ? pointed(document, node.$ref) : node

/** All pointers in a document. */
const pointersIn = (node) =>
  typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([key, value]) =>
        key === '$ref' && typeof value === 'string' ? [value] : pointersIn(value),
      )
    : []

const isPlain = (schema) =>
  !['enum', 'const', 'oneOf', 'anyOf', 'allOf', 'properties', 'items'].some((key) => key in schema)

/** The schemas that have a name: those in the folder of the document, and the properties of them that others point to. */
const namesIn = (document, folder) => {
  const own = Object.keys(pointed(document, folder)).map((name) => `${folder}/${name}`)
  const names = new Map()
  for (const pointer of [...own, ...pointersIn(document)]) {
    if (!/^\/\w+(\/properties\/\w+)*$/.test(pointer.replace(folder, ''))) continue
    const schema = pointed(document, pointer)
    const name = pointer.slice(folder.length + 1).replaceAll('/properties/', '.')
    if (!names.has(schema) && !isPlain(schema)) names.set(schema, name)
  }
  return names
}

export const sorted = (entries) =>
  Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)))

/** A list: of what has a name with its sign behind that, of others as a mapping with one key. */
export const listOf = (item, sign, key) => (typeof item === 'string' ? `${item}${sign}` : { [key]: item })

const wordsOf = (words) => (words.some((word) => widened.includes(word)) ? { $open: words } : words)

const plainOf = ({ type = 'anything', format, minimum = '', maximum = '' }) => {
  if (format === 'date-time') return 'time'
  return `${minimum}${maximum}` === '' ? type : `${type} ${minimum}..${maximum}`
}

/** How the schemas of a document are written, and all that have a name. */
export const notationOf = (document, folder) => {
  const names = namesIn(document, folder)

  const typeOf = (node) => {
    const schema = followed(document, node)
    return names.get(schema) ?? shapeOf(schema)
  }

  const shapeOf = ({ nullable, ...schema }) =>
    nullable ? { $either: [shapeOf(schema), 'null'] } : (choiceOf(schema) ?? structureOf(schema))

  const choiceOf = (schema) => {
    const either = schema.oneOf ?? schema.anyOf
    if (either) return either.length === 1 ? typeOf(either[0]) : { $either: either.map(typeOf) }
    if (schema.const !== undefined) return [schema.const]
    return schema.enum && wordsOf(schema.enum)
  }

  const structureOf = (schema) => {
    if (schema.allOf) return partsOf(schema)
    if (schema.properties) return keysOf(schema)
    if (schema.items) return listOf(typeOf(schema.items), '[]', '$list')
    if (schema.type === 'object') return { $map: innerOf(schema.additionalProperties) }
    return plainOf(schema)
  }

  /** Parts that are true at once. */
  const partsOf = ({ allOf }) => (allOf.length === 1 ? typeOf(allOf[0]) : { $all: allOf.map(typeOf) })

  const innerOf = (schema) => (typeof schema === 'object' ? typeOf(schema) : 'anything')

  const keysOf = ({ properties, required = [] }) =>
    sorted(
      Object.entries(properties).map(([key, value]) => [
        required.includes(key) ? key : `${key}?`,
        typeOf(value),
      ]),
    )

  return { typeOf, shapeOf, shapes: sorted([...names].map(([schema, name]) => [name, shapeOf(schema)])) }
}
