/** What one version of a file made, pulled into another version of it: the plan is empty then. */
import { describe, expect, test } from 'vitest'
import { pulledInto } from '../pull/round-trip.ts'
import { goodFiles, type TestFile, withoutRealFiles } from '../support/files.ts'
import { bench, failures, lines } from '../support/workspace.ts'

/** Each version of a file with each other one. */
const pairs = goodFiles.flatMap((live) =>
  goodFiles
    .filter((file) => file !== live && file.stem === live.stem)
    .map((file) => [live.file, file.file, live, file] as const),
)

describe(`one version of a file into another${withoutRealFiles}`, () => {
  test.each<readonly [string, string, TestFile, TestFile]>(pairs)(
    '%s into %s',
    async (_from, _to, live, file) => {
      const it = bench()
      expect(failures(await it.apply(live.text(), { secrets: live.secrets }))).toEqual([])
      const options = { all: true, remove: true }
      const { text } = await pulledInto(it, file.text(), options)
      const { plan } = await it.plan(text)
      expect(lines(plan)).toEqual([])
      expect(plan.unmanaged).toEqual([])
      expect((await pulledInto(it, text, options)).text).toBe(text)
    },
  )
})
