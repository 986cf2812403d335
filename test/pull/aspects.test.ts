/** Whatever a file can say of a resource, a pull can write. */
import { expect, test } from 'vitest'
import { allKinds } from '../../src/kinds/index.ts'

test('every aspect can be spelled, or says where its resource stands', () => {
  const mute = allKinds.flatMap((kind) =>
    Object.entries(kind.aspects).flatMap(([name, { spell, holder }]) =>
      spell || holder ? [] : [`${kind.name} ${name}`],
    ),
  )
  expect(mute).toEqual([])
})
