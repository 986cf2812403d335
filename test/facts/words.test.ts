/** Words that Render adds to are not judged in traffic: what the engine writes and the emulator takes is held against them here. */
import { expect, test } from 'vitest'
import * as plans from '../../src/emulator/request/plans.ts'
import * as vocabulary from '../../src/emulator/request/vocabulary.ts'
import { kinds } from '../../src/kinds/index.ts'
import type { AnyField, AnyFields } from '../../src/rows/field.ts'
import { samples } from '../kinds/samples.ts'
import { api, has } from './tables.ts'

const wordsOf = (shape: string): readonly unknown[] => {
  const type = api.shapes[shape]
  return has(type, '$open') ? type.$open : []
}

/** What new resources are given: what only live ones have, the API may have forgotten. */
const written = ({ codec }: AnyField) =>
  samples(codec.schema)
    .map(codec.toApi)
    .filter((word) => codec.retired?.(word) === undefined)

test.each<[kind: keyof typeof kinds, field: string, shape: string]>([
  ['webService', 'plan', 'plan'],
  ['cronJob', 'plan', 'paidPlan'],
  ['keyValue', 'plan', 'keyValuePlan'],
  ['postgres', 'plan', 'postgres.plan'],
  ['webService', 'runtime', 'serviceRuntime'],
  ['webService', 'region', 'region'],
  ['postgres', 'region', 'region'],
  ['postgres', 'postgresMajorVersion', 'postgresVersion'],
  ['keyValue', 'maxmemoryPolicy', 'maxmemoryPolicy'],
])('what a %s says as its %s is among the words of %s', (kind, field, shape) => {
  const row = (kinds[kind].fields as AnyFields)[field]
  const words = row ? written(row) : []
  expect(words.length).toBeGreaterThan(1)
  expect(words.filter((word) => !wordsOf(shape).includes(word))).toEqual([])
})

test.each<[shape: string, words: readonly string[]]>([
  ['plan', plans.webPlans],
  ['paidPlan', plans.paidPlans],
  ['keyValuePlan', plans.keyValuePlans],
  ['postgres.plan', plans.postgresPlans],
  ['serviceRuntime', vocabulary.runtimes],
  ['serviceType', vocabulary.serviceTypes],
  ['region', vocabulary.regions],
  ['postgresVersion', vocabulary.postgresVersions],
  ['maxmemoryPolicy', vocabulary.maxmemoryPolicies],
])('the emulator takes no %s that the API has not', (shape, words) => {
  expect(words.filter((word) => !wordsOf(shape).includes(word))).toEqual([])
})
