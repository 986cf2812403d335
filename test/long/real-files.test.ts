/** Files from public repositories, in this process; the command line is tried on them elsewhere. */
import { describe, expect, test } from 'vitest'
import { sendNothing, settle } from '../laws/files.ts'
import { goodRealFiles, legacyRealFiles, wrongRealFiles } from '../support/files.ts'
import { hasShared, withoutShared } from '../support/shared.ts'
import { bench, errorsOf } from '../support/workspace.ts'

describe.skipIf(!hasShared)(`real files${withoutShared}`, () => {
  settle(goodRealFiles)
  settle(goodRealFiles, ', with plans under old names', { planNames: 'old' })
  settle(goodRealFiles, ', with plans under new names', { planNames: 'new' })
  settle(goodRealFiles, ', with a bare list of groups', { envGroups: 'bare' })
  sendNothing(wrongRealFiles)

  test.each(legacyRealFiles)(
    '$file is refused for its plans, and nothing else',
    async ({ text, secrets }) => {
      const codes = errorsOf(await bench().plan(text(), { secrets })).map(({ code }) => code)
      expect([...new Set(codes)]).toEqual(['retired-refused'])
    },
  )
})
