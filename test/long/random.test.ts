import { laws } from '../laws/laws.ts'
import { printedLaws, tellTheSameOf } from '../laws/printed.ts'

laws(60, 900_000)
printedLaws(60, 900_000)
tellTheSameOf((_sample, index) => index % 4 !== 0)
