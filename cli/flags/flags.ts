/** Flags that several commands share. */
import { Argument, Option } from 'commander'
import { commit, dollars, duration, limit, positive, words } from './values.ts'

export const flag = (flags: string, description: string): Option => new Option(flags, description)

/** A flag that may be given several times. */
export const repeated = (flags: string, description: string): Option =>
  flag(flags, description).argParser((value: string, before: readonly string[] = []) => [...before, value])

export const file = repeated(
  '-f, --file <file>',
  'a file, a folder with a render.yaml, a pattern in quotes, or - for stdin; several are merged by name (default: the nearest render.yaml)',
)

/** `plan FILE` is `plan -f FILE`. */
export const files = {
  arguments: [new Argument('[file...]', 'the same as -f FILE')],
  argumentFor: 'file',
} as const

export const json = (what: string): Option => flag('--json', what)

export const quiet = flag('--quiet', 'leave warnings and notes out; errors stay')

/** What every command needs that asks the API. */
export const connects: readonly Option[] = [
  flag('--account <name>', 'whose key, which workspace and which host: an account of accounts.yaml'),
  flag('--parallelism <n>', 'how many requests may be under way at once').default(50).argParser(positive),
  flag('--max-wait <duration>', 'the longest wait that Render may ask for (default: 65m)').argParser(
    duration,
  ),
  flag(
    '--max-duration <duration>',
    'start nothing that would not be done after this long, e.g. 90s, 20m, 2h',
  ).argParser(duration),
]

const exclude = repeated('--exclude <address>', 'all but this; repeatable')

/** What of a file is destroyed. */
export const destroys: readonly Option[] = [
  file,
  repeated('--target <address>', 'only this: service/api, "service/shop-*"; repeatable'),
  exclude,
  repeated('-e, --environment <project/name>', 'only this environment, and what is in it; repeatable'),
]

/** Where the values of secrets come from. */
const gives: readonly Option[] = [
  repeated(
    '--secrets <file>',
    'values of secrets: lines KEY=value or service/KEY=value, or YAML; - is stdin; several are merged, the later one wins',
  ),
  repeated(
    '--secrets-command <command>',
    'a program that prints them, run without a shell: "sops -d secrets.env"; wins over files; repeatable',
  ),
  flag('--secrets-env', 'take secrets that nothing else gives from the environment, by KEY'),
]

/** What an apply leaves for the next run. */
const journal = flag(
  '--journal <file>',
  "where to keep from one run to the next what is written and not deployed yet, or off (default: in the user's state folder)",
)

/** What every command needs that compares files with a workspace. */
export const plans: readonly Option[] = [
  file,
  repeated('--target <address>', 'only this, and what it needs: service/api, */env/LOG_LEVEL; repeatable'),
  exclude,
  repeated(
    '-e, --environment <project/name>',
    'only what is in this environment, and what that needs; repeatable',
  ),
  ...gives,
  repeated(
    '--allow-missing <pattern>',
    'secrets that may stay unset: api/SENTRY_DSN, SENTRY_DSN, "service/api/env/*"; repeatable',
  ),
  flag('--skip-deploys', 'do not look whether the newest deploys failed: a read less for each service'),
  journal,
  flag('--repo <url>', 'what services without "repo" are built from (default: git remote origin)'),
  quiet,
  ...connects,
]

/** For commands that write: secrets that the workspace has already. */
export const writeSecret = repeated(
  '--write-secret <pattern>',
  'write the given secret although there is a live value: api/STRIPE_KEY, "service/api/env/*"; repeatable',
)

/** For commands that write: deploys besides those that what is written needs. */
export const deploys: readonly Option[] = [
  repeated('--redeploy <address>', 'deploy this service, whatever is known of it; repeatable'),
  flag('--redeploy-failed', 'deploy again also what failed twice, made of the same commit or image'),
  flag(
    '--deploy-only',
    'no build reads what changes: run the last build again where no setting of the build changes',
  ),
  flag('--deploy-linked', 'deploy also the services outside the file that a changed group is linked to'),
]

/** What estimates go by: no part of a plan. */
export const expectDeploy = flag(
  '--expect-deploy <duration>',
  'how long an estimate takes a deploy to last where none of the workspace tells, e.g. 90s',
).argParser(duration)

/** How an apply runs: no part of its plan. */
export const runs: readonly Option[] = [
  flag(
    '--commit <sha>',
    'deploy this commit of the repository, where the plan deploys; needs a repository: git remote origin, or --repo',
  ).argParser(commit),
  flag('--rollback-on-failure', 'put back a service whose deploy fails, with its variables and settings'),
  flag('--no-wait', 'trigger deploys and do not wait for them'),
  flag(
    '--deploy-timeout <duration>',
    'wait this long for a deploy or a database, e.g. 20m, 2h (default: 60m)',
  ).argParser(duration),
]

export const ignoreBlueprints = flag(
  '--ignore-blueprints',
  'change also what a Blueprint manages that syncs by itself',
)
export const confirmDestructive = flag(
  '--confirm-destructive',
  'destroy data too: databases, key values, disks, replicas, environments',
)

export const pruneScope = flag(
  '--prune-scope <scope>',
  'where resources are deleted: in the projects and environments of the file, also outside of all, or everywhere',
).choices(['declared', 'ungrouped', 'workspace'])

/** For commands that write: what they may delete. */
export const deletions: readonly Option[] = [
  flag(
    '--prune <kinds>',
    'delete what is live and not in the file, of these lists and parts: services,databases,envVars; repeatable',
  ).argParser((value: string, before: readonly string[] = []) => [...before, ...words(value)]),
  pruneScope,
  confirmDestructive,
  flag(
    '--max-deletes <n>',
    'how many resources may be deleted, as a number or a part (40%) of those that are managed',
  ).argParser(limit),
  ignoreBlueprints,
  repeated('--allow-replace <address>', 'this one may be deleted and created anew: service/api; repeatable'),
]

/** For commands that write: what that may cost. */
export const costs: readonly Option[] = [
  flag(
    '--prices <file>',
    'prices of your own, as YAML or JSON: asOf, and a list prices of kind, plan and month in US dollars; the others are as built in',
  ),
  flag(
    '--max-cost-increase <dollars>',
    'refuse what costs so much more a month; a price that nobody knows is more than any limit',
  ).argParser(dollars),
]

/** Where what is deleted is written down first. */
export const burials: readonly Option[] = [
  flag(
    '--deleted-out <path>',
    'the file, or the folder, for what is going to be deleted (default: render-sync-deleted-TIME.yaml here)',
  ),
  flag('--secrets-out <file>', 'write the hidden values of what is going to be deleted to this file'),
]

/** What is done with the plan once it is made. */
export const carries: readonly Option[] = [
  flag('--auto-approve', 'do not ask'),
  json('print one event a line; needs --auto-approve').implies({ format: 'events' }),
  flag('--what-is', 'print the digest of a saved plan, and end'),
]

/** Flags that change nothing of what is planned or refused: they go with a saved plan, which holds all others. */
export const hows: readonly Option[] = [
  file,
  ...gives,
  journal,
  quiet,
  ...connects,
  expectDeploy,
  ...runs,
  ...burials,
  ...carries,
]

const formats = (how: string, ...names: readonly string[]): readonly Option[] => [
  flag('--format <format>', how).choices(names).default('text'),
  json('the same as --format json').implies({ format: 'json' }),
]

export const lists: readonly Option[] = formats('how to print it', 'text', 'json', 'markdown')

export const reports: readonly Option[] = formats(
  'how to print it, also for what collects findings',
  'text',
  'json',
  'markdown',
  'sarif',
  'junit',
)

export const renders: readonly Option[] = formats(
  'how to print it, also as a page and for what collects findings',
  'text',
  'json',
  'markdown',
  'html',
  'sarif',
  'junit',
)

/** For commands that print a plan. */
export const pages: readonly Option[] = [
  flag(
    '--max-length <n>',
    'how many characters Markdown may have: what does not fit is left out by resource, and counted (default: 65536, as a comment on GitHub)',
  ).argParser(positive),
  flag('--whole-url <url>', 'where the whole of it is, for who reads Markdown that was cut'),
]

/** For commands that write a file. `output` says which one. */
export const pulls = (output: string): readonly Option[] => [
  flag('-o, --output <file>', output),
  flag('--secrets-out <file>', 'write the hidden values to this file, for --secrets'),
  flag('--force', 'overwrite the file of --secrets-out'),
  repeated(
    '--values <keys>',
    'write these values into the file: NODE_ENV,"LOG_*", or all-but-secrets; repeatable',
  ),
  repeated('--resource <address>', 'only this one, e.g. service/api, "service/shop-*"; repeatable'),
  repeated('--project <name>', 'only what is in this project; repeatable'),
  repeated('--environment <project/name>', 'only what is in this environment; repeatable'),
  flag('--all', 'in a file that is there, also write what it leaves out'),
  flag('--remove', 'in a file that is there, remove what is not live any more'),
  quiet,
  ...connects,
]
