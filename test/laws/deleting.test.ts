import { deletingLaws } from './deleting.ts'

deletingLaws(8, 120_000)
