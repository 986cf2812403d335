/**
 * The command line as one executable for this platform, with the Node that runs this in it: node scripts/binary.mjs FILE
 * (https://nodejs.org/docs/latest-v20.x/api/single-executable-applications.html). Run `npm run build` before.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { inject } from 'postject'
import { bundledProgram } from './bundle.mjs'

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Say where to: node scripts/binary.mjs render-sync')

const root = new URL('../', import.meta.url)
const work = mkdtempSync(join(tmpdir(), 'binary-'))
const [main, output, config] = ['main.cjs', 'program.blob', 'sea.json'].map((name) => join(work, name))

// What Node looks for in itself, as its page says.
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'
const isMac = process.platform === 'darwin'

writeFileSync(main, await bundledProgram(root))
writeFileSync(config, JSON.stringify({ main, output, disableExperimentalSEAWarning: true }))
execFileSync(process.execPath, ['--experimental-sea-config', config], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
copyFileSync(process.execPath, file)
chmodSync(file, 0o755)
// A signature is about what was signed: it goes, and another one comes.
if (isMac) execFileSync('codesign', ['--remove-signature', file])
await inject(file, 'NODE_SEA_BLOB', readFileSync(output), {
  sentinelFuse: fuse,
  ...(isMac && { machoSegmentName: 'NODE_SEA' }),
})
if (isMac) execFileSync('codesign', ['--sign', '-', file])
rmSync(work, { recursive: true })
