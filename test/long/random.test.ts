import { laws } from '../laws/laws.ts'

laws(60, 900_000)
