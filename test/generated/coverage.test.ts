/** No field of Render's language is missing from what we plan, or say that we cannot. */
import { expect, test } from 'vitest'
import { kinds } from '../../src/kinds/index.ts'
import type { AnyKind } from '../../src/rows/kind.ts'
import { keyPaths } from '../facts/language.ts'
import { fieldsPage, renderOnly } from './fields-page.ts'

/** The shapes of Render's language, and the kinds that they are. */
const shapes: Readonly<Record<string, readonly (keyof typeof kinds)[]>> = {
  serverService: ['webService', 'privateService', 'backgroundWorker'],
  staticService: ['staticSite'],
  cronService: ['cronJob'],
  workflowService: ['workflow'],
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
const fieldsOf = (shape: string): readonly string[] => {
  const paths = keyPaths(shape).flatMap((path) => (path.includes('[]') ? [] : [path.slice(1)]))
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)))
}

const knows = ({ fields, aspects, blueprintOnly, file }: AnyKind, path: string): boolean => {
  const outer = path.split('.')[0] ?? ''
  const inAspects = Object.values(aspects).some(({ schema }) => outer in schema)
  return path in fields || path in blueprintOnly || inAspects || (outer === 'runtime' && file.static === true)
}

test.each(Object.entries(shapes))(
  'every field of %s is planned, or named as set by Render alone',
  (shape, names) => {
    const fields = fieldsOf(shape)
    expect(fields).not.toEqual([])
    const missing = fields.filter((path) => {
      const known = names.some((name) => knows(kinds[name], path))
      return !known && ![...structure, ...replaced].includes(path)
    })
    // Whole filters and allow lists are one value.
    expect(missing.filter((path) => !/^buildFilter\./.test(path))).toEqual([])
  },
)

test('only what the API cannot do is left to Render', () => {
  expect([...renderOnly().keys()].sort()).toEqual([
    'buildFilter',
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
