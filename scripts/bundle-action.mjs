/** Makes the bundle of the Action that is committed: node scripts/bundle-action.mjs */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { bundledAction } from './bundle.mjs'

const root = new URL('../', import.meta.url)
const folder = new URL('action/bundle/', root)

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
for (const [name, text] of Object.entries(await bundledAction(root))) {
  writeFileSync(new URL(name, folder), text)
}
