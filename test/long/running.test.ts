/** The short verbs as a person types them: what they print, what they exit with, in a terminal of 80 columns and piped. */
import { describe, expect, test } from 'vitest'
import { type Fault, service, services, stage } from '../cli/stage.ts'

const live = services(service('api'), service('作業'))
const many = services(...Array.from({ length: 60 }, (_, at) => service(`service-${at}`)))

const lines = (text: string) => text.trimEnd().split('\n')

describe('deploy', () => {
  test('has begun a deploy when it ends, and says so', async () => {
    const { cli } = await stage({ file: live, live })
    const { code, stdout } = await cli(['deploy', 'api', '--commit', 'c0ffee1'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Started: deploy dep-\w+ of api is \w+, and not live yet\. /)
  })

  test('waits where that is asked, and says which commit is live', async () => {
    const { cli } = await stage({ file: live, live })
    const { code, stdout, stderr } = await cli(['deploy', 'api', '--wait', '--commit', 'c0ffee1'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Live: api runs c0ffee1 .*\(deploy dep-\w+\)\.\n$/)
    expect(stderr).toMatch(/^deploy dep-\w+ of api: \w+ \(/)
    expect(stderr).toMatch(/: live \([\d.]+ s\)\n$/)
  })

  test('fails with the end of the log', async () => {
    const faults = [{ deploy: 'api', does: 'build_failed' as const }]
    const { cli } = await stage({ file: live, live, faults })
    const { code, stdout, stderr } = await cli(['deploy', 'api', '--wait'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/error failed-deploy: deploy dep-\w+ of api ended as build_failed/)
    expect(stderr).toContain('deploy_started')
  })

  test('is told in JSON, with nothing beside it on stdout', async () => {
    const { cli } = await stage({ file: live, live })
    const { stdout } = await cli(['deploy', 'api', '--wait', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ service: 'api', deploy: { status: 'live' } })
  })

  test.each([
    [['--commit', 'c0ffee1', '--image', 'nginx']],
    [['--deploy-only', '--clear-cache']],
    [['--deploy-only', '--commit', 'c0ffee1']],
  ])('refuses %j, and sends nothing', async (flags) => {
    const { cli, emulator } = await stage({ file: live, live })
    const before = Object.keys(emulator.state().deploys).length
    expect(await cli(['deploy', 'api', ...flags])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('bad-usage'),
    })
    expect(Object.keys(emulator.state().deploys)).toHaveLength(before)
  })
})

describe('rollback', () => {
  test('waits, and prints from which commit to which, and what it does not do', async () => {
    const { cli } = await stage({ file: live, live })
    for (const commit of ['a000000', 'b000000']) await cli(['deploy', 'api', '--wait', '--commit', commit])
    const { code, stdout, stderr } = await cli(['rollback', 'api', '--pause-autodeploy'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Back: api from b000000 .*\(dep-\w+\) to a000000 .*\(dep-\w+\)\.\n$/)
    expect(stderr).toContain('render-sync call services.update --service api --auto-deploy-trigger commit')
    expect(stderr).toContain('Variables and settings stay as they are')
    const [, , turnOn = ''] = /(render-sync) (call .*)/.exec(stderr) ?? []
    expect((await cli(turnOn.trim().split(' '))).code).toBe(0)
    expect(
      JSON.parse((await cli(['call', 'services.get', '--service', 'api', '--json'])).stdout),
    ).toMatchObject({
      autoDeployTrigger: 'commit',
    })
  })

  test('says that autodeploys go on', async () => {
    const { cli } = await stage({ file: live, live })
    for (const commit of ['a000000', 'b000000']) await cli(['deploy', 'api', '--wait', '--commit', commit])
    const { stdout, stderr } = await cli(['rollback', 'api', '--no-wait'])
    expect(stdout).toMatch(/^Going back: .*, not live yet\.\n$/)
    expect(stderr).toContain('Autodeploys of api go on')
  })
})

describe('run', () => {
  test('exits as the job ends', async () => {
    const { cli } = await stage({ file: live, live })
    const { code, stderr } = await cli(['run', 'api', '--', 'echo', "it's done"])
    expect(code).toBe(0)
    expect(stderr).toMatch(/job job-\w+: succeeded/)
    const { stdout } = await cli(['jobs', 'api', '--json'])
    expect(JSON.parse(stdout)).toMatchObject([{ startCommand: "echo 'it'\\''s done'", status: 'succeeded' }])
  })
})

describe('lists', () => {
  test.each([
    ['services', live],
    ['services', many],
  ])('%s in a terminal of 80 columns', async (verb, seed) => {
    const { cli } = await stage({ file: seed, live: seed })
    const { stdout } = await cli([verb], {}, { columns: 80 })
    const piped = await cli([verb])
    expect(lines(stdout)).toHaveLength(lines(piped.stdout).length)
    expect(lines(stdout)[0]).toMatch(/^NAME +TYPE +STATE/)
  })

  test('columns stand below each other in other scripts too', async () => {
    const { cli } = await stage({ file: live, live })
    const { stdout } = await cli(['services'])
    const [, ...rows] = lines(stdout)
    // Two letters of this script are as wide as four others.
    expect(rows.map((row) => row.replace('作業', 'xxxx').indexOf('web_service'))).toEqual([6, 6])
  })

  test.each([
    ['jobs', 'No jobs of api.'],
    ['events', /EVENT/],
    ['deploys', /DEPLOY/],
  ])('%s, none and some', async (verb, said) => {
    const { cli } = await stage({ file: live, live })
    const { code, stdout } = await cli([verb, 'api'])
    expect(code).toBe(0)
    expect(stdout).toMatch(said)
    expect(JSON.parse((await cli([verb, 'api', '--json'])).stdout)).toEqual(expect.any(Array))
  })

  test('an empty workspace has no services', async () => {
    const { cli } = await stage({ file: live })
    expect((await cli(['services'])).stdout).toBe('No services.\n')
    expect((await cli(['services', '--json'])).stdout).toBe('[]\n')
  })
})

describe('logs', () => {
  test('are printed, and nothing in them is obeyed', async () => {
    const { cli } = await stage({ file: live, live })
    await cli(['deploy', 'api', '--wait'])
    const { code, stdout } = await cli(['logs', 'api', '--limit', '3'])
    expect(code).toBe(0)
    expect(lines(stdout)).toHaveLength(3)
    const json = lines((await cli(['logs', 'api', '--limit', '3', '--json'])).stdout).map((line) =>
      JSON.parse(line),
    )
    expect(json).toEqual([expect.anything(), expect.anything(), expect.anything()])
  })

  test('are followed until somebody interrupts', async () => {
    const { cli } = await stage({ file: live, live })
    let interrupt = () => {}
    const following = cli(
      ['logs', 'api', '--tail', '--limit', '1'],
      {},
      { onInterruptible: (it) => (interrupt = it) },
    )
    await cli(['deploy', 'api', '--wait'])
    interrupt()
    expect((await following).code).toBe(130)
  })
})

describe('what is named wrongly', () => {
  test.each([
    ['an unknown name', ['restart', 'apj'], /unknown-name: there is no service.* apj\nDid you mean api\?/],
    ['an unknown operation', ['call', 'deploys.lst'], /unknown-operation.*\nDid you mean deploys.list\?/],
    [
      'an unknown parameter',
      ['call', 'deploys.list', '--service', 'api', '--limitt', '3'],
      /unknown-parameter.*limitt\nDid you mean limit\?/,
    ],
    [
      'a wrong type',
      ['call', 'deploys.list', '--service', 'api', '--limit', 'x'],
      /wrong-parameter: limit .*type integer/,
    ],
    [
      'a wrong word',
      ['call', 'deploys.create', '--service', 'api', '--mode', 'fast'],
      /wrong-parameter: mode .*one of deploy_only, build_and_deploy/,
    ],
    [
      'a value in sight',
      ['call', 'variables.set', '--service', 'api', '--key', 'A', '--value', 'x'],
      /--value: expected no value on the command line/,
    ],
    ['no count', ['scale', 'api', 'many'], /Expected a whole number from 1/],
  ])('%s is one error with what to do', async (_, args, said) => {
    const methods: string[] = []
    const fault: Fault = ({ method }) => {
      methods.push(method)
      return undefined
    }
    const { cli } = await stage({ file: live, live, fault })
    const { code, stdout, stderr } = await cli(args)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(said)
    expect(methods.filter((method) => method !== 'GET')).toEqual([])
  })

  test('what a scoped key may not do is said', async () => {
    const keys = [{ name: 'reader', levels: { services: 'read' as const } }]
    const { cli, emulator } = await stage({ file: live, live, keys })
    const env = { RENDER_API_KEY: emulator.keys.reader ?? '', RENDER_OWNER_ID: emulator.ownerId }
    const { code, stderr } = await cli(['restart', 'api'], env)
    expect(code).toBe(1)
    expect(stderr).toContain('forbidden')
  })
})
