/** Flags that several commands share. */
import { type Command, Option } from 'commander'
import { duration, positive } from './values.ts'

/** A flag that may be given several times. */
const repeated = (flags: string, description: string) =>
  new Option(flags, description).argParser((value: string, before: readonly string[] = []) => [
    ...before,
    value,
  ])

export const files = () =>
  repeated('-f, --file <file>', 'a file; several are merged by name (default: the nearest render.yaml)')

export const json = (what: string) => new Option('--json', what)

/** What every command needs that asks the API. */
export const connects = (command: Command): Command =>
  command
    .addOption(
      new Option('--parallelism <n>', 'how many requests may be under way at once')
        .default(16)
        .argParser(positive),
    )
    .addOption(
      new Option('--max-duration <duration>', 'start nothing after this long, e.g. 90s, 20m, 2h').argParser(
        duration,
      ),
    )

/** What every command needs that compares files with a workspace. */
export const plans = (command: Command): Command =>
  connects(
    command
      .addOption(files())
      .addOption(
        repeated(
          '--target <address>',
          'only this, and what it needs: service/api, */env/LOG_LEVEL; repeatable',
        ),
      )
      .addOption(repeated('--exclude <address>', 'all but this; repeatable'))
      .addOption(
        repeated(
          '-e, --environment <project/name>',
          'only what is in this environment, and what that needs; repeatable',
        ),
      )
      .addOption(
        new Option('--secrets <file>', 'values of secrets: lines KEY=value or service/KEY=value, or YAML'),
      )
      .addOption(new Option('--secrets-env', 'take secrets that the file lacks from the environment, by KEY'))
      .addOption(
        new Option(
          '--repo <url>',
          'what services without "repo" are built from (default: git remote origin)',
        ),
      ),
  )

/** For commands that write: secrets that the workspace has already. */
export const writeSecrets = () =>
  repeated('--write-secret <service/KEY>', 'write this secret although there is a live value; repeatable')

export const renders = (command: Command): Command =>
  command
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .addOption(json('the same as --format json').implies({ format: 'json' }))

/** For commands that write a file. `output` says which one. */
export const pulls = (command: Command, output: string): Command =>
  connects(
    command
      .addOption(new Option('-o, --output <file>', output))
      .addOption(new Option('--secrets-out <file>', 'write the hidden values to this file, for --secrets'))
      .addOption(new Option('--force', 'overwrite the file of --secrets-out'))
      .addOption(
        repeated('--resource <address>', 'only this one, e.g. service/api, "service/shop-*"; repeatable'),
      )
      .addOption(repeated('--project <name>', 'only what is in this project; repeatable'))
      .addOption(repeated('--environment <project/name>', 'only what is in this environment; repeatable'))
      .addOption(new Option('--all', 'in a file that is there, also write what it leaves out'))
      .addOption(new Option('--remove', 'in a file that is there, remove what is not live any more')),
  )
