/** What a run does: the command that is asked for, where it is asked for. Pure. */
import { fail } from '../../cli/input/index.ts'
import { never } from '../../src/index.ts'
import type { Event, PullRequest } from './event.ts'
import type { Inputs } from './inputs.ts'

/** A change of the main branch that a reviewed plan is looked for. `pull`: the number, where the event tells it. */
export interface Merge {
  readonly commit: string
  readonly pull?: number
}

export type Task =
  /** `instead`: a plan was asked for, and there is no key for it. */
  | { readonly task: 'validate'; readonly instead: boolean }
  /** `on`: where it is from; `comment`: whether it is to be reviewed there. */
  | { readonly task: 'plan'; readonly on?: PullRequest; readonly comment: boolean }
  | { readonly task: 'apply'; readonly merge: Merge }
  /** Whatever is planned, as whoever started the run has asked for it. */
  | { readonly task: 'apply unreviewed'; readonly commit: string }
  /** `report`: whether an issue is kept of it. */
  | { readonly task: 'drift'; readonly report: boolean }

/** Throws `ProblemsError` for a command that has no meaning there. */
export const taskOf = (inputs: Inputs, event: Event): Task => {
  const { command, apiKey, comment } = inputs
  if (command === 'validate') return { task: 'validate', instead: false }
  const isOutside = event.type === 'pull request' && event.isOutside
  if (command === 'plan' && apiKey === undefined && isOutside) return { task: 'validate', instead: true }
  if (apiKey === undefined) {
    return fail(
      'missing-api-key',
      `${command} needs an API key, and the input api-key is empty`,
      'Give it as api-key: the secret of the repository, and see that the secret is there.',
    )
  }
  switch (command) {
    case 'plan':
      return event.type === 'pull request'
        ? { task: 'plan', on: event, comment }
        : { task: 'plan', comment: false }
    case 'apply':
      return applyOn(event, inputs)
    case 'drift':
      return { task: 'drift', report: comment && isOfBranch(event) }
    default:
      return never(command)
  }
}

const isOfBranch = ({ type }: Event): boolean => type === 'push' || type === 'other'

const applyOn = (event: Event, { unreviewed }: Inputs): Task => {
  switch (event.type) {
    case 'merged':
      return { task: 'apply', merge: { commit: event.commit, pull: event.number } }
    case 'push':
      return { task: 'apply', merge: { commit: event.commit } }
    case 'other':
      return unreviewed === 'apply'
        ? { task: 'apply unreviewed', commit: event.commit }
        : fail(
            'no-reviewed-plan',
            `${event.name} merges no pull request, so that no plan was reviewed`,
            allow,
          )
    case 'pull request':
    case 'merge queue':
      return fail(
        'bad-usage',
        `apply has no meaning before the merge (${event.type})`,
        'Run it on push to the branch that is deployed.',
      )
    default:
      return never(event)
  }
}

/** What to do where no plan was reviewed. */
export const allow = 'Merge a pull request that has a plan, or set unreviewed: apply.'
