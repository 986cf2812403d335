import type { Command } from 'commander'
import { followLogs, type LogLine, type LogWish, labelOf, type Place, readLogs } from '../../../src/index.ts'
import { type ExitCode, exit, type Screen, type Shell } from '../../shell/index.ts'
import { harmless } from '../../words/index.ts'
import { inPlace, type RunningOptions } from './place.ts'
import { momentText } from './tables.ts'

interface LogOptions extends RunningOptions {
  readonly tail?: true
  readonly limit: number
  readonly level?: readonly string[]
  readonly type?: readonly string[]
  readonly text?: readonly string[]
  /** In milliseconds. */
  readonly since?: number
}

const wishOf = ({ level, type, text }: LogOptions, resource: readonly string[]): LogWish => ({
  resource,
  ...(level && { level }),
  ...(type && { type }),
  ...(text && { text }),
})

/** One line each, whatever a program has written: nothing in it is obeyed by a terminal. */
const print = (line: LogLine, { json }: LogOptions, screen: Screen): void => {
  if (json) {
    screen.json(line)
    return
  }
  const level = labelOf(line, 'level')
  const lines = harmless(screen.hide(line.message)).split('\n')
  for (const text of lines)
    screen.out(
      [momentText(line.timestamp), ...(level === undefined ? [] : [level.padEnd(5)]), text].join('  '),
    )
}

const startOf = ({ client }: Place, since: number): string =>
  new Date(client.serverTime(Date.now()) - since).toISOString()

/** Prints log lines, the oldest first; with --tail also those that come, until it is interrupted. */
export const logs = (options: LogOptions, shell: Shell, { args }: Command): Promise<ExitCode> =>
  inPlace(options, shell, async (place, screen) => {
    const { since, tail, limit } = options
    const wish = wishOf(options, args)
    const startTime = since === undefined ? undefined : startOf(place, since)
    const found = await readLogs(place, { ...wish, ...(startTime !== undefined && { startTime }) }, limit)
    for (const line of found) print(line, options, screen)
    if (!tail) {
      if (found.length === 0 && !options.json) screen.err('No log lines.')
      return exit.ok
    }
    const last = found.at(-1)
    for await (const line of followLogs(place, wish, last?.timestamp ?? startOf(place, 0)))
      if (line.id !== last?.id) print(line, options, screen)
    return exit.ok
  })
