/** The program, made of the rows of its verbs. What a verb does is loaded when it runs. */
import { Command } from 'commander'
import { environment, type Verb } from './flags/index.ts'
import type { Manner } from './report.ts'
import {
  columnsIn,
  type ExitCode,
  exitMeanings,
  type Output,
  outletOf,
  type Shell,
  version,
} from './shell/index.ts'
import { elsewhere, verbs } from './verbs/index.ts'

const column = 38

const inherited = [
  '',
  'Environment:',
  ...environment.map(({ names, meaning }) => `  ${names.join(', ').padEnd(column - 4)}  ${meaning}`),
  '',
  'Exit codes:',
  ...Object.entries(exitMeanings).map(([code, meaning]) => `  ${code.padEnd(5)}${meaning}`),
].join('\n')

const examplesText = (lines: readonly string[]) =>
  `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`

/** Who is told that a verb begins, with its flags, and the exit code that it ends with. */
interface Following {
  readonly begins: (options: Manner) => void
  readonly ends: (code: ExitCode) => void
}

export const createProgram = (shell: Shell, following: Following): Command => {
  const program = new Command('render-sync')
    .description('Make a Render workspace match a render.yaml, without a state file.')
    .version(version, '-V, --version', 'print the version')
    .option('--no-color', 'print no colours (also: NO_COLOR)')
    .option('--debug', 'log requests to stderr, and the stack of an unexpected error')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: outletOf(shell).out,
      writeErr: outletOf(shell).err,
      getOutHelpWidth: () => helpWidth(shell, shell.stdout),
      getErrHelpWidth: () => helpWidth(shell, shell.stderr),
    })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', inherited)
  for (const verb of verbs) addVerb(program, verb, shell, following)
  for (const [name, instead] of Object.entries(elsewhere)) addElsewhere(program, name, instead)
  return program
}

/** A page to be read, also in a pager. */
const helpWidth = ({ env }: Shell, { isTTY, columns }: Output): number =>
  columnsIn(env) ?? ((isTTY && columns) || 80)

const addVerb = (program: Command, verb: Verb, shell: Shell, { begins, ends }: Following): void => {
  const command = program
    .command(verb.name)
    .description(verb.does)
    .aliases(verb.aliases ?? [])
  for (const argument of verb.arguments ?? []) command.addArgument(argument)
  if (verb.takesMore) command.allowUnknownOption().allowExcessArguments().helpOption(false)
  for (const flag of verb.flags) command.addOption(flag)
  command.addHelpText('after', examplesText(verb.examples)).action(async () => {
    const options = optionsOf(verb, command)
    begins(options as Manner)
    const act = await verb.act()
    ends(await act(options as never, shell, command))
  })
}

const optionsOf = ({ argumentFor }: Verb, command: Command): object => {
  const options = command.optsWithGlobals<Partial<Record<'file', readonly string[]>>>()
  if (argumentFor === undefined || command.args.length === 0) return options
  return { ...options, [argumentFor]: [...(options[argumentFor] ?? []), ...command.args] }
}

/** A word that is none of ours, whatever follows it. */
const addElsewhere = (program: Command, name: string, instead: string): void => {
  const command = program.command(`${name} [words...]`, { hidden: true })
  command
    .allowUnknownOption()
    .helpOption(false)
    .action(() => command.error(`error: there is no command ${name}\n${instead}`))
}
