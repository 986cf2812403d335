/**
 * Makes one file of each test of these rooms, or of these tests, with all that it imports of the project:
 * node scripts/bundle-tests.mjs apply test/plan/graph.test.ts. The runner of mutations changes what stands there once, for
 * all of thousands of changes.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Code that looks for files beside itself finds them where it was written. @type {import('esbuild').Plugin} */
const placed = {
  name: 'placed',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: 'ts',
    }))
  },
}

/** @param {string} room */
const testsOf = (room) =>
  readdirSync(join('test', room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('test', room, name))

const tests = process.argv.slice(2)
await build({
  entryPoints: tests.flatMap((one) => (one.endsWith('.test.ts') ? one : testsOf(one))),
  outdir: 'mutated',
  outbase: '.',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  outExtension: { '.js': '.mjs' },
  keepNames: true,
  plugins: [placed],
  logLevel: 'warning',
})
