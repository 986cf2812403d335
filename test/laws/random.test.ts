import { laws } from './laws.ts'

laws(8, 120_000)
