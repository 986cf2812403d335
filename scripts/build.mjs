/** Makes `dist`: the library as modules with their types, and the command line as a bundle that loads what it uses. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { bundle } from './bundle.mjs'

const root = new URL('../', import.meta.url)

rmSync(new URL('dist', root), { recursive: true, force: true })
execFileSync('npx', ['--no-install', 'tsc', '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
await bundle(root)
