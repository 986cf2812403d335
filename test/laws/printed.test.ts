import { printedLaws, tellTheSameOf } from './printed.ts'

printedLaws(2, 120_000)
tellTheSameOf((_sample, index) => index % 4 === 0)
