/** The end of a log, as a failure shows it. */
import type { ApiRequest } from '../../http/index.ts'
import { type Run, waits } from '../run.ts'

interface LogPage {
  readonly logs?: readonly { readonly message?: string }[] | null
}

/** Most that is shown of a log: a line of it may be a page long. */
const mostLines = 10

/** The last lines, the oldest first: builds print what they are given. A log that cannot be read hides no failure. */
export const endOfLog = async (request: ApiRequest, run: Run): Promise<readonly string[]> => {
  try {
    const { logs } = await run.client.send<LogPage>(request, waits(run))
    return [...(logs ?? [])]
      .reverse()
      .flatMap(({ message = '' }) => run.client.hide(message).split(/\r?\n/))
      .filter((line) => line.trim() !== '')
      .slice(-mostLines)
  } catch {
    return []
  }
}
