/** Reads the files that declare what a workspace should have. */
import type { InputFile } from '../../../src/index.ts'
import type { Shell } from '../../shell/index.ts'
import { readText } from './files.ts'
import { readStdin } from './stdin.ts'

/** More than any render.yaml needs; a larger file is not even read. */
const megabytes = 5

/** What stands in them may be shown; `-` is stdin. */
export const readFiles = async (
  shell: Shell,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly InputFile[]> => {
  const files = await Promise.all(
    names.map(async (name) =>
      name === '-'
        ? { name: 'stdin', text: await readStdin(shell, megabytes, signal) }
        : { name, text: await readText(shell, name, megabytes) },
    ),
  )
  shell.mask.open(() => files.map(({ text }) => text))
  return files
}
