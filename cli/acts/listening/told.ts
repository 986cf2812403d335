import type { WebhookEvent } from '../../../src/index.ts'
import type { Screen } from '../../shell/index.ts'
import { harmless } from '../../words/index.ts'

/** Ids and names first, then how it ended. */
const shown = ['serviceName', 'serviceId', 'status'] as const

const cells = ({ timestamp = '', type, data }: WebhookEvent): readonly string[] => [
  timestamp,
  type,
  ...shown.flatMap((key) => (typeof data[key] === 'string' ? [data[key]] : [])),
]

/** One line, or one JSON object on a line. */
export const printEvent = (event: WebhookEvent, { json }: { readonly json?: true }, screen: Screen): void => {
  if (json) screen.json(event)
  else
    screen.out(
      harmless(
        cells(event)
          .filter((cell) => cell !== '')
          .join('  '),
      ).replaceAll('\n', ' '),
    )
}
