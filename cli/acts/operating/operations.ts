import type { Command } from 'commander'
import { bucketNameOf, type Operation, operations as table } from '../../../src/index.ts'
import type { GlobalOptions } from '../../flags/index.ts'
import { fail } from '../../input/index.ts'
import { createScreen, type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { tableText } from '../../words/index.ts'

interface Listed {
  readonly id: string
  readonly group: string
  readonly access: Operation['access']
  readonly bucket: string
  readonly does: string
}

const rows: readonly Listed[] = Object.entries(table as unknown as Readonly<Record<string, Operation>>).map(
  ([id, operation]) => ({
    id,
    group: id.slice(0, id.indexOf('.')),
    access: operation.access,
    bucket: bucketNameOf(operation),
    does: operation.does,
  }),
)

/** Lists what the API can do: all, or what has these words in its name. */
export const operations = async (
  options: GlobalOptions & { readonly json?: true },
  shell: Shell,
  { args }: Command,
): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const found = rows.filter(({ id }) => args.every((word) => id.toLowerCase().includes(word.toLowerCase())))
  if (found.length === 0) fail('unknown-operation', `no operation has ${args.join(' and ')} in its name`)
  if (options.json) screen.json(found, 2)
  else
    screen.out(
      tableText(
        {
          head: ['OPERATION', 'ACCESS', 'BUCKET', 'WHAT IT DOES'],
          rows: found.map(({ id, access, bucket, does }) => [id, access, bucket, does]),
        },
        screen.paint,
      ),
    )
  return exit.ok
}
