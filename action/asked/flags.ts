/** The input `args`, taken apart without a shell, and which of it is for planning and which for applying. Pure. */
import type { Option } from 'commander'
import { hows } from '../../cli/flags/index.ts'
import { fail, wordsIn } from '../../cli/input/index.ts'
import { verbs } from '../../cli/verbs/index.ts'
import { nearest } from '../../src/index.ts'
import type { CommandName } from './inputs.ts'

/** A flag as it was given, with its value. */
interface Given {
  readonly words: readonly string[]
  readonly option: Option
}

/** The flags of a step. */
export interface Flags {
  /** All, for a command that neither plans nor applies. */
  readonly all: readonly string[]
  /** Those that a plan is made with. */
  readonly plan: readonly string[]
  /** Those that say how a saved plan is carried out. */
  readonly apply: readonly string[]
  /** Those that say what of the file it is about: two steps with other ones have two plans. */
  readonly selection: readonly string[]
  readonly has: (flag: string) => boolean
}

const flagsOf = (name: CommandName): readonly Option[] =>
  verbs.find((verb) => verb.name === name)?.flags ?? []

/** What the Action gives by itself, or has an input for. */
const own: Readonly<Record<string, string>> = {
  '--file': 'Use the input file.',
  '--format': 'Comment, summary and log have their own.',
  '--json': 'Comment, summary and log have their own.',
  '--base': 'A plan in a pull request has it.',
  '--out': 'The output plan-file has the plan.',
  '--detailed-exitcode': 'Use the input fail-on.',
  '--secrets-later': 'A plan in a pull request is always made so.',
  '--auto-approve': 'The review of the pull request is the approval.',
  '--what-is': 'The output plan-digest has it.',
}

/** A plan is made without values: who plans with some and who without has the same one. */
const giving = ['--secrets', '--secrets-command', '--secrets-env']

const selecting = ['--target', '--exclude', '--environment']

/** Throws `ProblemsError` for what is no flag, and for flags that the Action gives by itself. */
export const flagsFrom = (args: string, command: CommandName): Flags => {
  const given = grouped(wordsIn(args, wrong), command)
  for (const { option } of given) {
    const todo = own[option.long ?? '']
    if (todo !== undefined) fail('bad-usage', `${option.long} is none of the flags for args`, todo)
  }
  const planning = flagsOf('plan').filter(({ long }) => !giving.includes(long ?? ''))
  const only = (isWanted: (one: Given) => boolean) => given.filter(isWanted).flatMap(({ words }) => words)
  return {
    all: given.flatMap(({ words }) => words),
    plan: only(({ option }) => planning.includes(option)),
    apply: only(({ option }) => hows.includes(option)),
    selection: only(({ option }) => selecting.includes(option.long ?? '')),
    has: (flag) => given.some(({ option }) => option.long === flag),
  }
}

const wrong = (why: string, todo?: string): never => fail('bad-usage', `the input args: ${why}`, todo)

const grouped = (words: readonly string[], command: CommandName): readonly Given[] => {
  const options = flagsOf(command)
  const given: Given[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (!word.startsWith('-')) {
      // It is not quoted: it may be a secret that was meant for a flag.
      wrong(`the word ${index + 1} is no flag, and belongs to none`, 'Files go into the input file.')
    }
    const option = options.find((one) => isNamed(one, word)) ?? unknown(word, options)
    const value = option?.required && !hasValue(word) ? words.slice(index + 1, index + 2) : []
    given.push({ words: [word, ...value], option })
    index += value.length
  }
  return given
}

const unknown = (word: string, options: readonly Option[]): never => {
  const [name = ''] = word.split('=', 1)
  const near = nearest(
    name,
    options.flatMap(({ long }) => long ?? []),
  )
  return wrong(`there is no flag ${name}`, near === undefined ? undefined : `Did you mean ${near}?`)
}

/** `--target=service/api`, `-eshop/staging`. */
const hasValue = (word: string): boolean => (word.startsWith('--') ? word.includes('=') : word.length > 2)

const isNamed = ({ long, short }: Option, word: string): boolean =>
  word.startsWith('--') ? word.split('=', 1)[0] === long : word.slice(0, 2) === short
