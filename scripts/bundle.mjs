/**
 * The command line as one program: whoever starts it waits for a few reads. It is split where it imports when something is
 * used, as even a function that is never called has to be read through when it stands in the same file.
 */
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { validators } from './validators.mjs'

// What was written for `require` still asks for Node's own modules that way.
const banner =
  "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);"

/** @param {URL} root */
const madeAhead = (root) => ({
  name: 'validators made ahead',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/form\/compile\.ts$/ }, async () => ({
      contents: await validators(root),
      resolveDir: fileURLToPath(root),
    })),
})

/** @param {URL} root @returns {import('esbuild').BuildOptions} */
const settings = (root) => ({
  absWorkingDir: fileURLToPath(root),
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  banner: { js: banner },
  // Names stay, for the stack of a defect.
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
})

/** @param {URL} root */
export const bundle = async (root) => {
  const { metafile } = await build({
    ...settings(root),
    entryPoints: ['cli/main.ts'],
    outdir: 'dist/cli',
    chunkNames: 'parts/[name]-[hash]',
    splitting: true,
    plugins: [madeAhead(root)],
    metafile: true,
  })
  writeFileSync(new URL('dist/cli/licenses.txt', root), licensesOf(root, Object.keys(metafile.inputs)))
  chmodSync(new URL('dist/cli/main.js', root), 0o755)
}

/** The files of the Action, by their names: whoever uses it has no more of the repository than what is committed. @param {URL} root */
export const bundledAction = async (root) => {
  const { outputFiles, metafile } = await build({
    ...settings(root),
    entryPoints: ['action/main.ts'],
    outdir: 'action/bundle',
    // It runs four commands, never the emulator, and draws no picture.
    plugins: [
      madeAhead(root),
      without(/\/acts\/emulate\.ts$|\/acts\/(accounts|operating|running|scopes)\/|\/wasm-graphviz\/dist\//),
    ],
    metafile: true,
    write: false,
  })
  const [main] = outputFiles
  return {
    'main.js': main.text,
    'licenses.txt': licensesOf(root, Object.keys(metafile.inputs)),
  }
}

/** The command line as a single CommonJS file, which can stand in an executable: nothing is read from beside it. @param {URL} root */
export const bundledProgram = async (root) => {
  const { outputFiles } = await build({
    ...settings(root),
    format: 'cjs',
    banner: {},
    entryPoints: ['cli/main.ts'],
    plugins: [madeAhead(root), withExamples(root)],
    write: false,
  })
  return outputFiles[0].text
}

/** @param {URL} root */
const withExamples = (root) => ({
  name: 'examples in it',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/starting\/example\.ts$/ }, () => {
      const folders = ['github', 'gitlab']
      const names = folders.flatMap((folder) =>
        readdirSync(new URL(`examples/${folder}`, root)).map((name) => `${folder}/${name}`),
      )
      const texts = names.map((name) => [name, readFileSync(new URL(`examples/${name}`, root), 'utf8')])
      return {
        contents: `const texts = ${JSON.stringify(Object.fromEntries(texts))}\nexport const example = (name) => texts[name]`,
      }
    }),
})

/** Leaves out what nothing in the bundle asks for. @param {RegExp} filter */
const without = (filter) => ({
  name: 'left out',
  setup: ({ onLoad }) => onLoad({ filter }, () => ({ contents: 'export {}' })),
})

/** What the authors of what is in it want to be said. */
const licensesOf = (root, inputs) => {
  const packages = inputs.flatMap((input) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [])
  return [...new Set(packages)]
    .sort()
    .map((folder) => {
      const names = readdirSync(new URL(folder, root)).filter((name) => /^licen[cs]e/i.test(name))
      const texts = names.map((name) => readFileSync(new URL(`${folder}/${name}`, root), 'utf8').trim())
      return [folder.slice('node_modules/'.length), ...texts].join('\n\n')
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`)
}
