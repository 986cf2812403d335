import { laws } from '../engine/laws.ts'

laws(60, 900_000)
