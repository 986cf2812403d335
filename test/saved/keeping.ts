/** Saves plans against a bench, and applies them: each as its text, as a file has it. */
import type { ApplyEvent } from '../../src/apply/events.ts'
import {
  type Client,
  isRefused,
  loadWish,
  openSession,
  type Planned,
  type PlanWishes,
  ProblemsError,
  planSaved,
  readSavedPlan,
  type SavedPlan,
  type Secrets,
  savedText,
  savePlan,
  type Wish,
} from '../../src/index.ts'
import { keepSecret, tell } from '../support/told.ts'
import { type Bench, collect } from '../support/workspace.ts'

export interface Keeping {
  readonly secrets?: Secrets
  readonly planKey?: string | undefined
  /** Whose key is used. Default: the bench's. */
  readonly client?: Client
  readonly wish?: Wish
  readonly wishes?: PlanWishes
}

const repo = 'https://github.com/acme/app'

const sessionOf = ({ client: own, clock, emulator }: Bench, { client = own, planKey }: Keeping) =>
  openSession({ client, clock, planKey, wanted: emulator.ownerId })

/** Plans, and gives what a file would have. */
export const keep = async (it: Bench, text: string, keeping: Keeping = {}): Promise<SavedPlan> => {
  const { secrets, wish = {}, wishes = {} } = keeping
  const inputs = { files: [{ name: 'render.yaml', text }], wish: { repo, ...wish }, wishes }
  const session = await sessionOf(it, keeping)
  const planned = await session.plan(loadWish(inputs.files, inputs.wish), secrets, wishes)
  const saved = savePlan(planned, inputs, { refused: isRefused(planned.plan) })
  keepSecret(keeping.planKey)
  tell('saved plan', savedText(saved))
  return readSavedPlan(savedText(saved), 'plan.json') ?? saved
}

/** The plan that is left of a saved one. Throws as `planSaved` does. */
export const again = async (it: Bench, saved: SavedPlan, keeping: Keeping = {}): Promise<Planned> =>
  planSaved(await sessionOf(it, keeping), saved, keeping.secrets)

/** Applies a saved plan; every event, in order. */
export const carryOut = async (
  it: Bench,
  saved: SavedPlan,
  keeping: Keeping = {},
): Promise<readonly ApplyEvent[]> => {
  const session = await sessionOf(it, keeping)
  const events = await collect(session.apply(await planSaved(session, saved, keeping.secrets)))
  tell('events', JSON.stringify(events))
  return events
}

/** What a saved plan would do yet, or the codes and messages of why it is not applied. */
export const verdict = async (it: Bench, saved: SavedPlan, keeping: Keeping = {}): Promise<string> => {
  try {
    const { plan } = await again(it, saved, keeping)
    return isRefused(plan) ? 'refused' : plan.sets.length > 0 ? 'goes on' : 'done'
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    return error.problems.map(({ code, message }) => `${code}: ${message}`).join('\n')
  }
}
