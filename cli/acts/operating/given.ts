/** From texts that were typed to the values that an operation takes. */
import {
  Hidden,
  type Operation,
  type OperationParam,
  type Problem,
  ProblemsError,
  paramsOf,
  problem,
} from '../../../src/index.ts'
import { readGivenText } from '../../input/index.ts'
import type { Shell } from '../../shell/index.ts'
import { flagOf, type Typed } from './flags.ts'

type Schema = OperationParam['schema']

/** A value that was typed, or why it is none. */
type Read = { readonly value: unknown } | { readonly wrong: Problem }

const wrong = (name: string, expected: string, todo: string): Read => ({
  wrong: problem('wrong-parameter', `--${flagOf(name)}: expected ${expected}`, todo),
})

/** Each time that the flag is typed is one more of them; a list of mappings is typed whole, as JSON. */
const isTypedOneByOne = ({ type, items }: Schema): boolean => type === 'array' && items?.type !== 'object'

/** A text as what it stands for. One that does not fit is left as it is, for what checks all values to tell. */
const meant = (name: string, { type }: Schema, hidden: boolean, text: string): Read => {
  if (type === 'string') return { value: hidden ? new Hidden(text) : text }
  if (type === 'integer' || type === 'number')
    return { value: /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return wrong(name, 'JSON', 'Write it in quotes, or into a file and @file here.')
  }
}

/** `-` and `@file` tell where a text is. A hidden one can be nowhere else: everybody on the machine sees a command line. */
const readOne = async (
  shell: Shell,
  name: string,
  { schema, hidden }: OperationParam,
  typed: string,
  signal: AbortSignal,
): Promise<Read> => {
  const isElsewhere = typed === '-' || typed.startsWith('@')
  if (hidden && !isElsewhere)
    return wrong(
      name,
      'no value on the command line',
      'Give it from stdin with -, or from a file with @file.',
    )
  const text = isElsewhere ? await readGivenText(shell, typed, signal) : typed
  return meant(name, isTypedOneByOne(schema) ? (schema.items ?? {}) : schema, hidden === true, text)
}

/** What is given to an operation; `[]` is a list without anything. Throws `ProblemsError` with all that cannot be read. */
export const givenIn = async (
  shell: Shell,
  operation: Operation,
  typed: Typed,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> => {
  const params = paramsOf(operation)
  const isNone = (name: string) => isTypedOneByOne(params[name]?.schema ?? {}) && typed[name]?.join() === '[]'
  const read = Object.entries(typed).flatMap(([name, words]) =>
    (isNone(name) ? [] : words).map(async (word) => {
      const param = params[name]
      const isAsTyped = param === undefined || typeof word === 'boolean'
      return { name, ...(isAsTyped ? { value: word } : await readOne(shell, name, param, word, signal)) }
    }),
  )
  const all = await Promise.all(read)
  const problems = all.flatMap((one) => ('wrong' in one ? [one.wrong] : []))
  if (problems.length > 0) throw new ProblemsError(problems)
  const valuesOf = (name: string) =>
    all.flatMap((one) => (one.name === name && 'value' in one ? [one.value] : []))
  return Object.fromEntries(
    Object.keys(typed).map((name) => {
      const values = valuesOf(name)
      return [name, isTypedOneByOne(params[name]?.schema ?? {}) ? values : values.at(-1)]
    }),
  )
}
