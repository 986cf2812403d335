/** What the changelog says of a version, for the page of its release: node scripts/notes.mjs 0.2.0 */
import { readFileSync } from 'node:fs'
import process from 'node:process'

const [version = ''] = process.argv.slice(2)
const changelog = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8')
const parts = changelog.split(/^## /m).slice(1)
const part = parts.find((text) => text.startsWith(`${version} - `))
if (part === undefined) throw new Error(`CHANGELOG.md has nothing about ${version}`)
process.stdout.write(`${part.slice(part.indexOf('\n')).trim()}\n`)
