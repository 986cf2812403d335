/** A saved plan whose apply is killed after any number of its writes. */
import { test } from 'vitest'
import { halfWay } from '../saved/half-way.ts'
import type { Keeping } from '../saved/keeping.ts'

test.each<[string, Keeping]>([
  ['without a plan key', {}],
  ['with one', { planKey: 'a key of all who plan' }],
])('goes on with the same plan, %s', (_, keeping) => halfWay(1, keeping))
