/** Pull requests: what is merged as which commit, and what is newest in one. */
import type { Client, Repository } from './client.ts'
import { asked } from './failure.ts'

export interface Pull {
  readonly number: number
  /** Its newest commit: of one that is merged, the newest that was reviewed. */
  readonly head: string
}

const permission = 'pull-requests: read'

/** The pull request whose merge made this commit, by a merge commit, a squash or a rebase; undefined: none. */
export const pullMergedAs = (
  client: Client,
  repository: Repository,
  commit: string,
): Promise<Pull | undefined> =>
  asked('the pull request of a commit be read', permission, async () => {
    const pulls = await client.paginate('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
      ...repository,
      commit_sha: commit,
      per_page: 100,
    })
    const found = pulls.find((pull) => pull.merged_at !== null && pull.merge_commit_sha === commit)
    return found && { number: found.number, head: found.head.sha }
  })

export const pullNumbered = (client: Client, repository: Repository, number: number): Promise<Pull> =>
  asked('a pull request be read', permission, async () => {
    const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...repository,
      pull_number: number,
    })
    return { number, head: data.head.sha }
  })
