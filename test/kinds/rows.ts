/** Every row of every kind, tried through the whole path: file, plan, apply, and a plan that must be empty. */

import { describe, expect, test } from 'vitest'
import { changedItems, deploysOf, fieldsOf } from '../../src/change.ts'
import type { Planned } from '../../src/index.ts'
import { kinds } from '../../src/kinds/index.ts'
import type { AnyKind } from '../../src/rows/kind.ts'
import { bench, failures, lines, secretsOf } from '../support/workspace.ts'
import { companionsOf, type Form, fileOf, isLegal, type Mapping, withValue } from './forms.ts'
import { samples } from './samples.ts'

/** What write-only tokens are given as. */
const secrets = secretsOf({ authToken: 'a token' })

const errors = ({ plan }: Planned) =>
  plan.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)

/** Rows that refer to something made elsewhere. */
const refersElsewhere = (kind: AnyKind, row: string) => kind.fields[row]?.codec.refersTo !== undefined

const rowsOf = (kind: AnyKind, base: Mapping): readonly string[] => {
  const useless = new Set(kind.useless?.({ runtime: base.runtime }) ?? [])
  return Object.keys(kind.fields).filter(
    (row) => !useless.has(row) && !refersElsewhere(kind, row) && row !== 'runtime',
  )
}

/** Tries each row of these kinds, in each of these forms. */
export const tryRows = (formsFor: (kind: AnyKind) => readonly Form[]): void => {
  const tried = Object.entries<AnyKind>(kinds).filter(([, kind]) => formsFor(kind).length > 0)
  describe.each(tried)('%s', (_name, kind) => {
    describe.each(formsFor(kind))('$title', ({ base }) => {
      test('settles: after apply the next plan is empty', async () => {
        const { apply, plan } = bench()
        const text = fileOf(kind, { name: 'one', ...base })
        expect(failures(await apply(text, { secrets }))).toEqual([])
        expect(lines((await plan(text, { secrets })).plan)).toEqual([])
      })

      test.each(rowsOf(kind, base))('%s changes alone, with its declared effect', async (row) => {
        const files = twoFiles(kind, row, { name: 'one', ...base, ...companionsOf(row) })
        expect(files, 'a row must have two values to change between').toHaveLength(2)
        const [before = '', after = ''] = files
        const { apply, plan } = bench()
        expect(failures(await apply(before, { secrets }))).toEqual([])
        expect(lines((await plan(before, { secrets })).plan)).toEqual([])

        const planned = await plan(after, { secrets })
        const [change] = planned.plan.changes.filter(({ action }) => action !== 'none')
        const fields = change ? fieldsOf(change) : []
        const onChange = fields[0]?.onChange ?? kind.fields[row]?.onChange
        if (onChange === 'blueprint-only') return expect(change).toBeUndefined()
        expect(fields.map(({ field }) => field)).toEqual([row])
        expect(change && changedItems(change)).toEqual([])
        const refusal = refusalOf(onChange)
        expect(errors(planned)).toEqual(refusal)
        if (refusal.length > 0) return
        expect(change && deploysOf(change)).toEqual(onChange === 'deploy' ? [row] : [])
        expect(failures(await apply(after, { secrets }))).toEqual([])
        expect(lines((await plan(after, { secrets })).plan)).toEqual([])
      })

      const clearable = rowsOf(kind, base).filter((row) => kind.fields[row]?.clear !== undefined)
      test.each(clearable)('%s is cleared by null, and settles', async (row) => {
        const mapping = { name: 'one', ...base, ...companionsOf(row) }
        const before = twoFiles(kind, row, mapping).at(-1) ?? ''
        const after = fileOf(kind, withValue(mapping, row, null))
        const { apply, plan } = bench()
        expect(failures(await apply(before, { secrets }))).toEqual([])
        const [change] = (await plan(after, { secrets })).plan.changes.filter(
          ({ action }) => action !== 'none',
        )
        if (kind.fields[row]?.onChange === 'blueprint-only') return expect(change).toBeUndefined()
        expect(change && fieldsOf(change).map(({ field }) => field)).toEqual([row])
        expect(failures(await apply(after, { secrets }))).toEqual([])
        expect(lines((await plan(after, { secrets })).plan)).toEqual([])
      })
    })
  })
}

const refusalOf = (onChange: unknown): readonly string[] => {
  if (onChange === 'replace') return ['replace-refused']
  return typeof onChange === 'object' && onChange !== null && 'refuse' in onChange ? ['change-refused'] : []
}

/** Two legal files that differ in one row only. */
const twoFiles = (kind: AnyKind, row: string, mapping: Mapping): readonly string[] => {
  const files = new Map<string, string>()
  for (const value of samples(kind.fields[row]?.codec.schema ?? {})) {
    const file = fileOf(kind, withValue(mapping, row, value))
    const api = kind.fields[row]?.codec.toApi(value)
    if (api !== undefined && isLegal(file) && files.size < 2) files.set(JSON.stringify(api), file)
  }
  return [...files.values()]
}
