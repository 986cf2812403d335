/** Which files are meant by what was given: names, folders, patterns, stdin, or nothing. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Shell } from '../../shell/index.ts'
import { fail } from './fail.ts'

/** What the file is called where nobody says otherwise. */
export const usualNames = ['render.yaml', 'render.yml'] as const

/** What stands beside the usual file, and is merged over it: a Blueprint has to stay one that Render itself can read. */
const besides = ['render-sync.yaml', 'render-sync.yml']

type Names = readonly [string, ...string[]]

/** The files that are meant: those given, or the nearest one upwards from here with the one beside it. */
export const findFiles = ({ cwd }: Pick<Shell, 'cwd'>, given: readonly string[] | undefined): Names => {
  const [first, ...more] = (given ?? []).flatMap((name) => filesAt(cwd, name))
  return first === undefined ? withBeside(cwd, nearestFile(cwd)) : [first, ...more]
}

const filesAt = (cwd: string, name: string): readonly string[] => {
  // What is not there is an error of who reads it.
  if (name === '-') return [name]
  const path = resolve(cwd, name)
  if (existsSync(path)) return isFolder(path) ? withBeside(cwd, usualIn(cwd, name)) : [name]
  return /[*?]/.test(name) ? matching(cwd, name) : [name]
}

const isFolder = (path: string) => statSync(path).isDirectory()

const withBeside = (cwd: string, usual: string): Names => [
  usual,
  ...besides.map((name) => join(dirname(usual), name)).filter((path) => existsSync(resolve(cwd, path))),
]

const usualIn = (cwd: string, folder: string): string =>
  usualNames.map((name) => join(folder, name)).find((path) => existsSync(resolve(cwd, path))) ??
  fail('unreadable-file', `${folder} is a folder, and has no render.yaml in it`, 'Name a file with -f FILE.')

const nearestFile = (cwd: string): string => {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = usualNames.map((name) => join(folder, name)).find((path) => existsSync(path))
    if (found) return relative(cwd, found)
    if (folder === dirname(folder)) break
  }
  const todo = 'Name one with -f FILE.'
  return fail('unreadable-file', `no render.yaml here (${cwd}) or in a folder above`, todo)
}

/** The files of a pattern that the shell has left alone, in the order of their names; what is merged over others comes last. */
const matching = (cwd: string, pattern: string): readonly string[] => {
  const found = pattern
    .split('/')
    .reduce<readonly string[]>((folders, part) => folders.flatMap((folder) => below(cwd, folder, part)), [''])
    .filter((path) => !isFolder(resolve(cwd, path)))
  if (found.length === 0) fail('unreadable-file', `no file matches ${pattern}`)
  const isBeside = (path: string) => Number(besides.includes(basename(path)))
  return [...found].sort((one, other) => isBeside(one) - isBeside(other) || (one < other ? -1 : 1))
}

/** What of a folder fits one part of a pattern; `**` is the folder itself and all below it. */
const below = (cwd: string, folder: string, part: string): readonly string[] => {
  if (!/[*?]/.test(part)) {
    const path = folder === '' ? part || '/' : join(folder, part)
    return existsSync(resolve(cwd, path)) ? [path] : []
  }
  const path = resolve(cwd, folder)
  if (!isFolder(path)) return []
  const names = readdirSync(path).filter((name) => !name.startsWith('.') && name !== 'node_modules')
  const paths = names.map((name) => join(folder, name))
  if (part !== '**') return paths.filter((path) => expression(part).test(basename(path)))
  const folders = paths.filter((path) => isFolder(resolve(cwd, path)))
  return [folder, ...folders.flatMap((path) => below(cwd, path, part))]
}

const expression = (part: string): RegExp =>
  new RegExp(
    `^${part
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'u',
  )
