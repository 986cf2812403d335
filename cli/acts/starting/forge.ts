/** Where a repository's checks run. Pure. */

/** The CI that a workflow is written for; `none`: nobody asked for one, and nothing tells. */
export type Forge = 'github' | 'gitlab' | 'none'

interface Repository {
  /** Its remote `origin`, as a web address. */
  readonly remote: string | undefined
  /** Whether something of this name is in its folder. */
  readonly has: (name: string) => boolean
}

/** What is there already tells more than where the repository lies: a mirror has its checks elsewhere. */
export const forgeOf = ({ remote, has }: Repository): Forge => {
  if (has('.github')) return 'github'
  if (has('.gitlab-ci.yml')) return 'gitlab'
  const host = remote === undefined ? '' : new URL(remote).hostname
  if (host === 'github.com') return 'github'
  return host.includes('gitlab') ? 'gitlab' : 'none'
}
