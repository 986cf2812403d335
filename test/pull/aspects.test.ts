/** Whatever a file can say of a resource, a pull can write. */
import { expect, test } from 'vitest'
import { kindNames, kindOfName } from '../../src/kinds/index.ts'

test('every aspect can be spelled, or says where its resource stands', () => {
  const mute = kindNames.flatMap((kind) =>
    Object.entries(kindOfName(kind).aspects).flatMap(([name, { spell, holder }]) =>
      spell || holder ? [] : [`${kind} ${name}`],
    ),
  )
  expect(mute).toEqual([])
})
