/** The tables are what the script makes of Render's documents, and what is newer is in none of them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { hasShared, readRecording, sharedPath, withoutShared } from '../support/shared.ts'
import { keysOf } from './schemas.ts'
import { documented, has, type Newer, newer, type Shapes } from './tables.ts'

const folder = mkdtempSync(join(tmpdir(), 'render-sync-facts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const script = fileURLToPath(new URL('make.mjs', import.meta.url))
const textOf = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

/** The tables that the script makes of two documents, as texts. */
const made = (openApi: string, schema: string) => {
  execFileSync(process.execPath, [script, openApi, schema, folder])
  return ['api.json', 'blueprint.json'].map((name) => readFileSync(join(folder, name), 'utf8'))
}

test.skipIf(!hasShared)(`the tables are those of the documents${withoutShared}`, () => {
  const tables = made(sharedPath('render-openapi-2026-08.json'), sharedPath('render-yaml.schema.json'))
  expect(tables).toEqual([textOf('api.json'), textOf('blueprint.json')])
})

describe('a table', () => {
  const put = (name: string, document: object) => {
    const path = join(folder, name)
    writeFileSync(path, JSON.stringify(document))
    return path
  }
  const answer = (schema: object) => ({ description: 'prose', content: { 'application/json': { schema } } })
  const error = { $ref: '#/components/schemas/error' }

  const openApi = {
    info: { title: 'prose' },
    paths: {
      '/pets/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        patch: {
          summary: 'prose',
          parameters: [
            { $ref: '#/components/parameters/limit' },
            {
              name: 'tag',
              in: 'query',
              required: true,
              explode: false,
              schema: { type: 'array', items: { type: 'string' } },
            },
            { name: 'kind', in: 'query', schema: { type: 'array', items: { enum: ['cat', 'dog'] } } },
          ],
          requestBody: answer({ $ref: '#/components/schemas/pet/properties/home' }),
          responses: {
            200: answer({ type: 'array', items: { $ref: '#/components/schemas/pet' } }),
            204: { description: 'prose' },
            404: answer(error),
            400: answer(error),
          },
        },
      },
    },
    components: {
      parameters: {
        limit: { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
      },
      schemas: {
        error: { type: 'object', properties: { message: { type: 'string', example: 'prose' } } },
        pet: {
          type: 'object',
          required: ['name'],
          properties: {
            name: { type: 'string', description: 'prose' },
            born: { type: 'string', format: 'date-time' },
            home: { type: 'object', properties: { rooms: { type: 'integer' } } },
            plan: { enum: ['starter', 'pro'] },
            owner: { oneOf: [error, { type: 'string' }], nullable: true },
          },
        },
      },
    },
  }

  const schema = {
    title: 'prose',
    allOf: [{ $ref: '#/definitions/lists' }, { type: 'object', properties: { version: { const: '1' } } }],
    definitions: { lists: { type: 'object', properties: { pets: { type: 'array', items: {} } } } },
  }

  test('has the names and types of a document, and nothing of its prose', () => {
    const [api = '', blueprint = ''] = made(put('openapi.json', openApi), put('schema.json', schema))
    expect(JSON.parse(api)).toEqual({
      operations: {
        'PATCH /pets/{id}': {
          query: { 'kind?': { $list: ['cat', 'dog'] }, 'limit?': 'integer 1..100', tag: 'string[,]' },
          'body?': 'pet.home',
          answers: { 200: 'pet[]', 204: null },
          refuses: [400, 404],
        },
      },
      shapes: {
        error: { 'message?': 'string' },
        pet: {
          'born?': 'time',
          'home?': 'pet.home',
          name: 'string',
          'owner?': { $either: [{ $either: ['error', 'string'] }, 'null'] },
          'plan?': { $open: ['starter', 'pro'] },
        },
        'pet.home': { 'rooms?': 'integer' },
      },
    })
    expect(JSON.parse(blueprint)).toEqual({
      file: { $all: ['lists', { 'version?': ['1'] }] },
      shapes: { lists: { 'pets?': 'anything[]' } },
    })
    expect(api + blueprint).not.toContain('prose')
  })
})

describe('what is newer than the documents', () => {
  const isThere = (row: Newer, shapes: Shapes): boolean => {
    if ('answers' in row) {
      const known = documented.api.operations[row.operation]?.answers ?? {}
      return Object.entries(row.answers).some(([status, type]) => isDeepStrictEqual(known[status], type))
    }
    if ('operation' in row) return row.operation in documented.api.operations
    const shape = shapes[row.shape]
    if ('is' in row) return shape !== undefined
    if ('words' in row) return has(shape, '$open') && row.words.some((word) => shape.$open.includes(word))
    const wanted = keysOf(row.keys, shapes)
    const known = keysOf(row.shape, shapes)
    return wanted.every((key) => known.some((other) => JSON.stringify(other) === JSON.stringify(key)))
  }

  const rows = [
    ...newer.api.map((row) => [row, documented.api.shapes] as const),
    ...newer.blueprint.map((row) => [row, documented.blueprint.shapes] as const),
  ]

  test('is not in them', () => {
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.filter(([row, shapes]) => isThere(row, shapes)).map(([row]) => row)).toEqual([])
  })

  test('has a source', () => {
    const sources = rows.map(([{ source }]) => source)
    expect(sources.filter((source) => !/^API facts §\d|^[\w-]+\.json$/.test(source))).toEqual([])
  })

  test.skipIf(!hasShared)(`is in the recording that is named as its source${withoutShared}`, () => {
    const recorded = rows.flatMap(([row]) => (row.source.endsWith('.json') && 'keys' in row ? [row] : []))
    expect(recorded).not.toEqual([])
    for (const { keys, source } of recorded) {
      const text = JSON.stringify(readRecording(source))
      for (const { name } of keysOf(keys, {})) expect(text).toContain(`"${name}":`)
    }
  })
})
