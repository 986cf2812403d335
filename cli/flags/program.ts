/** The tree of commands and flags. What a command does is loaded when it runs. */
import { Argument, Command, Option } from 'commander'
import type { ExitCode } from '../exit.ts'
import { version } from '../version.ts'
import { connects, files, json, plans, pulls, renders, writeSecrets } from './flags.ts'
import { count, port } from './values.ts'

type Action = (options: never, command: Command) => Promise<ExitCode>

const inherited = `
Environment:
  RENDER_API_KEY                      the API key
  RENDER_OWNER_ID, RENDER_WORKSPACE   the workspace, by id or name
  RENDER_HOST                         default: https://api.render.com/v1

Exit codes:
  0  done, or nothing to do           2  changes found (plan --detailed-exitcode, drift)
  1  an error, or a plan that refuses 3  stopped at --max-duration with work left
                                      130  interrupted`

const examples = (...lines: readonly string[]) =>
  `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`

/** `ended` is told the exit code of the command that ran. */
export const createProgram = (ended: (code: ExitCode) => void): Command => {
  const lazily =
    (load: () => Promise<Action>) =>
    async (...args: unknown[]) => {
      const command = args.at(-1) as Command
      const act = await load()
      ended(await act(command.optsWithGlobals() as never, command))
    }
  const program = new Command('render-sync')
    .description('Make a Render workspace match a render.yaml, without a state file.')
    .version(version(), '-V, --version', 'print the version')
    .option('--no-color', 'print no colours (also: NO_COLOR)')
    .option('--debug', 'log requests to stderr, and the stack of an unexpected error')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', inherited)

  program
    .command('validate')
    .description('check the file; needs no key and no network')
    .addOption(files())
    .addOption(json('print the problems as JSON'))
    .addHelpText(
      'after',
      examples('render-sync validate', 'render-sync validate -f staging/render.yaml --json'),
    )
    .action(lazily(async () => (await import('../verbs/validate.ts')).validate))

  renders(plans(program.command('plan')))
    .description('show what an apply would change')
    .addOption(writeSecrets())
    .option('--detailed-exitcode', 'exit with 2 when there are changes')
    .addHelpText(
      'after',
      examples(
        'render-sync plan --secrets secrets.env',
        'render-sync plan --json > plan.json',
        'render-sync plan --format markdown --detailed-exitcode',
        'render-sync plan --target service/api --target "*/env/LOG_LEVEL"',
      ),
    )
    .action(lazily(async () => (await import('../verbs/plan.ts')).plan))

  plans(program.command('apply'))
    .description('show the plan, ask, and carry it out')
    .addOption(writeSecrets())
    .option('--auto-approve', 'do not ask')
    .addOption(json('print one event a line; needs --auto-approve'))
    .addHelpText(
      'after',
      examples(
        'render-sync apply --secrets secrets.env',
        'render-sync apply --auto-approve --max-duration 20m',
        'render-sync apply -e shop/staging',
        'render-sync apply --secrets secrets.env --write-secret api/STRIPE_KEY',
        'render-sync apply --auto-approve --json | jq -r .type',
      ),
    )
    .action(lazily(async () => (await import('../verbs/apply.ts')).apply))

  renders(plans(program.command('drift')))
    .description('tell whether the workspace still has what the file declares; exits with 2 if not')
    .addHelpText('after', examples('render-sync drift', 'render-sync drift --json'))
    .action(lazily(async () => (await import('../verbs/drift.ts')).drift))

  pulls(program.command('pull'), 'the file; one that is there is updated in place (default: stdout)')
    .description('write down what the workspace has, as a render.yaml')
    .addHelpText(
      'after',
      examples(
        'render-sync pull > render.yaml',
        'render-sync pull -o render.yaml --secrets-out secrets.env',
        'render-sync pull -o render.yaml --resource "service/shop-*"',
      ),
    )
    .action(lazily(async () => (await import('../verbs/pull.ts')).pull))

  pulls(program.command('adopt'), 'the file; one that is there is updated in place (default: render.yaml)')
    .description('pull, and make sure that a plan of the file is empty; exits with 1 if not')
    .addHelpText(
      'after',
      examples('render-sync adopt', 'render-sync adopt --project shop -o shop/render.yaml'),
    )
    .action(lazily(async () => (await import('../verbs/adopt.ts')).adopt))

  renders(connects(program.command('env')))
    .description('list the variables of a service: where each comes from, and what it masks')
    .addArgument(new Argument('<service>', 'its name or address'))
    .addHelpText('after', examples('render-sync env api', 'render-sync env service/api --json'))
    .action(lazily(async () => (await import('../verbs/env.ts')).env))

  renders(connects(program.command('audit')))
    .description('find a variable in the whole workspace: who holds it, and who gets it')
    .addArgument(new Argument('<key...>', 'names of variables; * is any text'))
    .addHelpText('after', examples('render-sync audit STRIPE_KEY', "render-sync audit 'AWS_*' --json"))
    .action(lazily(async () => (await import('../verbs/audit.ts')).audit))

  program
    .command('emulate')
    .description('run an emulator of the Render API on this machine')
    .addOption(
      new Option('--port <n>', 'the port on 127.0.0.1; 0: one that is free').default(8787).argParser(port),
    )
    .addOption(
      new Option('--limits <limits>', 'which rate limits it has')
        .choices(['recorded', 'documented', 'off'])
        .default('recorded'),
    )
    .addOption(
      new Option('--latency <latency>', 'how slowly it answers')
        .choices(['none', 'recorded'])
        .default('none'),
    )
    .addOption(
      new Option('--clock-rate <n>', 'how many times faster deploys and databases are')
        .default(1)
        .argParser(count),
    )
    .addOption(new Option('--state <file>', 'read the workspace from this file, and keep it there'))
    .addOption(new Option('--faults <file>', 'what goes wrong, and when: YAML or JSON, see docs/emulator.md'))
    .addOption(new Option('--coverage', 'print which operations of the API it has, and end'))
    .addOption(json('print the url, the key and the workspace id as one line of JSON'))
    .addHelpText(
      'after',
      examples(
        'render-sync emulate',
        'render-sync emulate --port 0 --json',
        'render-sync emulate --clock-rate 60',
      ),
    )
    .action(lazily(async () => (await import('../verbs/emulate.ts')).emulate))

  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      examples(
        'source <(render-sync completion bash)',
        'render-sync completion zsh > ~/.zfunc/_render-sync',
        'render-sync completion fish > ~/.config/fish/completions/render-sync.fish',
      ),
    )
    .action(lazily(async () => (await import('../verbs/completion.ts')).completion))

  return program
}
