/** Nobody prints but the command line's outlet, and its region of a terminal, which hide what is hidden. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readTree } from '../../scripts/lint-rooms.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

const prints = /\bconsole\.|\bprocess\.(stdout|stderr)\b|\bstd(out|err)\.write\b|\bstd(out|err): shell\./

test('who writes to the streams', () => {
  const files = [...readTree(root)].filter(([, text]) => prints.test(text)).map(([file]) => file)
  // The process's own streams, and the version before anything is loaded.
  expect(files.sort()).toEqual([
    'action/main.ts',
    'cli/main.ts',
    'cli/shell/outlet.ts',
    'cli/shell/region.ts',
  ])
  const main = readFileSync(`${root}/cli/main.ts`, 'utf8')
  expect(main.match(/std(out|err)\.write/g)).toHaveLength(1)
})
