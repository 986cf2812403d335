/** What happens in a repository, with the payloads that GitHub's own examples have. */
import { createRequire } from 'node:module'

interface Examples {
  readonly name: string
  readonly examples: readonly object[]
}

const examples: readonly Examples[] = createRequire(import.meta.url)('@octokit/webhooks-examples')

export interface Happening {
  /** GITHUB_EVENT_NAME. */
  readonly name: string
  /** GITHUB_SHA. */
  readonly sha: string
  readonly payload: unknown
}

const exampleOf = (name: string, action?: string): object => {
  const all = examples.find((one) => one.name === name)?.examples
  const found = all?.find((one) => action === undefined || ('action' in one && one.action === action))
  if (!found) throw new Error(`there is no example of ${name} ${action}`)
  return structuredClone(found)
}

/** What pull requests are merged into. */
export const base = '1'.repeat(40)

/** The number that the examples have. */
export const pull = 2

interface PullOptions {
  readonly head: string
  readonly action?: string
  /** The repository that it comes from; null: it was deleted. */
  readonly from?: string | null
  readonly by?: string
  readonly mergedAs?: string
}

const own = 'acme/app'

export const pullRequest = (
  { head, action = 'opened', from = own, by = 'octocat', mergedAs }: PullOptions,
  name = 'pull_request',
): Happening => {
  const payload = exampleOf('pull_request', action)
  const { pull_request } = payload as {
    readonly pull_request: Readonly<Record<'head' | 'base' | 'user', object>>
  }
  return {
    name,
    // The commit that GitHub tries the merge with.
    sha: 'e'.repeat(40),
    payload: {
      ...payload,
      pull_request: {
        ...pull_request,
        number: pull,
        user: { ...pull_request.user, login: by },
        head: { ...pull_request.head, sha: head, repo: from === null ? null : { full_name: from } },
        base: { ...pull_request.base, sha: base, repo: { full_name: own } },
        merged: mergedAs !== undefined,
        ...(mergedAs !== undefined && { merge_commit_sha: mergedAs }),
      },
    },
  }
}

export const push = (sha: string): Happening => ({
  name: 'push',
  sha,
  payload: { ...exampleOf('push'), ref: 'refs/heads/main', after: sha, deleted: false },
})

export const mergeGroup = (sha: string): Happening => ({
  name: 'merge_group',
  sha,
  payload: exampleOf('merge_group', 'checks_requested'),
})

export const dispatch = (sha: string): Happening => ({
  name: 'workflow_dispatch',
  sha,
  payload: exampleOf('workflow_dispatch'),
})

/** GitHub documents no payload of it but the schedule. */
export const schedule = (sha: string): Happening => ({
  name: 'schedule',
  sha,
  payload: { schedule: '17 6 * * *' },
})
