/** The journal as a file: one entry a line, with no value in it, and the workspace as a digest that nobody can look up. */
import { createHmac, randomBytes } from 'node:crypto'
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Journal, type JournalEntry, ProblemsError } from '../../src/index.ts'
import { type Shell, tell } from '../shell/index.ts'
import { unwritable } from './outputs.ts'
import { fail } from './reading/index.ts'

/** A line of the file. `key` makes the digest: each run has one of its own. */
interface Line {
  readonly at: string
  readonly workspace: string
  readonly key: string
  readonly address: string
  readonly does: JournalEntry['does']
}

/** From this size on, what is settled is taken out when the file is read. In bytes. */
const roomy = 256 * 1024

/** What is never settled is of no use any more after a year. In milliseconds. */
const longest = 365 * 86_400_000

interface JournalOptions {
  /** A file, or `off`. Default: one in the user's state folder. */
  readonly journal?: string
}

const placeOf = async (
  { journal }: JournalOptions,
  { cwd, stateFolder }: Shell,
): Promise<string | undefined> => {
  if (journal === 'off') return undefined
  if (journal !== undefined) return resolve(cwd, journal)
  const folder = await stateFolder()
  return folder === undefined ? undefined : join(folder, 'journal.jsonl')
}

/** Makes sure that entries can be kept, before anything is written. Throws `ProblemsError` where the user has named the file. */
export const checkJournal = async (options: JournalOptions, shell: Shell): Promise<void> => {
  const place = await placeOf(options, shell)
  if (place === undefined) return
  try {
    if (!existsSync(dirname(place))) mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
    closeSync(openSync(place, 'a', 0o600))
  } catch (error) {
    const found = unwritable(options.journal ?? place, error)
    if (!found) throw error
    if (options.journal !== undefined) throw new ProblemsError([found])
    tell(shell, `No journal is kept: ${found.message}. --journal names another place, or turns it off.`)
  }
}

/** Undefined: none is wanted, or there is no place for one. */
export const openJournal = async (options: JournalOptions, shell: Shell): Promise<Journal | undefined> => {
  const place = await placeOf(options, shell)
  if (place === undefined) return undefined
  const key = randomBytes(16).toString('hex')
  // The last line may have been cut short by what ended its run.
  let before = '\n'
  return {
    read: (workspace) => readEntries(place, workspace, options.journal),
    append: (workspace, { at, address, does }) => {
      const time = new Date(at).toISOString()
      const line: Line = { at: time, workspace: digestOf(workspace, key), key, address, does }
      try {
        appendFileSync(place, `${before}${JSON.stringify(line)}\n`, { mode: 0o600 })
        before = ''
      } catch (error) {
        // A run that is not killed settles by itself what it owes.
        if (!unwritable(place, error)) throw error
      }
    },
  }
}

const digestOf = (workspace: string, key: string): string =>
  createHmac('sha256', key).update(workspace).digest('hex').slice(0, 32)

interface Read {
  readonly text: string
  readonly line: Line
  /** Of the workspace that is asked about. */
  readonly isOurs: boolean
}

const readEntries = async (
  place: string,
  workspace: string,
  name: string | undefined,
): Promise<readonly JournalEntry[]> => {
  const text = await readWhole(place, name)
  const lines = text.split('\n').flatMap((each) => linesIn(each, workspace))
  const entries = lines.flatMap(({ isOurs, line }) =>
    isOurs ? [{ at: Date.parse(line.at), address: line.address, does: line.does }] : [],
  )
  if (text.length > roomy) await shorten(place, text.length, lines)
  return entries
}

const readWhole = async (place: string, name: string | undefined): Promise<string> => {
  try {
    return await readFile(place, 'utf8')
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (name === undefined || isMissing) return ''
    return fail('unreadable-file', `cannot read ${name}`, 'Name another file with --journal, or turn it off.')
  }
}

/** A line that was cut short, or that somebody else wrote, says nothing. */
const linesIn = (text: string, workspace: string): readonly Read[] => {
  try {
    const line = JSON.parse(text) as Line
    const isWhole = !Number.isNaN(Date.parse(line.at)) && typeof line.address === 'string'
    if (!isWhole || typeof line.key !== 'string') return []
    return [{ text, line, isOurs: line.workspace === digestOf(workspace, line.key) }]
  } catch {
    return []
  }
}

/** Takes out what is settled of this workspace, unless somebody else has added something meanwhile. `size`: of what was read. */
const shorten = async (place: string, size: number, lines: readonly Read[]): Promise<void> => {
  const last = new Map(lines.flatMap(({ isOurs, line }) => (isOurs ? [[line.address, line] as const] : [])))
  const kept = lines.filter(({ isOurs, line }) => {
    const isOpen = !isOurs || (last.get(line.address) === line && line.does === 'written')
    return isOpen && Date.now() - Date.parse(line.at) < longest
  })
  const next = `${place}.${randomBytes(4).toString('hex')}`
  try {
    await writeFile(next, kept.map(({ text }) => `${text}\n`).join(''), { mode: 0o600 })
    if ((await stat(place)).size === size) await rename(next, place)
    else await rm(next)
  } catch (error) {
    // A file that can only be read stays as it is.
    if (!unwritable(place, error)) throw error
  }
}
