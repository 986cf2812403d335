import type { Command } from 'commander'
import { call, codeInWords, type Deploy } from '../../../src/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { inPlace, type RunningOptions } from './place.ts'
import { type Column, momentText, printList, tookText } from './tables.ts'

const columns: readonly Column<Deploy>[] = [
  ['DEPLOY', ({ id }) => id],
  ['STATUS', ({ status }) => status],
  ['BEGUN (UTC)', ({ startedAt, createdAt }) => momentText(startedAt ?? createdAt)],
  ['TOOK', ({ startedAt, createdAt, finishedAt }) => tookText(startedAt ?? createdAt, finishedAt)],
  ['BY', ({ trigger }) => trigger],
  ['MADE OF', codeInWords],
]

/** Lists the newest deploys of a service. */
export const deploys = (
  options: RunningOptions & { readonly limit: number },
  shell: Shell,
  { args: [name = ''] }: Command,
): Promise<ExitCode> =>
  inPlace(options, shell, async ({ client, workspace, signal }, screen) => {
    const asked = { service: name, limit: options.limit }
    const { items } = await call(client, 'deploys.list', asked, { workspace, signal })
    printList(items, columns, `No deploys of ${name}.`, options, screen)
    return exit.ok
  })
