import { deletingLaws } from '../laws/deleting.ts'

deletingLaws(150, 900_000)
