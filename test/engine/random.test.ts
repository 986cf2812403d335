import { laws } from './laws.ts'

laws(10, 120_000)
