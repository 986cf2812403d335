/** Takes what must never be shown out of a text. */
export type Hide = (text: string) => string

// Where request bodies carry hidden values: variables, files, credentials, and what streams authenticate with.
const hiddenKeys = new Set(['value', 'content', 'password', 'token', 'authToken', 'datadogAPIKey'])

// A shorter value is only replaced as a word of its own, or it would tear unrelated words apart.
const short = 6

/** Hides the API key, and the hidden values of a request body, which servers like to quote in their messages. */
export const createHide = (apiKey: string, body?: unknown): Hide => {
  const hidden = [apiKey, ...hiddenIn(body)]
    .flatMap((text) => [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)])
    .filter((text) => text !== '')
    .sort((one, other) => other.length - one.length)
    .map((text) => {
      const literal = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
      return text.length < short ? `(?<!\\w)${literal}(?!\\w)` : literal
    })
  const pattern = hidden.length > 0 ? new RegExp([...new Set(hidden)].join('|'), 'g') : /(?!)/g
  return (text) => text.replace(pattern, '[hidden]')
}

const hiddenIn = (body: unknown): string[] => {
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([key, value]) =>
    typeof value === 'string' && hiddenKeys.has(key) ? [value] : hiddenIn(value),
  )
}
