import type { Command } from 'commander'
import { call, type Job } from '../../../src/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { inPlace, type RunningOptions } from './place.ts'
import { type Column, momentText, printList, tookText } from './tables.ts'

const columns: readonly Column<Job>[] = [
  ['JOB', ({ id }) => id],
  ['STATUS', ({ status }) => status ?? 'pending'],
  ['BEGUN (UTC)', ({ startedAt, createdAt }) => momentText(startedAt ?? createdAt)],
  ['TOOK', ({ startedAt, finishedAt }) => tookText(startedAt, finishedAt)],
  ['COMMAND', ({ startCommand }) => startCommand],
]

/** Lists the newest one-off jobs of a service. */
export const jobs = (
  options: RunningOptions & { readonly limit: number },
  shell: Shell,
  { args: [name = ''] }: Command,
): Promise<ExitCode> =>
  inPlace(options, shell, async ({ client, workspace, signal }, screen) => {
    const { items } = await call(
      client,
      'jobs.list',
      { service: name, limit: options.limit },
      { workspace, signal },
    )
    printList(items, columns, `No jobs of ${name}.`, options, screen)
    return exit.ok
  })
