import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { JsonSchema } from '../../src/codec.ts'
import { fileSchema } from '../../src/file/schema.ts'
import { hasShared, realFiles, sharedJson, sharedText, withoutShared } from '../support/shared.ts'

const compile = (schema: object) => {
  const ajv = new Ajv2020({ strict: false })
  formats.default(ajv)
  return ajv.compile(schema)
}

interface AnySchema extends JsonSchema {
  readonly allOf?: readonly AnySchema[]
  readonly definitions?: Readonly<Record<string, AnySchema>>
}

const resolved = (schema: AnySchema, root: AnySchema): AnySchema => {
  const name = schema.$ref?.split('/').at(-1) ?? ''
  return root.definitions?.[name] ?? root.$defs?.[name] ?? schema
}

/** All paths of keys that a schema knows: `services[].disk.sizeGB`. */
const keysOf = (schema: AnySchema, root: AnySchema, path = ''): string[] => {
  const target = resolved(schema, root)
  return [
    ...Object.entries(target.properties ?? {}).flatMap(([key, property]) => [
      `${path}.${key}`,
      ...keysOf(property, root, `${path}.${key}`),
    ]),
    ...(target.items ? keysOf(target.items, root, `${path}[]`) : []),
    ...[...(target.anyOf ?? []), ...(target.allOf ?? [])].flatMap((part) => keysOf(part, root, path)),
  ]
}

describe('the JSON Schema of the file', () => {
  test('every key has a description', () => {
    const bare: string[] = []
    const visit = (schema: JsonSchema, path: string): void => {
      for (const [key, property] of Object.entries(schema.properties ?? {})) {
        if (!property.description) bare.push(`${path}.${key}`)
        visit(property, `${path}.${key}`)
      }
      if (schema.items) visit(schema.items, `${path}[]`)
      for (const [name, definition] of Object.entries(schema.$defs ?? {})) visit(definition, name)
    }
    visit(fileSchema(), '')
    expect(bare).toEqual([])
  })

  test.each<[string, boolean, unknown]>([
    ['a web service', true, { services: [{ type: 'web', name: 'a', runtime: 'node' }] }],
    ['a static site', true, { services: [{ type: 'web', name: 'a', runtime: 'static', routes: [] }] }],
    [
      'routes of a web service',
      false,
      { services: [{ type: 'web', name: 'a', runtime: 'node', routes: [] }] },
    ],
    ['an unknown key', false, { databases: [{ name: 'a', size: 1 }] }],
    ['the workspace', true, { 'x-render-sync': { workspace: 'acme' } }],
    ['an unknown key of our own', false, { 'x-render-sync': { worksapce: 'acme' } }],
  ])('%s: %s', (_title, right, file) => {
    expect(compile(fileSchema())(file)).toBe(right)
  })
})

describe.skipIf(!hasShared)(`Render's own schema${withoutShared}`, () => {
  const theirs = () => sharedJson<AnySchema>('render-yaml.schema.json')
  const definitions: readonly (readonly [string, readonly string[]])[] = [
    ['serverService', ['webService', 'privateService', 'backgroundWorker']],
    ['staticService', ['staticSite']],
    ['cronService', ['cronJob']],
    ['redisServer', ['keyValue']],
    ['database', ['postgres']],
    ['envVarGroup', ['envGroup']],
    ['environment', ['environment']],
    ['project', ['project']],
  ]

  test.each(definitions)('every key of its %s is known to our %s', (name, kinds) => {
    const root = theirs()
    const ours = fileSchema()
    for (const kind of kinds) {
      const known = new Set(keysOf({ $ref: `#/$defs/${kind}` }, ours))
      const missing = keysOf({ $ref: `#/definitions/${name}` }, root).filter((key) => !known.has(key))
      expect(missing).toEqual([])
    }
  })

  test('every key of its root is known', () => {
    const known = new Set(keysOf(fileSchema(), fileSchema()))
    expect(keysOf(theirs(), theirs()).filter((key) => !known.has(key))).toEqual([])
  })

  test('a file that it accepts is accepted by ours, unmodified', () => {
    const accepts = compile(theirs())
    const ours = compile(fileSchema())
    const files = realFiles('converges').map(
      ({ file }) => [file, parse(sharedText(`blueprints/${file}`))] as const,
    )
    const valid = files.filter(([, content]) => accepts(content))
    expect(valid.length).toBeGreaterThan(20)
    expect(valid.filter(([, content]) => !ours(content)).map(([file]) => file)).toEqual([])
  })
})
