/** The commands and flags of a program, as a completion script needs them. */
import type { Command, Option } from 'commander'

export interface Flag {
  /** `-f`, `--file`. */
  readonly names: readonly string[]
  readonly doc: string
  readonly takesValue: boolean
  readonly choices: readonly string[]
}

interface Verb {
  readonly name: string
  readonly doc: string
  readonly flags: readonly Flag[]
  /** What its argument may be. */
  readonly choices: readonly string[]
  /** Its argument is a file. */
  readonly takesFiles: boolean
}

export interface CommandTree {
  readonly name: string
  readonly flags: readonly Flag[]
  readonly verbs: readonly Verb[]
}

const flagOf = ({ short, long, description, required, optional, argChoices }: Option): Flag => ({
  names: [short, long].filter((name): name is string => typeof name === 'string'),
  doc: description,
  takesValue: required || optional,
  choices: argChoices ?? [],
})

/** What a verb takes that its row does not say: what is typed for it is known where it runs. */
type More = Readonly<Record<string, Pick<Verb, 'choices' | 'flags'>>>

export const treeOf = (program: Command, more: More = {}): CommandTree => {
  const flagsOf = (command: Command) => command.createHelp().visibleOptions(command).map(flagOf)
  const shared = flagsOf(program)
  const visible = program.createHelp().visibleCommands(program)
  const verbs = visible.map((command) => ({
    name: command.name(),
    doc: command.description(),
    flags: [...flagsOf(command), ...(more[command.name()]?.flags ?? []), ...shared].filter(isFirst),
    choices:
      command.name() === 'help'
        ? visible.map((other) => other.name())
        : [
            ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
            ...(more[command.name()]?.choices ?? []),
          ],
    takesFiles: command.registeredArguments.some((argument) => argument.name() === 'file'),
  }))
  return { name: program.name(), flags: shared, verbs }
}

const isFirst = ({ names }: Flag, index: number, all: readonly Flag[]) =>
  all.findIndex((other) => other.names.at(-1) === names.at(-1)) === index

/** All spellings of all flags. */
export const words = (flags: readonly Flag[]) => flags.flatMap(({ names }) => names).join(' ')
