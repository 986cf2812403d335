/** One step of a workflow, from its inputs to how it ends. */
import { readFileSync } from 'node:fs'
import { fail } from '../cli/input/index.ts'
import { exit } from '../cli/shell/index.ts'
import { toProblems } from '../src/index.ts'
import { type Environment, eventFrom, flagsFrom, inputsFrom, taskOf } from './asked/index.ts'
import { done, type Outside, stepOf } from './doing/index.ts'
import { annotation } from './told/index.ts'

/** Resolves with the exit code of the step; it never rejects. */
export const run = async (outside: Outside): Promise<number> => {
  const { env, log } = outside
  try {
    const inputs = inputsFrom(env)
    const flags = flagsFrom(inputs.args, inputs.command)
    const event = eventFrom(env, payloadOf(env))
    const code = await done(taskOf(inputs, event), stepOf(outside, inputs, flags))
    if (code === exit.changes) return inputs.failOn === 'changes' ? exit.error : exit.ok
    return code
  } catch (error) {
    for (const problem of toProblems(error)) log(`${annotation(problem, (file) => file)}\n`)
    return exit.error
  }
}

const payloadOf = (env: Environment): unknown => {
  const path = env.GITHUB_EVENT_PATH
  if (!path) return fail('bad-usage', 'GITHUB_EVENT_PATH is not there: this is no run of GitHub Actions')
  return JSON.parse(readFileSync(path, 'utf8'))
}
