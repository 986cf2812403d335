/** From a workspace to a file: what pull and adopt have in common. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { address, load, type Pulled, type Session, secretsText } from '../../../src/index.ts'
import type { GlobalOptions } from '../../flags/index.ts'
import { checkOutputs, connect, fail, type OutputFile, readText, writeFiles } from '../../input/index.ts'
import { unobservedText, workspaceText } from '../../render/index.ts'
import type { Screen, Shell } from '../../shell/index.ts'
import { counted, notesText, problemsText } from '../../words/index.ts'

// More than any render.yaml needs.
const megabytes = 5

export interface PullOptions extends GlobalOptions {
  readonly output?: string
  readonly secretsOut?: string
  readonly force?: true
  readonly values?: readonly string[]
  readonly resource?: readonly string[]
  readonly project?: readonly string[]
  readonly environment?: readonly string[]
  readonly all?: true
  readonly remove?: true
  readonly parallelism: number
  readonly maxDuration?: number
}

export interface Brought {
  readonly pulled: Pulled
  readonly session: Session
  /** What the file had before. */
  readonly before: string
}

/** Reads the workspace; nothing is written yet. */
export const bring = async (
  options: PullOptions,
  shell: Shell,
  screen: Screen,
  signal: AbortSignal,
): Promise<Brought> => {
  const { output, secretsOut, force } = options
  await checkOutputs(shell, [
    ...(secretsOut === undefined ? [] : [secretsFile(secretsOut, force)]),
    ...(output === undefined ? [] : [{ name: output }]),
  ])
  const before =
    output !== undefined && existsSync(resolve(shell.cwd, output))
      ? await readText(shell, output, megabytes)
      : ''
  shell.mask.open(() => [before])
  const file = before.trim() === '' ? undefined : { name: output ?? '', text: before }
  const guard = file && load([file]).desired.workspace
  const session = await connect(options, shell, signal, guard)
  screen.err(workspaceText(session.workspace, screen.paintErr))
  const pulled = await session.pull({ ...wantedOf(options), ...(file && { file }), mask: shell.mask })
  // What may not stand in it was left out.
  shell.mask.open(() => [pulled.text])
  for (const text of saidOf(pulled, screen)) screen.err(text)
  const left = pulled.secrets.size
  if (secretsOut === undefined && left > 0 && !screen.quiet) {
    screen.err(`${counted(left, 'value')} left out as secret; --secrets-out FILE writes them down.`)
  }
  return { pulled, session, before }
}

const wantedOf = ({ resource, project = [], environment = [], values = [], all, remove }: PullOptions) => ({
  values: values.flatMap((keys) => keys.split(',')).flatMap((key) => key.trim() || []),
  within: [
    ...project.map((name) => address('project', name)),
    ...environment.map((path) => address('environment', ...splitOnce(path))),
  ],
  ...(resource && { resources: resource }),
  ...(all && { all }),
  ...(remove && { remove }),
})

const splitOnce = (path: string): readonly string[] => {
  const slash = path.indexOf('/')
  if (slash < 0) fail('bad-usage', `--environment ${path}: expected PROJECT/NAME`)
  return [path.slice(0, slash), path.slice(slash + 1)]
}

/** Errors first. */
const saidOf = (
  { problems, known, notes }: Pulled,
  { paintErr, widthErr, quiet }: Screen,
): readonly string[] => [
  ...problemsText(problems, paintErr, quiet),
  ...unobservedText({ unobserved: known.unobserved() }, { width: widthErr }),
  ...(quiet ? [] : notesText(notes)),
]

const secretsFile = (name: string, force?: true) => ({ name, secret: true, fresh: force !== true })

/** Writes the secrets and the file: one without the other is worth less than nothing. */
export const write = async (
  { pulled, before }: Brought,
  { output, secretsOut, force }: PullOptions,
  shell: Shell,
  screen: Screen,
): Promise<void> => {
  const { text, secrets, problems } = pulled
  const files: OutputFile[] = []
  if (secretsOut !== undefined && problems.length === 0)
    files.push({ ...secretsFile(secretsOut, force), text: secretsText(secrets) })
  if (output !== undefined && text !== before) files.push({ name: output, text })
  await writeFiles(shell, files)
  if (secretsOut !== undefined && problems.length > 0)
    screen.err(`${secretsOut} is not written: which secrets there are, only a file without errors tells.`)
  if (output === undefined) screen.out(text.trimEnd())
  else if (text === before) screen.err(`${output} is up to date.`)
  else screen.err(`${before === '' ? 'Wrote' : 'Updated'} ${output}.`)
}
