import { savedLaws } from '../saved/laws.ts'

savedLaws(100, 600_000)
