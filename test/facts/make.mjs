/**
 * Makes the tables of this folder from Render's own documents:
 *
 *     npm run facts -- OPENAPI.json BLUEPRINT-SCHEMA.json [FOLDER]
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printed } from './make/print.mjs'
import { apiTable, blueprintTable } from './make/tables.mjs'

const [openApi, schema, folder = dirname(fileURLToPath(import.meta.url))] = process.argv.slice(2)
if (schema === undefined) throw new Error('usage: make.mjs OPENAPI.json BLUEPRINT-SCHEMA.json [FOLDER]')

const read = (path) => JSON.parse(readFileSync(path, 'utf8'))

writeFileSync(join(folder, 'api.json'), printed(apiTable(read(openApi))))
writeFileSync(join(folder, 'blueprint.json'), printed(blueprintTable(read(schema))))
