import { type Answered, callAll, type operations } from '../../../src/index.ts'
import { connectClient } from '../../input/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import type { RunningOptions } from '../running/place.ts'
import { type Column, printList } from '../running/tables.ts'

type Owner = Answered<(typeof operations)['owners.get']>

const columns: readonly Column<Owner>[] = [
  ['NAME', ({ name }) => name],
  ['ID', ({ id }) => id],
  ['TYPE', ({ type }) => type],
]

/** Lists the workspaces that the key reaches: none has to be meant. */
export const workspaces = (options: RunningOptions, shell: Shell): Promise<ExitCode> =>
  stoppable(shell, options, async (signal) => {
    const { client } = await connectClient(options, shell, signal)
    const found: Owner[] = []
    for await (const owner of callAll(client, 'owners.list', {}, { signal })) found.push(owner)
    printList(found, columns, 'No workspaces.', options, createScreen(shell, options))
    return exit.ok
  })
