/** What the emulator is told in notations of its own. */
import { type Fault, parseFaults, parseKey, type ScopedKey } from '../../src/emulator/index.ts'
import { fail, readText } from '../input/index.ts'
import type { Shell } from '../shell/index.ts'

const notation = 'docs/emulator.md describes the notation.'

/** The faults that a file asks for. */
export const faultsIn = async (shell: Shell, file: string): Promise<Fault[]> => {
  const text = await readText(shell, file, 1)
  try {
    return parseFaults(text)
  } catch (error) {
    return fail('bad-usage', `${file}: ${(error as Error).message}`, notation)
  }
}

/** Scoped keys as `--key` spells them. */
export const keysOf = (texts: readonly string[]): ScopedKey[] => {
  try {
    return texts.map(parseKey)
  } catch (error) {
    return fail('bad-usage', `--key: ${(error as Error).message}`, notation)
  }
}
