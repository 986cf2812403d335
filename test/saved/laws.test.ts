import { savedLaws } from './laws.ts'

savedLaws(5, 180_000)
