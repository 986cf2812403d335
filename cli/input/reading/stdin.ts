/** What comes in on stdin. */
import { addAbortSignal, type Readable } from 'node:stream'
import type { Shell } from '../../shell/index.ts'
import { fail } from './fail.ts'
import { decoded } from './files.ts'

const megabyte = 1024 * 1024

/** All of it, which must not be larger than this. Throws what the signal was aborted with. */
export const readStdin = async (
  { stdin }: Shell,
  megabytes: number,
  signal: AbortSignal,
): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of addAbortSignal(signal, stdin as Readable)) {
      const bytes = Buffer.from(chunk)
      size += bytes.length
      if (size > megabytes * megabyte) break
      chunks.push(bytes)
    }
  } catch {
    signal.throwIfAborted()
    return fail('unreadable-file', 'cannot read stdin')
  }
  if (size > megabytes * megabyte) fail('file-too-large', `stdin has more than ${megabytes} MB`)
  return decoded('stdin', Buffer.concat(chunks))
}
