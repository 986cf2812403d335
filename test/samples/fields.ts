/** Which fields the language has, as the rows tell, and which of them a file uses. */
import { parse } from 'yaml'
import { kindsIn, type ListName } from '../../src/file/form/lists.ts'
import { type EditorSchema, fileSchema } from '../../src/file/form/schema.ts'
import { allKinds } from '../../src/kinds/index.ts'
import type { Mapping } from '../kinds/forms.ts'

/** What stands outside of any resource. */
const root = 'file'

/** The path of each key below a schema, `image.url`; where a value has several forms, each of them, `value: number`. */
const keysOf = (schema: EditorSchema, path: string): readonly string[] => {
  const { properties = {}, items, anyOf = [], $ref, allOf } = schema
  // A resource: its kind has a schema of its own.
  if ($ref !== undefined || allOf !== undefined) return []
  const keys = Object.entries(properties)
  const forms = anyOf.filter(({ type }) => type !== undefined)
  return [
    ...keys.flatMap(([key, inner]) => [`${path}.${key}`, ...keysOf(inner, `${path}.${key}`)]),
    ...(items ? keysOf(items, path) : []),
    ...forms.flatMap((form) => [`${path}: ${form.type}`, ...keysOf(form, path)]),
  ]
}

/** Every field of the file and of every kind: `webService.image.url`. */
export const fieldsOfLanguage = (): readonly string[] => {
  const { $defs = {}, ...file } = fileSchema()
  return [
    ...new Set(Object.entries({ [root]: file, ...$defs }).flatMap(([holder, part]) => keysOf(part, holder))),
  ]
}

const lists: ReadonlySet<string> = new Set(allKinds.flatMap(({ file }) => (file.single ? [] : [file.list])))

/** By its place in the file: the kind of what a workspace has one of. */
const singles: ReadonlyMap<string, string> = new Map(
  allKinds.flatMap(({ name, file }) =>
    file.single ? [[`${root}.x-render-sync.${file.list}`, name] as const] : [],
  ),
)

/** The kind of a resource, by the list that it stands in; one of its old names may stand for the runtime. */
const kindIn = (list: string, { type, runtime, env }: Mapping): string => {
  const found = kindsIn(list as ListName).find(({ file: { types, static: isStatic } }) => {
    const fits = types?.includes(String(type)) ?? true
    return fits && (isStatic === undefined || isStatic === ((runtime ?? env) === 'static'))
  })
  return found?.name ?? 'nothing'
}

const usedBy = (value: unknown, path: string): readonly string[] => {
  if (Array.isArray(value)) return [`${path}: array`, ...value.flatMap((item) => usedBy(item, path))]
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`]
  const keys = Object.entries(value as Mapping).flatMap(([key, inner]) => {
    const here = `${path}.${key}`
    const resources = lists.has(key) ? (inner as readonly Mapping[]) : undefined
    return [
      here,
      ...(resources?.flatMap((one) => usedBy(one, kindIn(key, one))) ??
        usedBy(inner, singles.get(here) ?? here)),
    ]
  })
  return [`${path}: object`, ...keys]
}

/** Every field that a file uses, by the names of {@link fieldsOfLanguage}. */
export const fieldsIn = (text: string): readonly string[] => usedBy(parse(text, { merge: true }), root)
