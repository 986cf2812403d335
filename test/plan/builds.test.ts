/** Which deploys build, and which run the last build again. */
import { describe, expect, test } from 'vitest'
import { type MadeOf, madeOf, type PlanWishes } from '../../src/index.ts'
import { type BenchSettings, bench, errorsOf, failures, type Sent } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const repo = 'https://github.com/acme/app'
const group = (value: string, more: readonly object[] = []) => [
  { name: 'shared', envVars: [{ key: 'SHARED', value }, ...more] },
]
const file = (service: object, envVarGroups: readonly object[] = []) =>
  JSON.stringify({ services: [{ type: 'worker', name: 'jobs', ...node, ...service }], envVarGroups })
const level = (value: string, more: readonly object[] = []) => ({
  envVars: [{ key: 'LEVEL', value }, ...more],
})
const reads = (...buildVariables: readonly string[]) => ({ 'x-render-sync': { buildVariables } })
const fromShared = { envVars: [{ fromGroup: 'shared' }] }
const site = { type: 'web', runtime: 'static', staticPublishPath: 'out', startCommand: undefined }
const image = { runtime: 'image', image: { url: 'nginx' }, buildCommand: undefined, startCommand: undefined }
const secretFile = (content: string) => ({ secretFiles: [{ name: 'key.pem', content }] })

const planned = async (
  before: string,
  after: string,
  wishes: PlanWishes = {},
  settings: BenchSettings = {},
) => {
  const it = bench(settings)
  await it.apply(before)
  const made = await it.plan(after, { wishes })
  expect(errorsOf(made)).toEqual([])
  return { it, made }
}

const ofJobs = async (...given: Parameters<typeof planned>): Promise<MadeOf | undefined> => {
  const { plan } = (await planned(...given)).made
  const change = plan.changes.find(({ address }) => address === 'service/jobs')
  return change && madeOf(change)
}

const deployOnly: PlanWishes = { deployOnly: true }

describe('a variable', () => {
  test.each<[string, MadeOf, string, string, PlanWishes]>([
    ['builds, since a build may read it', 'build', file(level('a')), file(level('b')), {}],
    ['spares the build with --deploy-only', 'last build', file(level('a')), file(level('b')), deployOnly],
    [
      'spares the build where the service says that its build reads none',
      'last build',
      file({ ...level('a'), ...reads() }),
      file({ ...level('b'), ...reads() }),
      {},
    ],
    [
      'spares the build where it is not among those that are read',
      'last build',
      file({ ...level('a'), ...reads('NODE_ENV') }),
      file({ ...level('b'), ...reads('NODE_ENV') }),
      {},
    ],
    [
      'builds where it is',
      'build',
      file({ ...level('a'), ...reads('LEVEL') }),
      file({ ...level('b'), ...reads('LEVEL') }),
      {},
    ],
    [
      'builds where it is, also with --deploy-only',
      'build',
      file({ ...level('a'), ...reads('LEVEL') }),
      file({ ...level('b'), ...reads('LEVEL') }),
      deployOnly,
    ],
    [
      'builds together with one that is read',
      'build',
      file({ ...level('a'), ...reads('NODE_ENV') }),
      file({ ...level('b', [{ key: 'NODE_ENV', value: 'production' }]), ...reads('NODE_ENV') }),
      {},
    ],
    [
      'builds together with a setting of the build',
      'build',
      file(level('a')),
      file({ ...level('b'), buildCommand: 'npm ci && npm run build' }),
      deployOnly,
    ],
    [
      'spares the build together with a setting that no build reads',
      'last build',
      file(level('a')),
      file({ ...level('b'), startCommand: 'node jobs.js' }),
      deployOnly,
    ],
    [
      'of a static site builds, always',
      'build',
      file({ ...site, ...level('a') }),
      file({ ...site, ...level('b') }),
      deployOnly,
    ],
    [
      'of an image service builds nothing anyway',
      'image',
      file({ ...image, ...level('a') }),
      file({ ...image, ...level('b') }),
      deployOnly,
    ],
    [
      'builds where nobody looked at the deploys',
      'build',
      file(level('a')),
      file(level('b')),
      { ...deployOnly, skipDeploys: true },
    ],
  ])('%s', async (_, expected, before, after, wishes) => {
    expect(await ofJobs(before, after, wishes)).toBe(expected)
  })
})

describe('what is not a variable', () => {
  test.each<[string, MadeOf, string, string, PlanWishes]>([
    ['the start command', 'build', file({}), file({ startCommand: 'node jobs.js' }), {}],
    [
      'the start command, with --deploy-only',
      'last build',
      file({}),
      file({ startCommand: 'node jobs.js' }),
      deployOnly,
    ],
    ['the branch', 'build', file({ branch: 'main' }), file({ branch: 'next' }), deployOnly],
    [
      'a secret file, which a build may read',
      'build',
      file({ 'x-render-sync': { ...secretFile('a'), buildVariables: [] } }),
      file({ 'x-render-sync': { ...secretFile('b'), buildVariables: [] } }),
      {},
    ],
    [
      'a secret file, with --deploy-only',
      'last build',
      file({ 'x-render-sync': secretFile('a') }),
      file({ 'x-render-sync': secretFile('b') }),
      deployOnly,
    ],
    ["a group's variable", 'build', file(fromShared, group('a')), file(fromShared, group('b')), {}],
    [
      "a group's variable that no build reads",
      'last build',
      file({ ...fromShared, ...reads('OTHER') }, group('a')),
      file({ ...fromShared, ...reads('OTHER') }, group('b')),
      {},
    ],
    [
      "a group's variable that the build reads",
      'build',
      file({ ...fromShared, ...reads('SHARED') }, group('a')),
      file({ ...fromShared, ...reads('SHARED') }, group('b')),
      {},
    ],
    [
      'a group that is linked, where the build reads some variables',
      'build',
      file(reads('OTHER'), group('a')),
      file({ ...fromShared, ...reads('OTHER') }, group('a')),
      {},
    ],
    [
      'a group that is linked, where the build reads none',
      'last build',
      file(reads(), group('a')),
      file({ ...fromShared, ...reads() }, group('a')),
      {},
    ],
    [
      'a disk, with --deploy-only',
      'last build',
      file({}),
      file({ disk: { name: 'data', mountPath: '/data', sizeGB: 1 } }),
      deployOnly,
    ],
  ])('%s: %s', async (_, expected, before, after, wishes) => {
    expect(await ofJobs(before, after, wishes)).toBe(expected)
  })
})

test.each(['build_failed', 'update_failed'] as const)('what %s is built again', async (does) => {
  const it = bench({ faults: [{ deploy: 'jobs', nth: 2, does }] })
  await it.apply(file(level('a')))
  await it.apply(file(level('b')), { wishes: deployOnly })
  const { plan } = await it.plan(file(level('c')), { wishes: deployOnly })
  expect(plan.changes.map(madeOf)).toEqual(['build'])
})

test('a new service builds', async () => {
  const { plan } = await bench().plan(file(level('a')), { wishes: deployOnly })
  expect(plan.changes.map(madeOf)).toEqual([undefined])
})

describe('an apply', () => {
  const isTrigger = ({ method, path }: Sent) => method === 'POST' && path.endsWith('/deploys')

  test.each<[string, PlanWishes, object, number]>([
    ['triggers what the plan says: the last build', deployOnly, { deployMode: 'deploy_only' }, 15],
    ['triggers what the plan says: a build', {}, {}, 55],
  ])('%s, and takes as long as it says', async (_, wishes, body, seconds) => {
    const { it, made } = await planned(file(level('a')), file(level('b')), wishes)
    // And the answers to a look, a variable and a deploy.
    expect(made.plan.eta).toBe(seconds + 0.9)
    const from = it.clock.now()
    expect(failures(await it.apply(file(level('b')), { wishes }))).toEqual([])
    expect(it.sent.filter(isTrigger).map((sent) => sent.body)).toEqual([body])
    expect((it.clock.now() - from) / 1000).toBeGreaterThanOrEqual(seconds)
    expect((it.clock.now() - from) / 1000).toBeLessThan(seconds + 10)
  })

  test('runs the build that ran before, of the same commit', async () => {
    const { it } = await planned(file({ ...level('a'), repo, branch: 'main' }), file(level('b')))
    await it.apply(file(level('b')), { wishes: deployOnly })
    const commits = Object.values(it.emulator.state().deploys).map(({ commit }) => commit?.id)
    expect(new Set(commits).size).toBe(1)
    expect(Object.values(it.emulator.state().deploys).map(({ deployOnly: only }) => only)).toEqual([
      undefined,
      true,
    ])
  })
})

describe('a suspended service', () => {
  const suspended = (value: string) => file({ ...level(value), 'x-render-sync': { suspended: true } })

  test('is written, told and not deployed', async () => {
    const { it, made } = await planned(suspended('a'), suspended('b'))
    expect(made.plan.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'suspended-service: service/jobs is suspended, and is not deployed: what changes takes effect when it is resumed',
    ])
    const from = it.clock.now()
    expect(failures(await it.apply(suspended('b')))).toEqual([])
    expect((it.clock.now() - from) / 1000).toBeLessThan(2)
  })

  test('whose group alone changes has nothing to do', async () => {
    const linked = (value: string) =>
      file({ ...fromShared, 'x-render-sync': { suspended: true } }, group(value))
    const { made } = await planned(linked('a'), linked('b'))
    expect(made.plan.sets).toEqual([['group/shared']])
    expect(made.plan.problems.map(({ code }) => code)).toEqual(['suspended-service'])
  })
})
