/** The examples of this package. A program in one file has them in it: scripts/bundle.mjs puts them in this file's place. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The examples come with the package, above whatever this file is built into. */
export const example = (name: string): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const path = join(folder, 'examples', name)
    if (existsSync(path)) return readFileSync(path, 'utf8')
    if (folder === dirname(folder)) throw new Error(`examples/${name} is missing from the package`)
  }
}
