/** Files from public repositories, in this process; the command line is tried on them elsewhere. */
import { describe } from 'vitest'
import { sendNothing, settle } from '../laws/files.ts'
import { goodRealFiles, wrongRealFiles } from '../support/files.ts'
import { hasShared, withoutShared } from '../support/shared.ts'

describe.skipIf(!hasShared)(`real files${withoutShared}`, () => {
  settle(goodRealFiles)
  settle(goodRealFiles, ', with plans under old names', { planNames: 'old' })
  settle(goodRealFiles, ', with plans under new names', { planNames: 'new' })
  sendNothing(wrongRealFiles)
})
