/** What each kind's mapping may hold, derived from its rows and aspects. */
import { type AnyField, type AnyKind, type JsonSchema, schemaOfRows } from '../../rows/index.ts'
import { resourceExtension, rootExtension } from './extension-shapes.ts'
import { extension } from './extensions.ts'
import { extensionLists, kindsIn, type ListName, resourceLists, singles } from './lists.ts'
import { type OldName, rootNames, serviceNames } from './old-names.ts'

/** Gives the schema of the items of a list of resources. */
export type ItemsOf = (list: ListName) => JsonSchema

type Properties = Readonly<Record<string, JsonSchema>>

/** Mappings that hold nothing but rows have no row of their own to describe them. */
const holders: Readonly<Record<string, string>> = {
  image: 'An image to run instead of building a repository.',
  creds: 'The credential that pulls the image.',
  registryCredential: 'The credential that pulls the base images of a docker build.',
  fromRegistryCreds: 'A registry credential of the workspace.',
  maintenanceMode: 'The maintenance page.',
  previews: 'Previews of pull requests.',
  highAvailability: 'A standby.',
  networking: 'The network of the environment.',
  permissions: 'Who may change the environment.',
  [extension]: 'What render-sync adds to the language.',
}

/** What a mapping that only holds rows is nothing without. */
const requiredIn: Readonly<Record<string, readonly string[]>> = {
  creds: ['fromRegistryCreds'],
  registryCredential: ['fromRegistryCreds'],
  fromRegistryCreds: ['name'],
  highAvailability: ['enabled'],
}

const listOf = (items: JsonSchema, description: string): JsonSchema => ({ type: 'array', items, description })

const listsOf = (items: ItemsOf, lists: Iterable<readonly [string, string]>): Properties =>
  Object.fromEntries([...lists].map(([list, doc]) => [list, listOf(items(list as ListName), doc)]))

const singlesOf = (items: ItemsOf): Properties =>
  Object.fromEntries([...singles].map(([name, description]) => [name, { ...items(name), description }]))

const ownListsOf = (items: ItemsOf): Properties => listsOf(items, Object.entries(resourceLists))

const described = (properties: Properties): Properties =>
  Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [
      key,
      {
        ...schema,
        ...(schema.properties && { properties: described(schema.properties) }),
        ...(requiredIn[key] && { required: requiredIn[key] }),
        ...(schema.description === undefined && holders[key] !== undefined && { description: holders[key] }),
      },
    ]),
  )

const identity = ({ file, title }: AnyKind): Properties => ({
  ...(!file.single && {
    name: { type: 'string', minLength: 1, description: `The name of the ${title}.`, examples: ['shop'] },
  }),
  ...(file.types && { type: { type: 'string', enum: file.types, description: 'The type of the service.' } }),
  ...(file.static && {
    runtime: { type: 'string', enum: ['static'], description: 'Static sites have this one.' },
  }),
})

const asRows = (schemas: Properties): Record<string, AnyField> =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      { doc: schema.description ?? '', codec: { schema } } as AnyField,
    ]),
  )

const aspectProperties = (kind: AnyKind): Properties => {
  const properties: Record<string, JsonSchema> = { [extension]: resourceExtension(kind) }
  for (const { schema } of Object.values(kind.aspects)) {
    for (const [key, part] of Object.entries(schema)) {
      const before = properties[key]
      properties[key] = before
        ? { ...before, properties: { ...before.properties, ...part.properties } }
        : part
    }
  }
  return properties
}

/** What the kind itself has, without what it only tolerates. */
const ownProperties = (kind: AnyKind): Properties => {
  const rows = schemaOfRows({ ...kind.fields, ...asRows(kind.blueprintOnly) }).properties ?? {}
  const added = aspectProperties(kind)
  const { [extension]: ofAspects = {} } = added
  const ofRows = rows[extension]?.properties
  return {
    ...identity(kind),
    ...added,
    ...rows,
    [extension]: { ...ofAspects, properties: { ...ofAspects.properties, ...ofRows } },
  }
}

/** Fields that have no meaning for any resource of this kind take their form from a kind that has them. */
const uselessProperties = (kind: AnyKind): Properties => {
  const own = ownProperties(kind)
  const siblings = kindsIn(kind.file.list).map(ownProperties)
  const names = (kind.useless?.({}) ?? []).filter((name) => !name.includes('.') && !(name in own))
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        ...siblings.find((properties) => name in properties)?.[name],
        description: `Ignored: ${kind.title}s cannot use it.`,
        deprecated: true,
      },
    ]),
  )
}

/** Names of Render's own schema that have a new spelling. */
const deprecatedProperties = (properties: Properties, names: readonly OldName[]): Properties =>
  Object.fromEntries(
    names.flatMap(({ old, now, schema }) => {
      const [outer = '', inner] = now.split('.')
      const there = inner === undefined ? outer in properties : properties[outer]?.properties?.[inner]
      return schema && there && !(old in properties)
        ? [[old, { ...schema, deprecated: true, description: `The old form of "${now}".` }]]
        : []
    }),
  )

/** The schema of one kind's mapping. */
export const shapeOf = (kind: AnyKind, items: ItemsOf): JsonSchema => {
  const { list, required } = kind.file
  const current = { ...ownProperties(kind), ...uselessProperties(kind) }
  const properties = described({
    ...current,
    ...deprecatedProperties(current, serviceNames),
    ...(list === 'environments' && ownListsOf(items)),
    ...(list === 'projects' && {
      environments: listOf(items('environments'), 'The environments, at least one.'),
    }),
  })
  return { type: 'object', description: kind.doc, properties, required, additionalProperties: false }
}

/** The schema of a key; undefined: the shape does not know it. */
export const propertyOf = (shape: JsonSchema | undefined, key: string): JsonSchema | undefined =>
  shape?.properties && Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined

/** The schema of the whole file, given the schemas of its resources. */
export const rootShape = (items: ItemsOf): JsonSchema => {
  const current: Properties = {
    version: { type: 'string', enum: ['1'], description: 'The version of the language.' },
    previews: {
      type: 'object',
      description: 'Preview environments.',
      properties: {
        generation: {
          type: 'string',
          enum: ['off', 'manual', 'automatic'],
          description: 'Whether pull requests get an environment.',
        },
        expireAfterDays: {
          type: 'integer',
          minimum: 1,
          description: 'Days after which an environment without changes goes away.',
        },
      },
      additionalProperties: false,
    },
    ...ownListsOf(items),
    projects: listOf(items('projects'), 'Projects with their environments.'),
    ungrouped: {
      type: 'object',
      properties: ownListsOf(items),
      additionalProperties: false,
      description: 'Resources that are taken out of any environment.',
    },
    [extension]: {
      type: 'object',
      properties: { ...rootExtension, ...listsOf(items, extensionLists), ...singlesOf(items) },
      additionalProperties: false,
      description: holders[extension] ?? '',
    },
  }
  const properties = { ...current, ...deprecatedProperties(current, rootNames) }
  return { type: 'object', properties, additionalProperties: false }
}
