/** What is known of events, in a file of lines: a process that was killed has lost at most the end of the last one. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createMemory, type Memory, type MemoryEntry, ProblemsError } from '../../../src/index.ts'
import { fail, unwritable } from '../../input/index.ts'
import type { Shell } from '../../shell/index.ts'

export interface StateFile {
  readonly memory: Memory
  /** Keeps a step, in the file first. Throws where it cannot be written. */
  readonly note: (entry: MemoryEntry) => void
}

const isEntry = (value: unknown): value is MemoryEntry => {
  if (typeof value !== 'object' || value === null) return false
  const { does, at, id, event } = value as Readonly<Record<string, unknown>>
  if (typeof at !== 'number') return false
  if (does === 'done') return typeof id === 'string'
  const { id: own, type } = (event ?? {}) as Readonly<Record<string, unknown>>
  return does === 'taken' && typeof own === 'string' && typeof type === 'string'
}

/** The last line may have been cut short; a file with another line is none of ours, and stays as it is. */
const entriesIn = (text: string, name: string): readonly MemoryEntry[] => {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    if (line === '') return []
    try {
      const entry: unknown = JSON.parse(line)
      if (isEntry(entry)) return [entry]
    } catch {
      if (index === lines.length - 1) return []
    }
    return fail(
      'unreadable-file',
      `${name}:${index + 1} is no state of listen`,
      'Name another file: --state FILE.',
    )
  })
}

const readEntries = async (path: string, name: string): Promise<readonly MemoryEntry[]> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? '' : fail('unreadable-file', `cannot read ${name}: ${error.code}`),
  )
  return entriesIn(text, name)
}

/** Writes anew what is needed of it. */
const begin = async (path: string, name: string, memory: Memory): Promise<void> => {
  try {
    const text = memory.entries().map((entry) => `${JSON.stringify(entry)}\n`)
    await writeFile(`${path}.next`, text.join(''), { mode: 0o600 })
    await rename(`${path}.next`, path)
  } catch (error) {
    const found = unwritable(name, error)
    throw found ? new ProblemsError([found]) : error
  }
}

/** Without a name it is kept in memory alone. Throws `ProblemsError`. */
export const openState = async (name: string | undefined, { cwd }: Shell): Promise<StateFile> => {
  if (name === undefined) {
    const memory = createMemory()
    return { memory, note: memory.note }
  }
  const path = resolve(cwd, name)
  const memory = createMemory(await readEntries(path, name))
  await begin(path, name, memory)
  return {
    memory,
    note: (entry) => {
      const file = openSync(path, 'a', 0o600)
      try {
        writeSync(file, `${JSON.stringify(entry)}\n`)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      memory.note(entry)
    },
  }
}
