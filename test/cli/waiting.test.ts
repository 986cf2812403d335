/** The flags that say what an apply waits for, and what it does about a deploy that fails. */
import { expect, test } from 'vitest'
import { service, services, stage } from './stage.ts'

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
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(events.find(({ type }) => type === 'apply_complete')).toMatchObject({
    goesOn: { status: 'build_in_progress', link: expect.stringContaining('/deploys/dep-') },
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

test('what is not waited for is not rolled back: the flags go not together', async () => {
  const { cli } = await stage({ file })
  const { code, stderr } = await cli(['apply', '--auto-approve', '--rollback-on-failure', '--no-wait'])
  expect(code).toBe(1)
  expect(stderr).toContain(
    'error bad-usage: --no-wait sees no deploy fail, so --rollback-on-failure has nothing to do',
  )
})
