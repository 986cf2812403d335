/** The laws of whole files, on those that every clone has. */
import { expect, test } from 'vitest'
import { listed } from '../samples/wrong.ts'
import { goodSamples, refusedSamples, wrongSamples } from '../support/files.ts'
import { bench, errorsOf } from '../support/workspace.ts'
import { sendNothing, settle } from './files.ts'

settle(goodSamples)
// What is known of the API does not agree on the shape of the list of groups (API facts §1.3), nor does anybody know under which
// of its two names a plan is answered, one that no file names too (API facts §2.5). test/long tries each answer by itself.
settle(goodSamples, ', answered the other way', { envGroups: 'bare', planNames: 'new' })

sendNothing(wrongSamples)

test.each(refusedSamples)('$file is refused once the workspace is read', async ({ text, errors }) => {
  const { plan, apply, emulator } = bench()
  expect(
    errorsOf(await plan(text()))
      .map(listed)
      .sort(),
  ).toEqual([...errors].sort())
  await expect(apply(text())).rejects.toThrow()
  expect(emulator.requests().filter(({ method }) => method !== 'GET')).toEqual([])
})
