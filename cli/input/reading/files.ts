/** Reads the files that a command is given. */
import { isUtf8 } from 'node:buffer'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { nearest } from '../../../src/index.ts'
import type { Shell } from '../../shell/index.ts'
import { fail } from './fail.ts'

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'reading it is not allowed',
  EPERM: 'reading it is not allowed',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'the name is too long',
}

/** Bytes of another encoding would be read as other letters, and names with them be created. */
export const decoded = (name: string, bytes: Buffer): string => {
  if (!isUtf8(bytes)) {
    const lines = bytes.toString('latin1').split('\n')
    const line = lines.findIndex((text) => !isUtf8(Buffer.from(text, 'latin1'))) + 1
    fail('invalid-text', `${name}:${line}: the file is not in UTF-8`, 'Save it as UTF-8.')
  }
  return bytes.toString('utf8')
}

/** The file in the same folder whose name is the most like this. */
const fileLike = async (path: string): Promise<string | undefined> => {
  const names = await readdir(dirname(path)).catch(() => [])
  return nearest(basename(path), names)
}

const megabyte = 1024 * 1024

/** The text of a file. It is not read when it cannot be a sensible one. */
export const readText = async ({ cwd }: Shell, name: string, megabytes: number): Promise<string> => {
  const path = resolve(cwd, name)
  try {
    const found = await stat(path)
    if (found.isDirectory()) fail('unreadable-file', `${name} is a folder, not a file`)
    // A pipe is fine: --secrets <(…).
    if (!found.isFile() && !found.isFIFO()) fail('unreadable-file', `${name} is not a file`)
    if (found.size > megabytes * megabyte) {
      fail('file-too-large', `${name} has more than ${megabytes} MB`)
    }
    return decoded(name, await readFile(path))
  } catch (error) {
    const cause = causes[(error as NodeJS.ErrnoException).code ?? '']
    if (cause === undefined) throw error
    const near = (error as NodeJS.ErrnoException).code === 'ENOENT' ? await fileLike(path) : undefined
    const todo = near === undefined ? undefined : `Did you mean ${join(dirname(name), near)}?`
    return fail('unreadable-file', `cannot read ${name}: ${cause}`, todo)
  }
}
