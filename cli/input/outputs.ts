/** Writes the files that a command makes. Each appears whole or not at all, and of several all or none. */
import { randomBytes } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { access, type FileHandle, lstat, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type Problem, ProblemsError, problem } from '../../src/index.ts'
import type { Shell } from '../shell/index.ts'
import { fail } from './reading/index.ts'

export interface Output {
  /** As it was given. */
  readonly name: string
  /** For its owner alone, whatever was there. */
  readonly secret?: boolean
  /** Whether one that is there stays, which is an error. */
  readonly fresh?: boolean
}

export interface OutputFile extends Output {
  readonly text: string
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'writing there is not allowed',
  EPERM: 'writing there is not allowed',
  EROFS: 'nothing there can be written',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full, as far as it may be used',
  EFBIG: 'files may not be so large here',
  EIO: 'the disk has failed',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'the name is too long',
}

/** Why a file or a stream cannot be written, as a problem of its user's; undefined: nobody knows, and it is a defect. */
export const unwritable = (name: string, error: unknown): Problem | undefined => {
  const cause = causes[(error as NodeJS.ErrnoException).code ?? '']
  return cause === undefined ? undefined : problem('unwritable-file', `cannot write ${name}: ${cause}`)
}

const attempt = async <Result>(name: string, act: () => Promise<Result>): Promise<Result> => {
  try {
    return await act()
  } catch (error) {
    const found = unwritable(name, error)
    throw found ? new ProblemsError([found]) : error
  }
}

interface Place {
  readonly path: string
  /** What is there now. */
  readonly before: Stats | undefined
  /** Where that is, by whatever way it was named. */
  readonly real: string
}

/** Fails where an output cannot be written, or better is not. To be asked before the work: nobody wants to wait for a refusal. */
export const checkOutputs = async (shell: Pick<Shell, 'cwd'>, outputs: readonly Output[]): Promise<void> => {
  await placesOf(shell, outputs)
}

const placesOf = async (
  { cwd }: Pick<Shell, 'cwd'>,
  outputs: readonly Output[],
): Promise<readonly Place[]> => {
  const places: Place[] = []
  for (const output of outputs) {
    const place = await attempt(output.name, () => placeOf(resolve(cwd, output.name), output))
    const twin = places.findIndex((other) => isSame(place, other))
    if (twin >= 0) {
      const both = [outputs[twin]?.name, output.name]
      fail('bad-usage', `two files are to be written, and ${both.join(' and ')} are the same one`)
    }
    places.push(place)
  }
  return places
}

const isSame = (one: Place, other: Place): boolean =>
  one.real === other.real ||
  (one.before !== undefined && one.before.ino === other.before?.ino && one.before.dev === other.before.dev)

const placeOf = async (path: string, { name, fresh }: Output): Promise<Place> => {
  const folder = dirname(path)
  if (!(await stat(folder)).isDirectory()) fail('unwritable-file', `cannot write ${name}: ${causes.ENOTDIR}`)
  const before = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (before?.isSymbolicLink()) {
    const message = `${name} is a link to ${await readlink(path)}; a file would take the place of the link`
    fail('unwritable-file', message, 'Name the file that it leads to.')
  }
  if (before?.isDirectory()) fail('unwritable-file', `cannot write ${name}: ${causes.EISDIR}`)
  if (before && !before.isFile()) fail('unwritable-file', `${name} is not a file`)
  if (before && fresh) {
    fail('bad-usage', `${name} is there already`, 'Name another file, or overwrite it with --force.')
  }
  await access(folder, constants.W_OK | constants.X_OK)
  if (before) await access(path, constants.W_OK)
  return { path, before, real: join(await realpath(folder), basename(path)) }
}

/** Writes all of them beside where they belong, and then puts them there. */
export const writeFiles = async (
  shell: Pick<Shell, 'cwd'>,
  outputs: readonly OutputFile[],
): Promise<void> => {
  const places = await placesOf(shell, outputs)
  const written: { readonly from: string; readonly to: string; readonly name: string }[] = []
  try {
    for (const [index, output] of outputs.entries()) {
      const { path, before } = places[index] as Place
      const from = join(dirname(path), `.render-sync-${randomBytes(6).toString('hex')}`)
      written.push({ from, to: path, name: output.name })
      await attempt(output.name, () => writeNew(from, output, before))
    }
    // Whoever made it since has not been asked.
    await placesOf(shell, outputs)
    for (const { from, to, name } of written) await attempt(name, () => rename(from, to))
  } catch (error) {
    for (const { from } of written) await rm(from, { force: true }).catch(() => {})
    throw error
  }
}

const onlyOwner = 0o600
const anybody = 0o666

/** Who may read it is settled before there is anything to read. */
const writeNew = async (
  path: string,
  { text, secret = false }: OutputFile,
  before: Stats | undefined,
): Promise<void> => {
  const file = await open(path, 'wx', secret || before ? onlyOwner : anybody)
  try {
    if (before && !secret) await takeOver(file, before)
    await file.writeFile(text)
    // Some file systems tell of a full disk only here.
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Owner and mode of the file that was there. Only root may give a file away: for others it stays theirs. */
const takeOver = async (file: FileHandle, { uid, gid, mode }: Stats): Promise<void> => {
  const own = await file.stat()
  if (own.uid !== uid || own.gid !== gid) await file.chown(uid, gid).catch(() => {})
  await file.chmod(mode & 0o7777)
}
