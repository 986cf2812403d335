/** Secrets that are given on the command line: a file, the environment. */
import type { Secrets } from '../../src/index.ts'
import type { WorkspaceOptions } from '../flags/index.ts'
import type { Shell } from '../shell/index.ts'
import { fail } from './fail.ts'
import { readText } from './files.ts'
import { parseYamlSecrets } from './secrets-yaml.ts'

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
export const parseSecrets = (text: string, name: string): Secrets => {
  const secrets = new Map<string, string>()
  const rest = text.replace(line, (_whole, key: string, raw: string) => {
    if (!/^(#|$)/.test(raw.trim())) secrets.set(key, decoded(raw))
    return ''.padEnd(raw.split('\n').length - 1, '\n')
  })
  const odd = rest.split('\n').findIndex((left) => !idle.test(left))
  if (odd >= 0) fail('bad-usage', `${name}:${odd + 1}: expected KEY=value`)
  return secrets
}

const megabytes = 5

/** The file wins over the environment. */
export const readSecrets = async (
  shell: Shell,
  { secrets, secretsEnv }: WorkspaceOptions,
): Promise<Secrets> => {
  const parse = /\.ya?ml$/i.test(secrets ?? '') ? parseYamlSecrets : parseSecrets
  const given = secrets === undefined ? new Map() : parse(await readText(shell, secrets, megabytes), secrets)
  const around = secretsEnv ? Object.entries(shell.env) : []
  return new Map([...around, ...given].filter((entry): entry is [string, string] => entry[1] !== undefined))
}
