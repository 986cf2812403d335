/** What the newest deploys of a service tell, for all that the API can say of one. */
import { expect, test } from 'vitest'
import { kinds } from '../../src/kinds/index.ts'
import { type Deploy, type FailedDeploy, failedDeploy, failureInWords } from '../../src/rows/index.ts'
import { api } from '../facts/tables.ts'

const { webService, workflow } = kinds
const service = { id: 'srv-1', dashboardUrl: 'https://dashboard.render.com/web/srv-1' }

const deploy = (status: string, more: Partial<Deploy> = {}): Deploy => ({
  id: 'dep-1',
  status,
  createdAt: '2026-01-01T00:00:00Z',
  ...more,
})
const commit = (id: string, message?: string) => ({
  commit: { id, ...(message !== undefined && { message }) },
})

const judged = (...newest: readonly Deploy[]): FailedDeploy | undefined =>
  webService.deploys && failedDeploy(webService.deploys, service, newest)

const stateOf = (status: string) => (judged(deploy(status)) ? 'failed' : webService.deploys?.state(status))

test('each status that the API has is live, on its way or failed', () => {
  const statuses = api.shapes.deployStatus as readonly string[]
  expect(Object.fromEntries(statuses.map((status) => [status, stateOf(status)]))).toEqual({
    created: 'waiting',
    queued: 'waiting',
    build_in_progress: 'waiting',
    update_in_progress: 'waiting',
    pre_deploy_in_progress: 'waiting',
    live: 'ready',
    deactivated: 'ready',
    build_failed: 'failed',
    update_failed: 'failed',
    pre_deploy_failed: 'failed',
    canceled: 'failed',
  })
})

test('a service without deploys has none that failed', () => expect(judged()).toBeUndefined())

test.each<[string, Deploy, Deploy | undefined, boolean]>([
  ['alone', deploy('build_failed', commit('a')), undefined, false],
  [
    'after one of the same commit',
    deploy('build_failed', commit('a')),
    deploy('build_failed', commit('a')),
    true,
  ],
  [
    'after one that failed otherwise',
    deploy('build_failed', commit('a')),
    deploy('update_failed', commit('a')),
    true,
  ],
  [
    'after one of another commit',
    deploy('build_failed', commit('a')),
    deploy('build_failed', commit('b')),
    false,
  ],
  [
    'after one that was cancelled',
    deploy('build_failed', commit('a')),
    deploy('canceled', commit('a')),
    false,
  ],
  ['after one that was live', deploy('build_failed', commit('a')), deploy('live', commit('a')), false],
  ['by being cancelled', deploy('canceled', commit('a')), deploy('build_failed', commit('a')), false],
  [
    'with an image of another digest',
    deploy('update_failed', { image: { ref: 'acme/app:1', sha: 'sha256:1' } }),
    deploy('update_failed', { image: { ref: 'acme/app:1', sha: 'sha256:2' } }),
    false,
  ],
  [
    'with an image without a digest',
    deploy('update_failed', { commit: null, image: { ref: 'acme/app:1' } }),
    deploy('update_failed', { commit: null, image: { ref: 'acme/app:1' } }),
    true,
  ],
  ['with nothing that tells of what', deploy('build_failed'), deploy('build_failed'), true],
])('one that failed %s', (_, newest, before, repeated) => {
  expect(judged(newest, ...(before ? [before] : []))?.repeated).toBe(repeated)
})

test.each<[Deploy, string]>([
  [
    deploy('build_failed', commit('0123456789abcdef', 'Add a page\n\nIt is long.')),
    'deploy dep-1 ended as build_failed, made of commit 0123456 "Add a page"',
  ],
  [
    deploy('build_failed', commit('0123456789abcdef')),
    'deploy dep-1 ended as build_failed, made of commit 0123456',
  ],
  [
    deploy('update_failed', { commit: null, image: { ref: 'docker.io/acme/app:1', sha: 'sha256:1' } }),
    'deploy dep-1 ended as update_failed, made of image docker.io/acme/app:1',
  ],
  [deploy('canceled'), 'deploy dep-1 ended as canceled'],
])('%j is told in words', (newest, words) => {
  const failed = judged(newest)
  expect(failed && failureInWords(failed)).toBe(words)
})

test('a link leads to it, where the API tells where the Dashboard has the service', () => {
  expect(judged(deploy('canceled'))?.link).toBe('https://dashboard.render.com/web/srv-1/deploys/dep-1')
  const nowhere =
    webService.deploys && failedDeploy(webService.deploys, { id: 'srv-1' }, [deploy('canceled')])
  expect(nowhere).toEqual({ id: 'dep-1', status: 'canceled', repeated: false })
  const version =
    workflow.deploys && failedDeploy(workflow.deploys, { id: 'wfl-1' }, [deploy('build_failed')])
  expect(version).toEqual({ id: 'dep-1', status: 'build_failed', repeated: false })
})
