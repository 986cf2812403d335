/** Plans again what a saved plan was made from, and holds the two against each other. */
import { readable } from '../address.ts'
import type { Unobserved } from '../live.ts'
import { hiddenUnits, type Plan, saysOf } from '../plan/index.ts'
import { type Problem, ProblemsError, problem } from '../problem.ts'
import type { Secrets } from '../references/index.ts'
import { loadWish, type Planned, type Session } from '../session.ts'
import { strayed } from './agree.ts'
import type { SavedPlan } from './format.ts'
import { staleProblems } from './stale.ts'

/** The files of a saved plan, and the part of them that it is about. Throws `ProblemsError` where they are wrong. */
export const loadSaved = ({ inputs }: SavedPlan) => loadWish(inputs.files, inputs.wish)

/**
 * Reads what a saved plan needs, plans again, and gives a plan that can be applied: what is done by now is left out. What the saved
 * plan did not observe is left alone, whatever this key may see. Throws `ProblemsError`: `stale-plan` for each resource that is
 * neither as the plan found it nor as it makes it, `wrong-workspace`, and `bad-plan` for a plan that refuses.
 */
export const planSaved = async (
  session: Session,
  saved: SavedPlan,
  secrets: Secrets = new Map(),
): Promise<Planned> => {
  refuseOther(session, saved)
  const { wishes } = saved.inputs
  const { unobserved } = saved.rests
  const planned = await session.plan(
    loadSaved(saved),
    secrets,
    { ...wishes, secretsLater: false },
    unobserved,
  )
  const { plan } = planned
  const less = plan.unobserved.filter((each) => !each.unseenBy && !isCovered(each, unobserved))
  if (less.length > 0) throw new ProblemsError(less.map(notSeen))
  const says = saysOf(plan)
  const units = strayed(saved, { rests: plan.rests, says })
  if (units.length > 0) throw new ProblemsError(staleProblems(units, plan, saved, says))
  return { ...planned, plan: { ...plan, problems: [...plan.problems, ...keyNotes(saved, plan)] } }
}

const refuseOther = ({ workspace }: Session, saved: SavedPlan): void => {
  const { id, name } = saved.workspace
  if (id !== workspace.id) {
    const message = `the plan is for the workspace ${name} (${id}), and this is ${workspace.name} (${workspace.id})`
    const todo = 'Use the key of its own workspace, and set RENDER_WORKSPACE to that.'
    throw new ProblemsError([problem('wrong-workspace', message, todo)])
  }
  if (saved.document.refused) {
    const todo = 'Correct what it refuses, and plan again: render-sync show tells why.'
    throw new ProblemsError([
      problem('bad-plan', 'the saved plan is one that refuses: it can be shown only', todo),
    ])
  }
}

const isCovered = ({ address }: Unobserved, by: readonly Unobserved[]): boolean =>
  by.some(
    (other) =>
      other.address === address ||
      (other.address.endsWith('/*') && address.startsWith(other.address.slice(0, -1))),
  )

const notSeen = ({ address, where, area }: Unobserved): Problem => {
  const message = `the saved plan rests on ${readable(address)}, and this key may not read it (${where} answered 403)`
  return problem('unobserved-area', message, `Use a key that may read ${area}.`, { address })
}

/** What is to be told of a plan that is saved without a plan key. */
export const unkeyedNotes = ({ rests, changes }: Plan): readonly Problem[] => {
  const values = rests.key === undefined ? hiddenUnits(changes) : []
  if (values.length === 0) return []
  const names = values.map((unit) => readable(unit.split('#')[0] ?? unit))
  const message = `whether somebody changes these values before the plan is applied will not be known: ${names.join(', ')}`
  return [problem('plan-key', message, 'Set RENDER_SYNC_PLAN_KEY to the same secret here and there.')]
}

/** What two plan keys make of hidden values cannot be compared. */
const keyNotes = ({ rests }: SavedPlan, plan: Plan): readonly Problem[] => {
  if (rests.key === plan.rests.key || Object.keys(rests.hidden ?? {}).length === 0) return []
  const why = plan.rests.key === undefined ? 'is not set here' : 'is another one here'
  const message = `whether a hidden value has changed since the plan was saved is not known: RENDER_SYNC_PLAN_KEY ${why}`
  return [problem('plan-key', message, 'Use the one that the plan was made with.')]
}
