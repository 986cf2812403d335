import colors from 'picocolors'
import { expect, test } from 'vitest'
import { progressLine } from '../../../cli/telling/progress.ts'
import type { ApplyEvent, Deed } from '../../../src/index.ts'

const created: ApplyEvent = {
  type: 'apply_complete',
  address: 'service/api',
  action: 'create',
  id: 'srv-d0000000000000000000',
  ms: 1500,
  at: 0,
}
const plain = colors.createColors(false)
const shown = (line: number, paint = plain) =>
  progressLine(created, { address: 20, line }, paint)?.replace(/\d\d:\d\d:\d\d/, '00:00:00')

test('an id stands on the line of what was created', () => {
  expect(shown(80)).toBe('00:00:00  service/api           created in 1.5 s (srv-d0000000000000000000)')
})

test('an id that does not fit stands below, whole', () => {
  expect(shown(60)).toBe(`00:00:00  service/api           created in 1.5 s
                                (srv-d0000000000000000000)`)
})

test('colours take no room', () => {
  expect(shown(80, colors.createColors(true))).not.toContain('\n')
})

test.each<[Deed, string, string]>([
  ['create', 'creating', 'created in 1.5 s (srv-d0000000000000000000)'],
  ['update', 'changing', 'changed in 1.5 s'],
  ['replace', 'replacing', 'replaced in 1.5 s (srv-d0000000000000000000)'],
  ['delete', 'deleting', 'deleted in 1.5 s'],
])('%s is told as what it is', (action, doing, done) => {
  const columns = { address: 0, line: 200 }
  const began: ApplyEvent = { type: 'apply_start', address: 'service/api', action, at: 0 }
  expect(progressLine(began, columns, plain)).toMatch(new RegExp(`service/api  ${doing}$`))
  expect(progressLine({ ...created, action }, columns, plain)?.endsWith(`service/api  ${done}`)).toBe(true)
})
