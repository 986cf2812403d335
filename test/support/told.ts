/**
 * All that the program tells while a test runs, held against every secret and key that it is given: what it prints and logs, the
 * files that it writes, the events of an apply, saved plans. judged.ts fails the test that has one in it.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseAllDocuments, type Scalar, visit } from 'yaml'

interface Heard {
  /** What was told, by where. */
  readonly told: [where: string, text: string][]
  readonly secrets: Set<string>
  /** Texts that nothing is hidden in: files that declare, and so may be shown. */
  readonly open: Set<string>
}

const nothing = (): Heard => ({ told: [], secrets: new Set(), open: new Set() })

let heard = nothing()

export const tell = (where: string, text: string): void => void heard.told.push([where, text])

/** What is shorter occurs by chance. */
const shortest = 8

export const keepSecret = (text: string | undefined): void => {
  if (text !== undefined && text.length >= shortest) heard.secrets.add(text)
}

/** A file that declares: it, and each text in it however it is quoted. */
export const keepOpen = (file: string): void => {
  heard.open.add(file)
  const scalar = (_: unknown, { value }: Scalar) => {
    if (typeof value === 'string') heard.open.add(value)
  }
  for (const document of parseAllDocuments(file, { uniqueKeys: false })) visit(document, { Scalar: scalar })
}

const places = /\/connection-info$|\/credentials(\/|$)|\/env-vars(\/|$)|\/secret-files(\/|$)|^\/env-groups\//
const keys = new Set(['value', 'content', 'password', 'connectionString'])

/** Ids and hosts are values too, and nobody's secret. */
const isPlain = (text: string) =>
  text.length < 16 || /^([a-z]{3}-[a-z0-9]{20}|https?:\/\/[\w.-]+$|redis:)/.test(text)

/** Keeps what an answer of the API tells that is hidden. */
export const keepAnswer = (path: string, text: string): void => {
  if (!places.test(path) || !/^[[{]/.test(text)) return
  const isAll = path.endsWith('/connection-info')
  JSON.parse(text, (key, value) => {
    if (typeof value === 'string' && (isAll || keys.has(key)) && !isPlain(value)) keepSecret(value)
    return value
  })
}

/** What the values of a file of secrets are: lines and YAML have them behind the first `=` or `:`. */
const valuesIn = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => /^[^#=:]+[=:]\s*["']?(.*?)["']?\s*$/.exec(line)?.[1] ?? [])

const flagged = (args: readonly string[], flag: string): readonly string[] =>
  args.flatMap((arg, index) => (args[index - 1] === flag ? [arg] : []))

interface Run {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string | undefined
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const stampsOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    filesIn(folder).map((path) => {
      const { mtimeMs, size } = statSync(path)
      return [path, `${mtimeMs} ${size}`]
    }),
  )

/** Only in folders of tests: nobody wants to read the repository again and again. */
const isOurs = (folder: string | undefined): folder is string => folder?.includes('render-sync-') === true

const isYaml = (path: string): boolean => /\.ya?ml$/.test(path)

/** Listens to one run of the command line. Returns what to call with what it has printed. */
export const listenTo = ({ args, env, cwd }: Run): ((printed: string) => void) => {
  for (const name of ['RENDER_API_KEY', 'RENDER_SYNC_PLAN_KEY']) keepSecret(env[name])
  const before = isOurs(cwd) ? stampsOf(cwd) : undefined
  for (const path of before?.keys() ?? []) if (isYaml(path)) keepOpen(readFileSync(path, 'utf8'))
  const at = (name: string) => resolve(cwd ?? '.', name)
  for (const name of flagged(args, '-f').map(at))
    if (isOurs(name) && statSync(name, { throwIfNoEntry: false })?.isFile())
      keepOpen(readFileSync(name, 'utf8'))
  for (const name of flagged(args, '--secrets').map(at)) keepFile(name)
  return (printed) => {
    // What somebody asks to see by that word is shown.
    if (!args.includes('--reveal')) tell(args.join(' '), printed)
    if (before === undefined || !isOurs(cwd)) return
    // What keeps secrets because it was told to: the values of a pull, the emulator's own workspace.
    const keepers = ['--secrets-out', '--state']
      .flatMap((flag) => flagged(args, flag))
      .map((name) => join(cwd, name))
    for (const [path, stamp] of stampsOf(cwd)) {
      const isKey = args.includes('login') && /\/keys\/[^/]+$/.test(path)
      if (before.get(path) === stamp || keepers.includes(path) || path.endsWith('/state.json') || isKey)
        continue
      // The values that somebody has asked for stand in the file from now on.
      if (args.includes('--values') && isYaml(path)) keepOpen(readFileSync(path, 'utf8'))
      else tell(`${args.join(' ')} wrote ${path}`, readFileSync(path, 'utf8'))
    }
  }
}

const keepFile = (path: string): void => {
  try {
    valuesIn(readFileSync(path, 'utf8')).forEach(keepSecret)
  } catch {
    // That it is not there, or is no text, is what the test is about.
  }
}

/** In clear, and in what a value may be wrapped in. */
const forms = (text: string): readonly string[] => [
  ...new Set([
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    Buffer.from(text).toString('base64'),
  ]),
]

/** Where something hidden was told, and the beginning of what; all is forgotten then. */
export const takeLeaks = (): readonly string[] => {
  const { told, secrets, open } = heard
  heard = nothing()
  if (told.length === 0) return []
  const shown = [...open].join('\n')
  const hidden = [...secrets].filter((text) => !shown.includes(text))
  return told.flatMap(([where, text]) =>
    hidden
      .filter((secret) => forms(secret).some((form) => text.includes(form)))
      .map((secret) => `${where}: ${secret.slice(0, 4)}… (${secret.length} characters)`),
  )
}
