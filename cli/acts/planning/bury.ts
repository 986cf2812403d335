/** Writes down what is going to be deleted, before anything is. */
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { goneIn, type Plan, ProblemsError, realClock, secretsText } from '../../../src/index.ts'
import type { BurialOptions } from '../../flags/index.ts'
import { checkOutputs, type OutputFile, writeFiles } from '../../input/index.ts'
import type { Screen, Shell } from '../../shell/index.ts'
import { counted, notesText, problemsText } from '../../words/index.ts'
import type { Prepared } from './prepare.ts'

/** Fails where what a plan deletes could not be written down. To be asked before anybody approves it. */
export const checkBurial = async (plan: Plan, options: BurialOptions, shell: Shell): Promise<void> => {
  if (goneIn(plan).length > 0) await checkOutputs(shell, outputsOf(options, shell))
}

/** Writes what the plan deletes where it is not lost. Fails, and nothing may be deleted, where that cannot be done. */
export const bury = async (
  { session, ...planned }: Prepared,
  options: BurialOptions,
  shell: Shell,
  screen: Screen,
): Promise<void> => {
  const stone = await session.tombstone(planned, shell.mask)
  if (!stone) return
  const { text, secrets, notes, problems } = stone
  // Which secrets there are, only a file without errors tells.
  if (options.secretsOut !== undefined && problems.length > 0) throw new ProblemsError(problems)
  const texts = [text, secretsText(secrets)]
  const outputs = outputsOf(options, shell)
  const files = outputs.map((output, index): OutputFile => ({ ...output, text: texts[index] ?? '' }))
  await writeFiles(shell, files)
  screen.err(`Wrote down what is deleted: ${files.map(({ name }) => name).join(', ')}`)
  for (const told of problemsText(problems, screen.paintErr, screen.quiet)) screen.err(told)
  if (screen.quiet) return
  for (const note of notesText(notes)) screen.err(note)
  if (options.secretsOut === undefined && secrets.size > 0)
    screen.err(`${counted(secrets.size, 'value')} left out as secret; --secrets-out FILE writes them down.`)
}

/** The tombstone, then what is hidden of it. */
const outputsOf = ({ deletedOut, secretsOut }: BurialOptions, { cwd }: Shell) => [
  { name: placeOf(deletedOut, cwd), fresh: true },
  ...(secretsOut === undefined ? [] : [{ name: secretsOut, secret: true, fresh: true }]),
]

/** A file that is not there yet; in a folder, one that is named by the time. */
const placeOf = (given: string | undefined, cwd: string): string => {
  const isFolder =
    given === undefined || statSync(resolve(cwd, given), { throwIfNoEntry: false })?.isDirectory()
  if (given !== undefined && !isFolder) return given
  const time = new Date(realClock.now()).toISOString().replace(/[-:]|\.\d+/g, '')
  for (let count = 1; ; count++) {
    const name = join(given ?? '', `render-sync-deleted-${time}${count > 1 ? `-${count}` : ''}.yaml`)
    if (!existsSync(resolve(cwd, name))) return name
  }
}
