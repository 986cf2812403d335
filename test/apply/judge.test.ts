/** What the plan rests on against what is there by now: as planned, done already, or moved. */
import { describe, expect, test } from 'vitest'
import { judge, movedIn, together, type Verdict } from '../../src/apply/meanwhile/judge.ts'
import { generated, Hidden, unreadable } from '../../src/hidden.ts'
import { kinds } from '../../src/kinds/index.ts'
import type { AnyField } from '../../src/rows/index.ts'

const plan: AnyField = kinds.postgres.fields.plan
const pool: AnyField = kinds.postgres.fields.connectionPool
const value = kinds.webService.aspects.envVars?.fields.value as AnyField

const on = (name: string) => ({ plan: name })
const hiding = (text: string) => ({ value: new Hidden(text) })

describe('a row', () => {
  test.each<[string, AnyField, Parameters<typeof judge>[2], Verdict]>([
    [
      'that is what it was',
      plan,
      { planned: on('pro_4gb'), now: on('pro_4gb'), wanted: 'pro_8gb' },
      'as planned',
    ],
    [
      'that is what is wanted',
      plan,
      { planned: on('pro_4gb'), now: on('pro_8gb'), wanted: 'pro_8gb' },
      'done',
    ],
    [
      'that is something else',
      plan,
      { planned: on('pro_4gb'), now: on('basic_1gb'), wanted: 'pro_8gb' },
      { moved: 'title is "basic-1gb" and was "pro-4gb"' },
    ],
    [
      'of what is to go, that is something else',
      plan,
      { planned: on('pro_4gb'), now: on('basic_1gb') },
      { moved: 'title is "basic-1gb" and was "pro-4gb"' },
    ],
    [
      'that was not there, and is something else',
      pool,
      { planned: undefined, now: { connectionPool: 'pgbouncer' }, wanted: 'none' },
      { moved: 'title is "pgbouncer" and was unset' },
    ],
    [
      'that was not there, and is what is wanted',
      pool,
      { planned: undefined, now: { connectionPool: 'pgbouncer' }, wanted: 'pgbouncer' },
      'done',
    ],
    [
      'that is hidden, and something else: not what',
      value,
      { planned: hiding('one'), now: hiding('two'), wanted: new Hidden('three') },
      { moved: 'title has another value' },
    ],
    [
      'that is hidden, and what is wanted',
      value,
      { planned: hiding('one'), now: hiding('two'), wanted: new Hidden('two') },
      'done',
    ],
    [
      'that is hidden, and may not be read',
      value,
      { planned: hiding('one'), now: { value: unreadable }, wanted: new Hidden('two') },
      'as planned',
    ],
    [
      'that Render is to make up, and somebody has',
      value,
      { planned: undefined, now: hiding('one'), wanted: generated },
      'done',
    ],
    [
      'that Render is to make up anew, and that is another one',
      value,
      { planned: hiding('one'), now: hiding('two'), wanted: generated },
      { moved: 'title has another value' },
    ],
  ])('%s', (_title, row, states, verdict) => {
    expect(judge('title', row, states)).toEqual(verdict)
  })
})

describe('several rows together', () => {
  const one = { moved: 'one' }
  const other = { moved: 'other' }
  test.each<[string, readonly Verdict[], Verdict]>([
    ['none of which is written', [], 'as planned'],
    ['of which all are done', ['done', 'done'], 'done'],
    ['of which one is to be written', ['done', 'as planned'], 'as planned'],
    ['of which some moved', ['done', one, 'as planned', other], { moved: 'one; other' }],
  ])('%s', (_title, verdicts, verdict) => {
    expect(together(verdicts)).toEqual(verdict)
  })

  test('tell what moved', () => {
    expect(movedIn(new Set<Verdict>(['done', one, 'as planned', other]))).toEqual(['one', 'other'])
  })
})
