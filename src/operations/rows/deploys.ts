import { form } from '../../http/index.ts'
import { deploy } from '../shared/answers.ts'
import { created, finished, paging, updated } from '../shared/common.ts'
import { lists, post, read } from '../shared/operation.ts'
import { list, optional, sent, text, word } from '../shared/param.ts'

const status = word(
  'Only those with one of these statuses.',
  'created',
  'queued',
  'build_in_progress',
  'pre_deploy_in_progress',
  'update_in_progress',
  'live',
  'deactivated',
  'build_failed',
  'pre_deploy_failed',
  'update_failed',
  'canceled',
)

export const deploys = {
  'deploys.list': lists('/services/{service}/deploys', {
    does: 'lists the deploys of a service, newest first',
    query: { ...optional({ status: list(status) }), ...created, ...updated, ...finished, ...paging },
    under: 'deploy',
    item: deploy,
  }),
  'deploys.get': read('/services/{service}/deploys/{deploy}', { does: 'reads a deploy', answers: deploy }),
  'deploys.create': post('/services/{service}/deploys', {
    does: 'starts a deploy of a service',
    body: optional({
      clearCache: word('Whether the build begins without its cache.', 'clear', 'do_not_clear'),
      commit: sent('commitId', text('The commit to deploy; the newest of the branch if this is not said.')),
      image: sent('imageUrl', text('The image to deploy, where the service runs one.')),
      mode: sent(
        'deployMode',
        word(
          'Whether it is built, or what was built last is deployed again.',
          'deploy_only',
          'build_and_deploy',
        ),
      ),
    }),
    answers: form.maybe(deploy),
    empty: true,
    mind: 'The answer says that it has begun, not that it is live. Without a body it waits for another deploy and has no id yet.',
    ends: 'deploy',
  }),
  'deploys.cancel': post('/services/{service}/deploys/{deploy}/cancel', {
    does: 'cancels a deploy that runs',
    again: true,
    answers: deploy,
    mind: 'What was live before stays live.',
  }),
  'deploys.rollBack': post('/services/{service}/rollback', {
    does: 'deploys once more what an earlier deploy had built',
    body: { deploy: sent('deployId', text('The id of the deploy (dep-…) to go back to.')) },
    answers: deploy,
    mind: 'It goes back to the code, not to variables and settings. Autodeploys stay on: the next push deploys newer code.',
    ends: 'deploy',
  }),
}
