import { laws } from '../laws/laws.ts'
import { printedLaws } from '../laws/printed.ts'

laws(60, 900_000)
printedLaws(60, 900_000)
