import { laws } from './laws.ts'

laws(5, 120_000)
