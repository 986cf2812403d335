import { printedLaws, tellTheSameOf } from './printed.ts'

printedLaws(6, 120_000)
tellTheSameOf((_sample, index) => index % 4 === 0)
