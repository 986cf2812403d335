import { expect, test } from 'vitest'
import { goodSamples } from '../support/files.ts'
import { bench, failures } from '../support/workspace.ts'
import { printedLaws, tellTheSame } from './printed.ts'

printedLaws(6, 120_000)

test.each(goodSamples)('each format of a plan of $file tells the same', async ({ text, secrets, stem }) => {
  const it = bench()
  tellTheSame((await it.plan(text(), { secrets })).plan)
  expect(failures(await it.apply(text(), { secrets }))).toEqual([])
  tellTheSame((await it.plan(text(), { secrets })).plan)
  for (const other of goodSamples.filter((sample) => sample.stem === stem)) {
    tellTheSame((await it.plan(other.text(), { secrets: other.secrets })).plan)
  }
})
