/** Plans that go to a file, and come from one. */
import type { Command } from 'commander'
import {
  digestOfSaved,
  type Inputs,
  loadSaved,
  type Plan,
  ProblemsError,
  planSaved,
  problem,
  type SavedPlan,
  type Session,
  savedText,
  savePlan,
  secretNames,
} from '../../../src/index.ts'
import { type ConnectOptions, hows, type WorkspaceOptions } from '../../flags/index.ts'
import { connect, fail, openNames, readSecrets, writeFiles } from '../../input/index.ts'
import { type PlanView, planRecord } from '../../render/index.ts'
import { masked, type Screen, type Shell } from '../../shell/index.ts'
import type { OnWorkspace, Prepared } from './prepare.ts'

/** Writes the plan down, also one that refuses: it can be shown. */
export const save = async (
  name: string,
  { plan, inputs, view }: { readonly plan: Plan; readonly inputs: Inputs; readonly view: PlanView },
  shell: Shell,
  screen: Screen,
): Promise<void> => {
  // Nothing hidden gets there; what was hidden all the same would be there for good.
  const document = JSON.parse(JSON.stringify(planRecord(view), masked(shell)))
  const saved = savePlan({ plan }, inputs, document)
  await writeFiles(shell, [{ name, text: savedText(saved) }])
  screen.err(`\nSaved to ${name}: ${digestOfSaved(saved)}`)
}

/** What the plan was made of is in it: flags that say something else have no meaning. */
export const refuseInputs = (command: Command): void => {
  const given = command.options.filter(
    (option) => command.getOptionValueSource(option.attributeName()) === 'cli' && !hows.includes(option),
  )
  if (given.length === 0) return
  const names = given.map(({ long }) => long).join(' and ')
  fail('bad-usage', `a saved plan has its own ${names}`, 'Plan again with other ones, or leave them out.')
}

/** Plans again what a saved plan was made from. */
export const prepareSaved = async (
  saved: SavedPlan,
  options: WorkspaceOptions,
  shell: Shell,
  signal: AbortSignal,
  onWorkspace: OnWorkspace,
): Promise<Prepared> => {
  const secrets = await readSecrets(shell, options, secretNames(loadSaved(saved).desired), signal)
  const session = await connectTo(saved, options, shell, signal)
  onWorkspace(session.workspace)
  const planned = await planSaved(session, saved, secrets)
  openNames(shell, planned.known, planned.desired)
  return { session, repo: saved.inputs.wish.repo, ...planned }
}

/** The workspace that the environment names, else the plan's own. */
const connectTo = async (
  { workspace: { id, name } }: SavedPlan,
  options: ConnectOptions,
  shell: Shell,
  signal: AbortSignal,
): Promise<Session> => {
  try {
    return await connect(options, shell, signal, undefined, id)
  } catch (error) {
    const isUnknown = error instanceof ProblemsError && error.problems[0]?.code === 'unknown-workspace'
    if (!isUnknown) throw error
    const message = `the plan is for the workspace ${name} (${id})`
    throw new ProblemsError([
      problem('wrong-workspace', message, 'Use a key of that workspace.'),
      ...error.problems,
    ])
  }
}
