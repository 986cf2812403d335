import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type EditorSchema, fileSchema } from '../../src/file/form/schema.ts'
import type { JsonSchema } from '../../src/rows/codec.ts'
import { flaws, keyPaths } from '../facts/language.ts'
import { blueprint } from '../facts/tables.ts'
import { problemsOf } from '../file/said.ts'
import { goodFiles, withoutRealFiles } from '../support/files.ts'

const compile = (schema: object) => {
  const ajv = new Ajv2020({ strict: false })
  formats.default(ajv)
  return ajv.compile(schema)
}

const resolved = (schema: EditorSchema, root: EditorSchema): EditorSchema =>
  root.$defs?.[schema.$ref?.split('/').at(-1) ?? ''] ?? schema

/** All paths of keys that a schema knows: `services[].disk.sizeGB`. */
const keysOf = (schema: EditorSchema, root: EditorSchema, path = ''): string[] => {
  const target = resolved(schema, root)
  return [
    ...Object.entries(target.properties ?? {}).flatMap(([key, property]) => [
      `${path}.${key}`,
      ...keysOf(property, root, `${path}.${key}`),
    ]),
    ...(target.items ? keysOf(target.items, root, `${path}[]`) : []),
    ...[...(target.anyOf ?? []), ...(target.allOf ?? []), ...(target.then ? [target.then] : [])].flatMap(
      (part) => keysOf(part, root, path),
    ),
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
    [
      'a service by its old name of the runtime',
      true,
      { services: [{ type: 'web', name: 'a', env: 'node' }] },
    ],
    ['a static site by that', true, { services: [{ type: 'web', name: 'a', env: 'static', routes: [] }] }],
    ['a service without a runtime', false, { services: [{ type: 'web', name: 'a' }] }],
    ['a service without a type', false, { services: [{ name: 'a', runtime: 'node' }] }],
    ['a key value by its old type', true, { services: [{ type: 'redis', name: 'a', ipAllowList: [] }] }],
    ['what a database may say', true, { databases: [{ name: 'a', 'x-render-sync': { protected: true } }] }],
    ['a list of our own', true, { 'x-render-sync': { webhooks: [{ name: 'a', url: 'https://a.example' }] } }],
    ['an item of it that is wrong', false, { 'x-render-sync': { webhooks: [{ url: 'https://a.example' }] } }],
    ['what is pruned', true, { 'x-render-sync': { prune: { kinds: ['services'], scope: 'workspace' } } }],
    ['what cannot be pruned', false, { 'x-render-sync': { prune: ['service'] } }],
    ['an unknown key', false, { databases: [{ name: 'a', size: 1 }] }],
    ['the workspace', true, { 'x-render-sync': { workspace: 'acme' } }],
    ['an unknown key of our own', false, { 'x-render-sync': { worksapce: 'acme' } }],
  ])('%s: %s', (_title, right, file) => {
    expect(compile(fileSchema())(file)).toBe(right)
  })
})

/** All schemas in a schema. */
const schemasIn = (schema: EditorSchema): readonly EditorSchema[] => [
  schema,
  ...[
    ...Object.values(schema.properties ?? {}),
    ...Object.values(schema.$defs ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.allOf ?? []),
    ...[schema.items, schema.not, schema.if, schema.then].filter((part) => part !== undefined),
  ].flatMap(schemasIn),
]

describe('for the YAML language server', () => {
  // https://json-schema.org/draft/2020-12: those that its validator, its completion and its hovers all follow.
  const known = new Set(
    '$schema $ref $defs title description examples default deprecated type enum const anyOf allOf not if then properties required additionalProperties items minimum maximum multipleOf minLength format'.split(
      ' ',
    ),
  )

  test('it has no other keyword', () => {
    const names = new Set(schemasIn(fileSchema()).flatMap(Object.keys))
    expect([...names].filter((name) => !known.has(name))).toEqual([])
  })

  test('one mistake in a service is one error', () => {
    const accepts = compile(fileSchema())
    accepts({ services: [{ type: 'web', name: 'a', runtime: 'node', plam: 'free' }] })
    const own = accepts.errors?.filter(({ keyword }) => keyword !== 'if')
    expect(own?.map(({ instancePath, params }) => [instancePath, params])).toEqual([
      ['/services/0', { additionalProperty: 'plam' }],
    ])
  })

  test.each(['workspace', 'prune', 'renamedFrom', 'protected', 'ignore'])('%s has examples', (key) => {
    const ours = schemasIn(fileSchema()).flatMap(({ properties }) => properties?.['x-render-sync'] ?? [])
    const found = ours.flatMap(({ properties }) => properties?.[key] ?? [])
    expect(found.length).toBeGreaterThan(0)
    for (const { examples } of found) expect(examples?.length).toBeGreaterThan(0)
  })

  test('every text that is free has examples, which the schema allows', () => {
    const described = schemasIn(fileSchema()).filter(({ description }) => description !== undefined)
    const free = described.filter(({ type, enum: words, const: word }) => {
      return [type].flat().includes('string') && words === undefined && word === undefined
    })
    expect(free.length).toBeGreaterThan(50)
    const bare = free.filter(({ examples = [] }) => examples.length === 0)
    expect(bare.map(({ description }) => description)).toEqual([])
    for (const { examples, ...schema } of free) {
      const allows = compile(schema)
      expect(examples?.filter((example) => !allows(example))).toEqual([])
    }
  })
})

describe(`whole files in an editor${withoutRealFiles}`, () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  const accepts = ajv.compile(fileSchema())

  test.each(goodFiles)('every key of $file is known', ({ text: read }) => {
    const text = read()
    accepts(parse(text, { merge: true }))
    // What the loader reads with a warning, an editor may underline: true for a text, a plan in another case, an empty list.
    const loose = problemsOf(text)
      .filter(({ code }) => code === 'loose-value' || code === 'empty-value')
      .map(({ message }) => /^"(\w+)"/.exec(message)?.[1])
    // What Render's own sync refuses, an editor should underline.
    const refused = problemsOf(text).some(({ code }) => code === 'refused-by-render')
    const others = (accepts.errors ?? []).filter(
      ({ keyword, instancePath }) =>
        keyword !== 'if' &&
        !(refused && keyword === 'additionalProperties') &&
        !loose.includes(instancePath.split('/').at(-1)),
    )
    expect(others).toEqual([])
  })
})

describe("Render's language", () => {
  const shapes: readonly (readonly [string, readonly string[]])[] = [
    ['serverService', ['webService', 'privateService', 'backgroundWorker']],
    ['staticService', ['staticSite']],
    ['cronService', ['cronJob']],
    ['workflowService', ['workflow']],
    ['redisServer', ['keyValue']],
    ['database', ['postgres']],
    ['envVarGroup', ['envGroup']],
    ['environment', ['environment']],
    ['project', ['project']],
  ]

  test.each(shapes)('every key of its %s is known to our %s', (shape, kinds) => {
    const ours = fileSchema()
    const theirs = keyPaths(shape)
    expect(theirs).not.toEqual([])
    for (const kind of kinds) {
      const known = new Set(keysOf({ $ref: `#/$defs/${kind}` }, ours))
      expect(theirs.filter((key) => !known.has(key))).toEqual([])
    }
  })

  test('every key of a whole file is known', () => {
    const known = new Set(keysOf(fileSchema(), fileSchema()))
    expect(keyPaths(blueprint.file).filter((key) => !known.has(key))).toEqual([])
  })

  test(`a file that it accepts is accepted by ours${withoutRealFiles}`, () => {
    const ours = compile(fileSchema())
    const files = goodFiles.map(({ file, text }) => [file, parse(text(), { merge: true })] as const)
    const valid = files.filter(([, content]) => flaws(content).length === 0)
    expect(valid.length).toBeGreaterThan(10)
    expect(valid.filter(([, content]) => !ours(content)).map(([file]) => file)).toEqual([])
  })
})
