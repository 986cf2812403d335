/** What `init` proposes to write: each file as it is and as it would be. Pure. */
import type { Forge } from './forge.ts'
import { workflowsOf } from './workflows.ts'

/** A file that is to be written. */
export interface Proposal {
  readonly name: string
  /** What it has now; absent: it is not there. */
  readonly before: string | undefined
  readonly text: string
}

export interface Start {
  /** The name of the file, as it is to be found from here. */
  readonly file: string
  /** What was pulled, where no file is there. */
  readonly pulled: string | undefined
  /** The secrets of the file: `api/STRIPE_KEY`. */
  readonly secrets: readonly string[]
  readonly workspace: string
  readonly forge: Forge
  /** What a file here has now. */
  readonly read: (name: string) => string | undefined
}

/** The files whose content would change, in the order in which one reads them. */
export const proposalsOf = (start: Start): readonly Proposal[] => {
  const { file, pulled, secrets, read } = start
  const wanted: readonly (readonly [name: string, text: string])[] = [
    ...(pulled === undefined ? [] : [[file, pulled] as const]),
    ...(secrets.length === 0 ? [] : [[template, templateOf(secrets)] as const]),
    [ignored, ignoring(read(ignored))],
    ...workflowsOf(start).map(({ name, text }) => [name, text] as const),
  ]
  return wanted.flatMap(([name, text]) => {
    const before = read(name)
    return before === text ? [] : [{ name, before, text }]
  })
}

const template = 'secrets.env.example'
const ignored = '.gitignore'

/** What must not come into git. */
const hiddenFiles = ['secrets.env', 'plan.json']

const templateOf = (secrets: readonly string[]): string =>
  [
    '# Copy this file to secrets.env, fill it in, and keep that out of git: render-sync plan --secrets secrets.env',
    '# A line without a value is one that is not given: what the workspace has already need not be.',
    ...secrets.map((name) => `${name}=`),
    '',
  ].join('\n')

/** The list of what git does not see, with our files at its end, each unless it is there. */
const ignoring = (before = ''): string => {
  const known = new Set(before.split('\n').map((line) => line.trim().replace(/^\//, '')))
  const missing = hiddenFiles.filter((name) => !known.has(name))
  if (missing.length === 0) return before
  const start = before === '' || before.endsWith('\n') ? before : `${before}\n`
  return `${start}${missing.join('\n')}\n`
}
