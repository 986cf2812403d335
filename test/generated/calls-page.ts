/** The page of the operations: what can be done with them is written by hand, what there is comes from the rows. */
import { bucketNameOf } from '../../src/index.ts'
import { rows } from '../operations/support.ts'
import { code, filled, table } from './page.ts'

const groupOf = (id: string): string => id.slice(0, id.indexOf('.'))

const groups = [...new Set(rows.map(([id]) => groupOf(id)))]

const tableOf = (group: string): string =>
  table(
    ['Operation', 'What it does', 'Access', 'Bucket', 'To be minded'],
    rows
      .filter(([id]) => groupOf(id) === group)
      .map(([id, row]) => [
        code(id),
        row.does,
        row.access,
        bucketNameOf(row),
        [row.mind ?? '', row.only ?? ''].filter((text) => text !== '').join(' '),
      ]),
  )

export const callsPage = (): string =>
  filled('docs/operations.md', {
    operations: () => groups.map((group) => `### ${group}\n\n${tableOf(group)}`).join('\n\n'),
  })
