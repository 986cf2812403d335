/** What has happened in the repository, as GitHub tells it to a run. Pure. */
import { fail } from '../../cli/input/index.ts'
import type { Environment } from './inputs.ts'
import { at, numberAt, textAt } from './words.ts'

/** A pull request that is open, or was closed without being merged. `head`: its newest commit. */
export interface PullRequest {
  readonly type: 'pull request'
  readonly number: number
  readonly head: string
  /** What it is merged into. */
  readonly base: string | undefined
  /** Whether it comes from a fork or from Dependabot, to whose runs GitHub gives no secret. */
  readonly isOutside: boolean
}

/** `commit`: what the branch has by now. */
export type Event =
  | PullRequest
  | { readonly type: 'merged'; readonly number: number; readonly commit: string }
  | { readonly type: 'merge queue' }
  | { readonly type: 'push'; readonly commit: string }
  | { readonly type: 'other'; readonly name: string; readonly commit: string }

/** `payload`: the JSON of GITHUB_EVENT_PATH. Throws `ProblemsError` where it is no event of GitHub's. */
export const eventFrom = (env: Environment, payload: unknown): Event => {
  const name = env.GITHUB_EVENT_NAME ?? missing('GITHUB_EVENT_NAME')
  const commit = env.GITHUB_SHA ?? missing('GITHUB_SHA')
  switch (name) {
    case 'pull_request':
    case 'pull_request_target':
      return pullRequestFrom(payload)
    case 'merge_group':
      return { type: 'merge queue' }
    case 'push':
      return { type: 'push', commit }
    default:
      return { type: 'other', name, commit }
  }
}

const pullRequestFrom = (payload: unknown): Event => {
  const pull = at(payload, 'pull_request')
  const number = numberAt(pull, 'number') ?? missing('pull_request.number')
  const commit = textAt(pull, 'merge_commit_sha')
  if (at(pull, 'merged') === true && commit !== undefined) return { type: 'merged', number, commit }
  const head = textAt(pull, 'head', 'sha') ?? missing('pull_request.head.sha')
  // The repository of a fork may be gone.
  const isFork = textAt(pull, 'head', 'repo', 'full_name') !== textAt(pull, 'base', 'repo', 'full_name')
  const isDependabot = textAt(pull, 'user', 'login') === 'dependabot[bot]'
  const into = textAt(pull, 'base', 'sha')
  return { type: 'pull request', number, head, base: into, isOutside: isFork || isDependabot }
}

const missing = (name: string): never =>
  fail(
    'bad-usage',
    `${name} is not there: this is no run of GitHub Actions`,
    'Use the command line elsewhere.',
  )
