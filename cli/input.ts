/** Finds and reads the files that a command is given. */
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fail } from './problem.ts'

const usualNames = ['render.yaml', 'render.yml']

/** The file that is meant: the one given, or the nearest one upwards from here. */
export const findFile = (given: string | undefined): string => {
  if (given !== undefined) return given
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const found = usualNames.map((name) => join(folder, name)).find((path) => existsSync(path))
    if (found) return relative(process.cwd(), found)
    if (folder === dirname(folder)) break
  }
  const todo = 'Name one with -f FILE.'
  return fail('unreadable-file', `no render.yaml here (${process.cwd()}) or in a folder above`, todo)
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'reading it is not allowed',
  EPERM: 'reading it is not allowed',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'the name is too long',
}

const megabyte = 1024 * 1024

/** The text of a file. It is not read when it cannot be a sensible one. */
export const readText = async (path: string, megabytes: number): Promise<string> => {
  try {
    const found = await stat(resolve(path))
    if (found.isDirectory()) fail('unreadable-file', `${path} is a folder, not a file`)
    // A pipe is fine: --secrets <(…).
    if (!found.isFile() && !found.isFIFO()) fail('unreadable-file', `${path} is not a file`)
    if (found.size > megabytes * megabyte) {
      fail('file-too-large', `${path} has more than ${megabytes} MB`)
    }
    return await readFile(path, 'utf8')
  } catch (error) {
    const cause = causes[(error as NodeJS.ErrnoException).code ?? '']
    if (cause === undefined) throw error
    return fail('unreadable-file', `cannot read ${path}: ${cause}`)
  }
}
