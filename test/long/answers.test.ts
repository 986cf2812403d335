/** The law that a file settles in one apply, under each of the answers that nobody knows of the API. */
import { settle } from '../laws/files.ts'
import { goodSamples } from '../support/files.ts'

settle(goodSamples, ', with a bare list of groups', { envGroups: 'bare' })
settle(goodSamples, ', with plans under old names', { planNames: 'old' })
settle(goodSamples, ', with plans under new names', { planNames: 'new' })
