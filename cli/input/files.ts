/** Finds and reads the files that a command is given. */
import { isUtf8 } from 'node:buffer'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import type { Shell } from '../shell/index.ts'
import { fail } from './fail.ts'

const usualNames = ['render.yaml', 'render.yml']

/** What stands beside the usual file, and is merged over it: a Blueprint has to stay one that Render itself can read. */
const besides = ['render-sync.yaml', 'render-sync.yml']

/** The files that are meant: those given, or the nearest one upwards from here with the one beside it. */
export const findFiles = (
  { cwd }: Shell,
  given: readonly string[] | undefined,
): readonly [string, ...string[]] => {
  const [first, ...more] = given ?? []
  if (first !== undefined) return [first, ...more]
  const usual = nearestFile(cwd)
  return [
    usual,
    ...besides.map((name) => join(dirname(usual), name)).filter((path) => existsSync(resolve(cwd, path))),
  ]
}

const nearestFile = (cwd: string): string => {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = usualNames.map((name) => join(folder, name)).find((path) => existsSync(path))
    if (found) return relative(cwd, found)
    if (folder === dirname(folder)) break
  }
  const todo = 'Name one with -f FILE.'
  return fail('unreadable-file', `no render.yaml here (${cwd}) or in a folder above`, todo)
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'reading it is not allowed',
  EPERM: 'reading it is not allowed',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'the name is too long',
}

/** Bytes of another encoding would be read as other letters, and names with them be created. */
const decoded = (name: string, bytes: Buffer): string => {
  if (!isUtf8(bytes)) {
    const lines = bytes.toString('latin1').split('\n')
    const line = lines.findIndex((text) => !isUtf8(Buffer.from(text, 'latin1'))) + 1
    fail('invalid-text', `${name}:${line}: the file is not in UTF-8`, 'Save it as UTF-8.')
  }
  return bytes.toString('utf8')
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
    return fail('unreadable-file', `cannot read ${name}: ${cause}`)
  }
}
