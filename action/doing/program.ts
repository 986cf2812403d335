/** Runs the command line in this process: what it prints is in the log, what it shows is told. */
import { randomUUID } from 'node:crypto'
import { Readable, Writable } from 'node:stream'
import { run } from '../../cli/run.ts'
import type { ExitCode, Shown } from '../../cli/shell/index.ts'
import type { Problem } from '../../src/index.ts'
import { at } from '../asked/index.ts'
import { notObeyed } from '../told/index.ts'
import { annotate, type Step } from './step.ts'

export interface Ended {
  readonly code: ExitCode
  /** What it has shown last: a plan, a drift, or why it failed. */
  readonly shown: Shown | undefined
  readonly problems: readonly Problem[]
}

/** `secrets`: whether the values of the input go to it. */
export const render = async (
  step: Step,
  args: readonly string[],
  { secrets = false }: { readonly secrets?: boolean } = {},
): Promise<Ended> => {
  const { outside, inputs, cwd } = step
  const gives = secrets && inputs.secrets.trim() !== ''
  const [begin, end] = notObeyed(randomUUID())
  let shown: Shown | undefined
  step.tell(begin)
  const code = await run(['--no-color', ...args, ...(gives ? ['--secrets', '-'] : [])], {
    ...outside,
    env: envOf(step),
    cwd,
    stdin: Readable.from(gives ? [Buffer.from(inputs.secrets)] : []),
    stdout: logOf(step),
    stderr: logOf(step),
    onShown: (latest) => {
      shown = latest
    },
  })
  // A token is obeyed at the beginning of a line only.
  step.tell(`\n${end}`)
  const problems = problemsIn(shown?.document())
  annotate(
    step,
    problems.filter(({ severity }) => severity !== 'note'),
  )
  return { code, shown, problems }
}

/** One stream for both: what is obeyed again after it must come behind all of it. */
const logOf = ({ outside }: Step) =>
  new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      outside.log(text)
      done()
    },
  })

const envOf = ({ outside, inputs }: Step): Step['outside']['env'] => {
  const { apiKey, workspace } = inputs
  return {
    ...outside.env,
    // Nobody is there to be asked.
    CI: 'true',
    ...(apiKey !== undefined && { RENDER_API_KEY: apiKey }),
    ...(workspace !== undefined && { RENDER_OWNER_ID: undefined, RENDER_WORKSPACE: workspace }),
  }
}

const problemsIn = (document: unknown): readonly Problem[] => {
  const problems = at(document, 'problems')
  return Array.isArray(problems) ? problems : []
}
