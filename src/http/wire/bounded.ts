/** The most that an answer may be, in bytes, on the wire and unpacked: a packed one may grow two thousandfold. */
export const longest = 64 * 1024 * 1024

/** The body of a response as text; undefined: it is longer, and the rest of it was not read. */
export const textOf = async (response: Response): Promise<string | undefined> => {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  const parts: string[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return parts.join('') + decoder.decode()
    length += value.byteLength
    if (length > longest) {
      // Nobody waits for it: a stream that broke rejects.
      void reader.cancel().catch(() => undefined)
      return undefined
    }
    parts.push(decoder.decode(value, { stream: true }))
  }
}
