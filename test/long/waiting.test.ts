/** The flags that say what an apply waits for, and what it does about a deploy that fails. */
import { expect, test } from 'vitest'
import { service, services, stage } from '../cli/stage.ts'
import { eventsIn } from '../support/events.ts'

const file = services(service('web'))

test('--no-wait comes back at once, and says what goes on and where to look', async () => {
  const { cli } = await stage({ file, clockRate: 1 })
  const { code, stdout, stderr } = await cli(['apply', '--auto-approve', '--no-wait'])
  expect(code).toBe(0)
  expect(stdout).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed; 1 still on the way.')
  expect(stderr).toMatch(/created in [\d.]+ s, build in progress/)
  expect(stderr).toMatch(
    /Render goes on with what has begun:\n {2}service\/web {2}build in progress {2}https:\/\/\S+\/deploys\/dep-\w+\n/,
  )
})

test('--no-wait --json: the event of a resource has what goes on', async () => {
  const { cli } = await stage({ file, clockRate: 1 })
  const { stdout } = await cli(['apply', '--auto-approve', '--no-wait', '--json'])
  expect(eventsIn(stdout).find(({ type }) => type === 'apply_complete')).toMatchObject({
    goes_on: { status: 'build_in_progress', link: expect.stringContaining('/deploys/dep-') },
  })
})

test('--deploy-timeout ends the wait: exit 1, and the deploy is named', async () => {
  const { cli } = await stage({ file, clockRate: 1 })
  const { code, stderr } = await cli(['apply', '--auto-approve', '--deploy-timeout', '1s'])
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /error deploy-timeout: service\/web was written, but after 1 s deploy dep-\w+ is still build_in_progress\nRender goes on with it: see https:\/\/\S+\/deploys\/dep-\w+\. With --deploy-timeout an apply waits longer/,
  )
})

test.each([['0s'], ['soon'], ['10']])('--deploy-timeout %s is no duration', async (given) => {
  const { cli } = await stage({ file })
  const { code, stderr } = await cli(['apply', '--auto-approve', '--deploy-timeout', given])
  expect(code).toBe(1)
  expect(stderr).toContain('Expected a duration such as 90s, 20m or 1h30m.')
})

test('--rollback-on-failure puts the service back: exit 1, and the failure says so once', async () => {
  const { cli, emulator } = await stage({
    file: services(service('web', 'envVars:\n  - key: LEVEL\n    value: two')),
    live: services(service('web', 'envVars:\n  - key: LEVEL\n    value: one')),
    faults: [{ deploy: 'web', nth: 1, does: 'build_failed' }],
  })
  const { code, stdout, stderr } = await cli(['apply', '--auto-approve', '--rollback-on-failure'])
  expect(code).toBe(1)
  expect(stdout).toContain('Apply incomplete: 1 failed.')
  expect(stderr).toContain('its deploy failed: rolling back')
  expect(stderr.match(/error rolled-back: /g)).toHaveLength(1)
  expect(stderr).toMatch(/It is rolled back to deploy dep-\w+, made of commit .*Put back: env\/LEVEL\./)
  const [web] = Object.values(emulator.state().services)
  expect(web?.envVars).toMatchObject([{ key: 'LEVEL', value: 'one' }])
})

const changedFile = services(service('web', 'envVars:\n  - key: LEVEL\n    value: two'))
const liveFile = services(service('web', 'envVars:\n  - key: LEVEL\n    value: one'))

test('--commit deploys that commit of the repository that --repo names', async () => {
  const { cli, emulator } = await stage({ file: changedFile, live: liveFile })
  const repo = ['--repo', 'git@github.com:acme/app.git']
  const { code, stderr } = await cli(['apply', '--auto-approve', '--commit', 'C0FFEE0', ...repo])
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('live') })
  const commits = Object.values(emulator.state().deploys).map(({ commit }) => commit?.id)
  expect(commits).toContain('c0ffee0')
})

test('--commit goes with a saved plan, and is no part of it', async () => {
  const { cli, emulator } = await stage({ file: changedFile, live: liveFile })
  const repo = ['--repo', 'https://github.com/acme/app']
  expect((await cli(['plan', '--out', 'plan.json', ...repo])).code).toBe(0)
  expect((await cli(['apply', 'plan.json', '--auto-approve', '--commit', 'c0ffee0'])).code).toBe(0)
  expect(Object.values(emulator.state().deploys).map(({ commit }) => commit?.id)).toContain('c0ffee0')
})

test.each<[string, readonly string[], string]>([
  ['without a repository', ['--commit', 'c0ffee0'], 'no repository is known that --commit could be one of'],
  ['with what is no SHA', ['--commit', 'main'], 'Expected the SHA of a commit, such as 1a2b3c4d.'],
  [
    'together with --no-wait',
    ['--commit', 'c0ffee0', '--no-wait'],
    '--commit looks how a deploy ends, and --no-wait does not',
  ],
  [
    'and so is --rollback-on-failure',
    ['--commit', 'c0ffee0', '--rollback-on-failure', '--no-wait'],
    '--rollback-on-failure and --commit look how a deploy ends, and --no-wait does not',
  ],
])('--commit %s is refused, and nothing is changed', async (_, flags, message) => {
  const { cli, emulator } = await stage({ file: changedFile, live: liveFile })
  const { code, stderr } = await cli(['apply', '--auto-approve', ...flags])
  expect(code).toBe(1)
  expect(stderr).toContain(message)
  expect(emulator.requests().filter(({ method }) => method !== 'GET')).toEqual([])
})
