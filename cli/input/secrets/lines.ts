/** Secrets as lines: `KEY=value`. */
import type { Secrets } from '../../../src/index.ts'
import { fail } from '../reading/index.ts'

// The key may hold anything but "=": names of services have spaces and colons.
const line =
  /^[ \t]*(?:export[ \t]+)?([^=\s#][^=\r\n]*?)[ \t]*=[ \t]*("(?:\\[\s\S]|[^"\\])*"|'[^']*'|`[^`]*`|[^\r\n]*)[^\r\n]*$/gm
const idle = /^\s*(#|$)/

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

const decoded = (raw: string): string => {
  const quote = raw[0]
  if (quote === '"' && raw.length > 1) {
    return raw.slice(1, -1).replace(/\\([\s\S])/g, (whole, char: string) => escapes[char] ?? whole)
  }
  if ((quote === "'" || quote === '`') && raw.length > 1) return raw.slice(1, -1)
  return raw.replace(/(^|\s)#.*$/, '').trim()
}

/** Reads lines `KEY=value`. A line without a value is one that nobody has filled in yet: `KEY=""` gives an empty text. */
export const parseLines = (text: string, name: string): Secrets => {
  const secrets = new Map<string, string>()
  const rest = text.replace(line, (_whole, key: string, raw: string) => {
    if (!/^(#|$)/.test(raw.trim())) secrets.set(key, decoded(raw))
    return ''.padEnd(raw.split('\n').length - 1, '\n')
  })
  const odd = rest.split('\n').findIndex((left) => !idle.test(left))
  if (odd >= 0) fail('bad-usage', `${name}:${odd + 1}: expected KEY=value`)
  return secrets
}
