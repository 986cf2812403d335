import { test } from 'vitest'
import { halfWay } from './half-way.ts'

test('an apply that was killed goes on with the same plan', () => halfWay(9, {}))
