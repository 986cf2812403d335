/** The flags of an operation, made of its row, and what is typed behind them. */
import { parseArgs } from 'node:util'
import { type Operation, type OperationParam, ProblemsError, paramsOf, problem } from '../../../src/index.ts'

/** `createdAfter` is typed `--created-after`. */
export const flagOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** `--created-after` gives `createdAfter`. */
const nameOf = (flag: string): string =>
  flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** What was typed for a parameter: one text for each time. */
export type Typed = Readonly<Record<string, readonly (string | boolean)[]>>

const isFlag = ({ schema }: OperationParam): boolean => schema.type === 'boolean'

/** A word by itself, which nothing asks for. */
const odd = (word: string): never => {
  throw new ProblemsError([
    problem('bad-usage', `what is "${word}"?`, 'Each parameter has a name: --service api --limit 10.'),
  ])
}

/** Reads the flags of an operation. What it does not know is in the result too, to be told with all else that is wrong. */
export const typedIn = (operation: Operation, args: readonly string[]): Typed => {
  const params = Object.entries(paramsOf(operation))
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      params.map(([name, param]) => [flagOf(name), { type: isFlag(param) ? 'boolean' : 'string' } as const]),
    ),
    allowNegative: true,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const typed = new Map<string, (string | boolean)[]>()
  let unknown = false
  for (const token of tokens) {
    // Behind a flag that is unknown stands what it was meant to be.
    if (token.kind === 'positional' && !unknown) odd(token.value)
    unknown = false
    if (token.kind !== 'option') continue
    const [, negated] = /^--no-(.+)$/.exec(token.rawName) ?? []
    const isNo = negated !== undefined && token.value === undefined
    const name = nameOf(isNo ? negated : token.name)
    unknown = !isNo && token.value === undefined && !params.some(([known]) => known === name)
    typed.set(name, [...(typed.get(name) ?? []), token.value ?? !isNo])
  }
  return Object.fromEntries(typed)
}
