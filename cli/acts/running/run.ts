import type { Command } from 'commander'
import {
  followJob,
  isEnded,
  type Job,
  type LogLine,
  type Place,
  readLogs,
  type Service,
  startJob,
} from '../../../src/index.ts'
import { type ExitCode, exit, type Screen, type Shell } from '../../shell/index.ts'
import { durationText, harmless } from '../../words/index.ts'
import { inPlace, patienceOf, serviceOf, type WaitOptions } from './place.ts'

interface RunOptions extends WaitOptions {
  readonly plan?: string
}

// What a command needs no quotes for, in a shell.
const plain = /^[\w@%+=:,./-]+$/

/** The words as one command line: Render runs it in a shell. */
const commandOf = (words: readonly string[]): string =>
  words.length === 1
    ? (words[0] ?? '')
    : words.map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ')

const mostLines = 1_000

/** What the job has printed. A log that cannot be read hides no result. */
const logOf = async (place: Place, { id }: Job): Promise<readonly LogLine[]> =>
  readLogs(place, { resource: [id] }, mostLines).catch(() => [])

const printLog = async (place: Place, job: Job, screen: Screen): Promise<void> => {
  for (const { message } of await logOf(place, job)) screen.out(harmless(screen.hide(message)))
}

const follow = async (
  place: Place,
  service: Service,
  job: Job,
  options: RunOptions,
  screen: Screen,
): Promise<ExitCode> => {
  let status: string | undefined
  const ended = await followJob(place, service, job, {
    patience: patienceOf(options),
    seen: (seen) => {
      if (seen.status !== status && !isEnded(seen)) screen.err(`job ${seen.id}: ${seen.status ?? 'pending'}`)
      status = seen.status
    },
  })
  if (options.json) screen.json({ service: service.name, job: ended }, 2)
  else await printLog(place, ended, screen)
  const { startedAt, createdAt = '', finishedAt } = ended
  const seconds = (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? createdAt)) / 1000
  screen.err(
    `job ${ended.id}: ${ended.status}${Number.isNaN(seconds) ? '' : ` after ${durationText(seconds)}`}`,
  )
  return ended.status === 'succeeded' ? exit.ok : exit.error
}

/** Runs a command once with the code and variables of a service; the API tells of its end, and no exit code. */
export const run = (
  options: RunOptions,
  shell: Shell,
  { args: [name = '', ...words] }: Command,
): Promise<ExitCode> =>
  inPlace(options, shell, async (place, screen) => {
    const service = await serviceOf(place, name)
    const job = await startJob(place, service, commandOf(words), options.plan)
    if (options.wait !== false) return follow(place, service, job, options, screen)
    if (options.json) screen.json({ service: service.name, job }, 2)
    else screen.out(`Started: job ${job.id} of ${service.name}. Look at it with render-sync jobs ${name}.`)
    return exit.ok
  })
