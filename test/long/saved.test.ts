import { savedLaws } from '../saved/laws.ts'

savedLaws(300, 600_000)
