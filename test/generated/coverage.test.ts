/** No field of Render's own schema is missing from what we plan, or say that we cannot. */
import { describe, expect, test } from 'vitest'
import { kinds } from '../../src/kinds/index.ts'
import type { AnyKind } from '../../src/rows/kind.ts'
import { hasShared, sharedJson, withoutShared } from '../support/shared.ts'
import { fieldsPage, renderOnly } from './fields-page.ts'

interface Schema {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** The shapes of Render's schema, and the kinds that they are. */
const shapes: Readonly<Record<string, readonly (keyof typeof kinds)[]>> = {
  serverService: ['webService', 'privateService', 'backgroundWorker'],
  staticService: ['staticSite'],
  cronService: ['cronJob'],
  redisServer: ['keyValue'],
  database: ['postgres'],
  envVarGroup: ['envGroup'],
  project: ['project'],
  environment: ['environment'],
}

/** What is no field: identities, the lists that hold resources, and names that were replaced. */
const structure = ['name', 'type', 'services', 'databases', 'envVarGroups', 'environments']
const replaced = ['autoDeploy', 'domain', 'pullRequestPreviewsEnabled', 'previewPlan']

/** The paths of fields, dotted; a list ends one, since its items are an aspect or a value. */
const pathsOf = (schema: Schema, root: Schema, prefix = ''): readonly string[] => {
  const target = root.definitions?.[schema.$ref?.split('/').at(-1) ?? ''] ?? schema
  const parts = [target, ...(target.allOf ?? [])]
  const own = parts.flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([key, inner]) =>
      pathsOf(inner, root, prefix ? `${prefix}.${key}` : key),
    ),
  )
  return own.length > 0 ? own : [prefix]
}

const knows = ({ fields, aspects, blueprintOnly, file }: AnyKind, path: string): boolean => {
  const outer = path.split('.')[0] ?? ''
  const inAspects = Object.values(aspects).some(({ schema }) => outer in schema)
  return path in fields || path in blueprintOnly || inAspects || (outer === 'runtime' && file.static === true)
}

describe.skipIf(!hasShared)(`Render's schema${withoutShared}`, () => {
  test.each(Object.entries(shapes))(
    'every field of %s is planned, or named as set by Render alone',
    (shape, names) => {
      const root = sharedJson<Schema>('render-yaml.schema.json')
      const missing = pathsOf(root.definitions?.[shape] ?? {}, root).filter((path) => {
        const known = names.some((name) => knows(kinds[name], path))
        return !known && ![...structure, ...replaced].includes(path)
      })
      // Whole filters and allow lists are one value.
      expect(missing.filter((path) => !/^buildFilter\./.test(path))).toEqual([])
    },
  )
})

test('only what the API cannot do is left to Render', () => {
  expect([...renderOnly().keys()].sort()).toEqual([
    'initialDeployHook',
    'preDeployCommand',
    'previewDiskSizeGB',
    'previewPlan',
    'previews.numInstances',
    'previews.plan',
  ])
})

test('every field of every kind is on the page', () => {
  const page = fieldsPage()
  for (const { fields } of Object.values<AnyKind>(kinds)) {
    for (const name of Object.keys(fields)) expect(page).toContain(`| \`${name}\` |`)
  }
})
