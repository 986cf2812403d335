/** Deploys that follow from no difference and from no failure: they were never made, or somebody asks for them. */
import { meansItself, within } from '../../address.ts'
import { type Change, changedItems, type DeclaredChange, type Update } from '../../change.ts'
import { type Problem, problem } from '../../problem.ts'

type Live = Extract<Change, { ignored: unknown }>

/** Whether its service takes a deploy, and goes on doing so. */
const takesDeploy = ({ kind, live, ...change }: Live): boolean =>
  (kind.deploys?.possible(live.record) ?? false) &&
  !changedItems({ kind, live, ...change }).some(({ aspect }) => kind.aspects[aspect]?.last)

/** `what`: what the reason goes by, below the deploys of the service. */
const deploying = (change: Live, what: string): Update => ({
  ...change,
  action: 'update',
  deploys: [...change.deploys, within(change.address, 'deploy', what)],
})

/** What was written and never deployed is a difference of its own: nothing else tells it from what runs. */
export const withOwedDeploy = (change: DeclaredChange): DeclaredChange => {
  if (change.action !== 'update' && change.action !== 'none') return change
  const { owed } = change.live
  return owed && takesDeploy(change) ? { ...deploying(change, 'owed'), owed } : change
}

/** What is named by these patterns of addresses is deployed whatever is known of it. */
export const withAskedDeploy = (change: DeclaredChange, patterns: readonly string[]): DeclaredChange => {
  if (change.action !== 'update' && change.action !== 'none') return change
  const isAsked = patterns.some((pattern) => meansItself(pattern, change.address))
  return isAsked && takesDeploy(change) ? deploying(change, 'asked') : change
}

/** Patterns that mean nothing that can be deployed. */
export const unknownDeploys = (
  changes: readonly Change[],
  { redeploy = [] }: { readonly redeploy?: readonly string[] },
): readonly Problem[] => {
  const services = changes.filter(({ kind }) => kind.deploys)
  return redeploy.flatMap((pattern) => {
    if (services.some(({ address }) => meansItself(pattern, address))) return []
    const message = `--redeploy ${pattern} means no service that the file declares`
    return [problem('unknown-target', message, 'Give an address as plans show it, such as service/api.')]
  })
}
