/** A push to a repository: Render deploys by itself what is built from its branch. */
import type { Service } from '../records/index.ts'
import { type Checked, nonEmpty, object, optional } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { beginDeploy } from './begin.ts'
import { settleDeploys } from './settle.ts'
import { isImage } from './stages.ts'

const body = object({ repo: nonEmpty, branch: optional(nonEmpty), commit: nonEmpty })

const alike = (repo: string | undefined) =>
  repo
    ?.toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')

/** Whether nobody has to wait for checks, or to deploy by hand. */
const follows = ({ config, suspended }: Service, { repo, branch = 'main' }: Checked<typeof body>): boolean =>
  config.autoDeployTrigger === 'commit' &&
  !suspended &&
  alike(config.repo) === alike(repo) &&
  (config.branch ?? 'main') === branch

/** What is deployed for it, by service. */
export const pushed = (world: World, given: unknown): readonly { serviceId: string; deployId: string }[] => {
  const push = body(given, '')
  settleDeploys(world)
  return world.services
    .all()
    .filter((service) => !isImage(service) && follows(service, push))
    .map((service) => {
      const { id } = beginDeploy(world, service, { trigger: 'new_commit', commitId: push.commit })
      return { serviceId: service.id, deployId: id }
    })
}
