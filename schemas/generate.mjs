// Writes the schema of the file; run it after a build: npm run build && node schemas/generate.mjs
import { writeFileSync } from 'node:fs'
import { fileSchema } from '../dist/src/file/schema.js'

const target = new URL('render-sync.schema.json', import.meta.url)
writeFileSync(target, `${JSON.stringify(fileSchema(), null, 2)}\n`)
