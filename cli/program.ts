/** The program, made of the rows of its verbs. What a verb does is loaded when it runs. */
import { Command } from 'commander'
import type { Verb } from './flags/index.ts'
import type { Manner } from './report.ts'
import { columnsIn, type ExitCode, type Output, outletOf, type Shell, version } from './shell/index.ts'
import { verbs } from './verbs/index.ts'

const inherited = `
Environment:
  RENDER_API_KEY                      the API key
  RENDER_OWNER_ID, RENDER_WORKSPACE   the workspace, by id or name
  RENDER_HOST                         default: https://api.render.com/v1

Exit codes:
  0  done, or nothing to do           2  changes found (plan --detailed-exitcode, drift)
  1  an error, or a plan that refuses 3  stopped at --max-duration with work left
                                      130  interrupted`

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
  return program
}

/** A page to be read, also in a pager. */
const helpWidth = ({ env }: Shell, { isTTY, columns }: Output): number =>
  columnsIn(env) ?? ((isTTY && columns) || 80)

const addVerb = (program: Command, verb: Verb, shell: Shell, { begins, ends }: Following): void => {
  const command = program.command(verb.name).description(verb.does)
  if (verb.argument) command.addArgument(verb.argument)
  for (const flag of verb.flags) command.addOption(flag)
  command.addHelpText('after', examplesText(verb.examples)).action(async () => {
    const options = command.optsWithGlobals()
    begins(options as Manner)
    const act = await verb.act()
    ends(await act(options as never, shell, command))
  })
}
