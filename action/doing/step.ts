/** One step of a workflow: what it was asked for, where it runs, and the ways out of it. */
import { createHash, randomUUID } from 'node:crypto'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fail } from '../../cli/input/index.ts'
import type { Surroundings } from '../../cli/shell/index.ts'
import { type Problem, ProblemsError } from '../../src/index.ts'
import type { Flags, Inputs } from '../asked/index.ts'
import { type GitHub, githubOf } from '../github/index.ts'
import { annotation, type Outputs, outputText, type Place } from '../told/index.ts'

/** What a run has around it. Only main.ts takes it from the process. */
export interface Outside extends Omit<Surroundings, 'cwd' | 'stdin' | 'stdout' | 'stderr' | 'onShown'> {
  /** Writes to the log of the job, of which the runner obeys lines that are commands. */
  readonly log: (text: string) => void
  /** Milliseconds before a request to GitHub is repeated for the first time. */
  readonly retryMs: number
}

export interface Step {
  readonly outside: Outside
  readonly inputs: Inputs
  readonly flags: Flags
  /** The folder that names of files start from. */
  readonly cwd: string
  readonly place: Place
  /** What tells the plan of this step from those of others: the file, the workspace, what of it is meant. */
  readonly about: string
  /** The name that its plan is uploaded under. */
  readonly artifact: string
  readonly planFile: string
  readonly run: number
  /** The address of the repository. */
  readonly repoUrl: string
  /** Fails where no token is given. */
  readonly github: () => GitHub
  readonly output: (outputs: Partial<Outputs>) => void
  /** Writes the summary of the step, in the place of what it was. */
  readonly summary: (markdown: string) => void
  /** Writes a line of the log that the runner obeys. */
  readonly tell: (command: string) => void
}

export const stepOf = (outside: Outside, inputs: Inputs, flags: Flags): Step => {
  const { env } = outside
  const needed = (name: string): string =>
    env[name] || fail('bad-usage', `${name} is not there: this is no run of GitHub Actions`)
  const [owner = '', repo = ''] = needed('GITHUB_REPOSITORY').split('/')
  const repoUrl = `${env.GITHUB_SERVER_URL ?? 'https://github.com'}/${owner}/${repo}`
  const run = Number(needed('GITHUB_RUN_ID'))
  const file = fileOf(inputs)
  const about = [
    file,
    ...(inputs.workspace === undefined ? [] : [inputs.workspace]),
    ...flags.selection,
  ].join(' ')
  const artifact = `render-sync-plan-${createHash('sha256').update(about).digest('hex').slice(0, 12)}`
  const { token } = inputs
  return {
    outside,
    inputs,
    flags,
    cwd: join(needed('GITHUB_WORKSPACE'), inputs.workingDirectory),
    place: { file, runUrl: `${repoUrl}/actions/runs/${run}` },
    about,
    artifact,
    planFile: join(needed('RUNNER_TEMP'), `${artifact}.json`),
    run,
    repoUrl,
    github: () =>
      githubOf(
        {
          apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
          token:
            token ?? fail('bad-usage', 'the input github-token is empty', 'Leave it out: the job has one.'),
          retryMs: outside.retryMs,
        },
        { owner, repo },
      ),
    output: (outputs) => {
      if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, outputText(outputs, randomUUID()))
    },
    summary: (markdown) => {
      if (env.GITHUB_STEP_SUMMARY) writeFileSync(env.GITHUB_STEP_SUMMARY, `${markdown}\n`)
    },
    tell: (command) => outside.log(`${command}\n`),
  }
}

/** As the repository calls it. */
const fileOf = ({ files, workingDirectory }: Inputs): string =>
  (files.length === 0 ? ['render.yaml'] : files).map((name) => posix.join(workingDirectory, name)).join(', ')

/** Shows problems beside the lines of the files. */
export const annotate = (
  { tell, inputs }: Pick<Step, 'tell' | 'inputs'>,
  problems: readonly Problem[],
): void => {
  for (const problem of problems)
    tell(annotation(problem, (file) => posix.join(inputs.workingDirectory, file)))
}

/** Shows problems that fail nothing. Throws what is a defect. */
export const warn = (step: Pick<Step, 'tell' | 'inputs'>, error: unknown): void => {
  if (!(error instanceof ProblemsError)) throw error
  annotate(
    step,
    error.problems.map((problem) => ({ ...problem, severity: 'warning' })),
  )
}
