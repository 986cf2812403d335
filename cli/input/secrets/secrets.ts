/** Secrets that are given on the command line: files, stdin, programs, the environment. */
import { extname } from 'node:path'
import type { Secrets } from '../../../src/index.ts'
import type { WorkspaceOptions } from '../../flags/index.ts'
import type { Shell } from '../../shell/index.ts'
import { fail, readStdin, readText } from '../reading/index.ts'
import { outputOf } from './command.ts'
import { parseLines } from './lines.ts'
import { parseYamlSecrets } from './yaml.ts'

const megabytes = 5

/** The first line with anything in it: JSON, the beginning of a document, or a key with a colon. */
const yamlBegins = /^(?:\s*(?:#.*)?\n)*\s*(?:\{|---|[^\s#=][^=\n]*?:(?:\s|$))/

/** A name tells by its ending; where it has none, as stdin and programs have, the text tells by itself. */
const isYaml = (name: string, text: string): boolean => {
  const ending = extname(name).toLowerCase()
  return ending === '' ? yamlBegins.test(text) : ['.yaml', '.yml', '.json'].includes(ending)
}

/** Secrets as a file has them. */
const parseSecrets = (text: string, name: string): Secrets =>
  isYaml(name, text) ? parseYamlSecrets(text, name) : parseLines(text, name)

/** Fails where several files are meant to come from stdin. */
export const checkStdin = ({ file = [], secrets = [] }: WorkspaceOptions): void => {
  if ([...file, ...secrets].filter((name) => name === '-').length > 1) {
    fail('bad-usage', 'stdin can be read once: "-" is given twice')
  }
}

/**
 * All that is given: the environment, then files and stdin, then programs; the later one wins. Of the environment only
 * what has one of these names, and a text: where a secret of a pipeline is not set, there is an empty one.
 */
export const readSecrets = async (
  shell: Shell,
  { secrets = [], secretsCommand = [], secretsEnv }: WorkspaceOptions,
  names: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Secrets> => {
  const around = secretsEnv ? Object.entries(shell.env) : []
  const given = new Map<string, string>()
  for (const [name, text] of around) if (text && names.has(name)) given.set(name, text)
  const add = (text: string, name: string) => {
    for (const [key, value] of parseSecrets(text, name)) given.set(key, value)
  }
  for (const name of secrets) {
    if (name === '-') add(await readStdin(shell, megabytes, signal), 'stdin')
    else add(await readText(shell, name, megabytes), name)
  }
  for (const command of secretsCommand) {
    const { name, text } = await outputOf(command, shell, megabytes, signal)
    add(text, `the output of ${name}`)
  }
  return given
}
