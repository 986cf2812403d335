import { laws } from '../engine/laws.ts'

laws(200, 600_000)
