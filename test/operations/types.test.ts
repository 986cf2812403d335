import { expectTypeOf, test } from 'vitest'
import type { Answered, Given, Hidden, operations } from '../../src/index.ts'

type Table = typeof operations
type Unanswered = { [Id in keyof Table]: [Answered<Table[Id]>] extends [never] ? Id : never }[keyof Table]
type Ungiven = { [Id in keyof Table]: [Given<Table[Id]>] extends [never] ? Id : never }[keyof Table]

test('parameters and answers have the types of their rows', () => {
  expectTypeOf<Unanswered>().toBeNever()
  expectTypeOf<Ungiven>().toBeNever()
  expectTypeOf<Answered<Table['variables.get']>['value']>().toEqualTypeOf<Hidden>()
  expectTypeOf<Answered<Table['deploys.list']>['items'][number]['id']>().toEqualTypeOf<string>()
  expectTypeOf<Answered<Table['services.delete']>>().toEqualTypeOf<undefined>()
  expectTypeOf<Given<Table['jobs.create']>>().toMatchTypeOf<{
    service: string
    command: string
    plan?: string | undefined
  }>()
  expectTypeOf<{ service: string }>().not.toExtend<Given<Table['jobs.create']>>()
  expectTypeOf<{ service: string; key: string; value: Hidden }>().toExtend<Given<Table['variables.set']>>()
})
