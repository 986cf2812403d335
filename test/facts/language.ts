/** The Blueprint language by its table: what is wrong with a file, and which keys there are. */
import { compiler, errorsOf, keysOf, schemaOf } from './schemas.ts'
import { blueprint, has, named, type Type } from './tables.ts'

const { file, shapes } = blueprint

const validate = compiler(shapes)(schemaOf(file, shapes))

/** What Render's language has against a file. */
export const flaws = (content: unknown): readonly string[] => errorsOf(validate, content)

/** All paths of keys in a type of the language: `.services[].disk.sizeGB`. */
export const keyPaths = (type: Type, path = ''): readonly string[] => {
  if (typeof type === 'string') {
    const { item, list } = named(type)
    return keyPaths(shapes[item] ?? [], list ? `${path}[]` : path)
  }
  if (Array.isArray(type) || has(type, '$open')) return []
  if (has(type, '$list')) return keyPaths(type.$list, `${path}[]`)
  if (has(type, '$either')) return type.$either.flatMap((part) => keyPaths(part, path))
  return keysOf(type, shapes).flatMap(({ name, type: inner }) => [
    `${path}.${name}`,
    ...keyPaths(inner, `${path}.${name}`),
  ])
}
