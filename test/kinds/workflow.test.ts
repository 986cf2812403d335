/** Workflows: made, changed, referred to, pulled. */
import { describe, expect, test } from 'vitest'
import { pulled } from '../pull/round-trip.ts'
import { bench, errorsOf, failures, lines, secretsOf } from '../support/workspace.ts'

const flow = (more: object = {}) => ({
  type: 'workflow',
  name: 'flows',
  runtime: 'python',
  region: 'ohio',
  branch: 'main',
  rootDir: 'flows',
  buildCommand: 'pip install -r requirements.txt',
  startCommand: 'python main.py',
  ...more,
})

const web = (...envVars: readonly object[]) => ({ type: 'web', name: 'api', runtime: 'docker', envVars })
const file = (services: readonly object[], more: object = {}) => JSON.stringify({ services, ...more })

const settles = async (it: ReturnType<typeof bench>, text: string) => {
  expect(failures(await it.apply(text))).toEqual([])
  expect(lines((await it.plan(text)).plan)).toEqual([])
}

const writes = (it: ReturnType<typeof bench>) =>
  it.sent.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)

describe('a workflow', () => {
  test('is made with its variables, and the apply waits until it is ready', async () => {
    const it = bench()
    const text = file([flow({ envVars: [{ key: 'LOG_LEVEL', value: 'info' }] })])
    const events = await it.apply(text)
    expect(failures(events)).toEqual([])
    expect(writes(it)).toEqual(['POST /workflows'])
    expect(events.some((event) => JSON.stringify(event).includes('"ready"'))).toBe(true)
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })

  test('gets a version of what is changed, and none for when it builds', async () => {
    const it = bench()
    await settles(it, file([flow()]))
    const before = it.sent.length
    await settles(it, file([flow({ startCommand: 'python all.py', branch: 'next' })]))
    const sent = it.sent.slice(before).filter(({ method }) => method !== 'GET')
    expect(sent.map(({ method, path }) => `${method} ${path.replace(/wfl-\w+/, 'ID')}`)).toEqual([
      'PATCH /workflows/ID',
      'POST /workflowversions',
    ])
    expect(sent[0]?.body).toMatchObject({
      runCommand: 'python all.py',
      buildConfig: { branch: 'next', runtime: 'python', buildCommand: 'pip install -r requirements.txt' },
    })
    const { plan } = await it.plan(
      file([flow({ startCommand: 'python all.py', branch: 'next', autoDeployTrigger: 'off' })]),
    )
    expect(lines(plan)).toEqual(['update workflow/flows', '  autoDeployTrigger'])
  })

  test.each([
    ['build_failed', 'build_failed'],
    ['update_failed', 'registration_failed'],
  ] as const)('that ends with %s as %s is built once again, and no third time', async (does, status) => {
    const it = bench({ faults: [{ deploy: 'flows', does }] })
    const text = file([flow()])
    const told = async () => failures(await it.apply(text)).map((each) => each.replace(/wfv-\w+/, 'ID'))
    expect(await told()).toEqual([expect.stringContaining(`its deploy ID ended as ${status}, made of`)])
    expect(lines((await it.plan(text)).plan)).toEqual(['update workflow/flows (deploys)'])
    await told()
    expect(lines((await it.plan(text)).plan)).toEqual([])
    expect(await told()).toEqual([expect.stringContaining('workflow/flows is not deployed again')])
    expect(writes(it)).toEqual(['POST /workflows', 'POST /workflowversions'])
  })

  test('takes groups, and stands in an environment', async () => {
    const it = bench()
    const groups = { envVarGroups: [{ name: 'shared', envVars: [{ key: 'A', value: 'a' }] }] }
    const services = [flow({ envVars: [{ fromGroup: 'shared' }] })]
    await settles(it, file(services, groups))
    const environments = [{ name: 'production', services, ...groups }]
    await settles(it, JSON.stringify({ projects: [{ name: 'shop', environments }] }))
  })

  test('refers to others, and others to it', async () => {
    const it = bench()
    const key = 'KEY'
    const text = file([
      flow({
        envVars: [
          { key, value: 'k' },
          { key: 'API', fromService: { name: 'api', type: 'web', property: 'hostport' } },
        ],
      }),
      web({ key, fromService: { name: 'flows', type: 'workflow', envVarKey: key } }),
    ])
    await settles(it, text)
    const { plan } = await it.plan(text.replace('"value":"k"', '"value":"l"'))
    expect(lines(plan)).toEqual([
      'update workflow/flows (deploys)',
      '  update workflow/flows/env/KEY',
      'update service/api (deploys)',
      '  update service/api/env/KEY',
    ])
  })

  test('is no more than refused in another region, and where it has no repository', async () => {
    const it = bench()
    await settles(it, file([flow()]))
    expect(errorsOf(await it.plan(file([flow({ region: 'oregon' })])))).toMatchObject([
      { code: 'replace-refused' },
    ])
    const bare = { ...flow({ name: 'other' }), startCommand: undefined }
    expect(errorsOf(await it.plan(file([bare])))).toMatchObject([{ code: 'missing-source' }])
  })

  test('is pulled, and the file plans nothing', async () => {
    const it = bench()
    const services = [flow({ envVars: [{ key: 'TOKEN', sync: false }] }), web()]
    expect(failures(await it.apply(file(services), { secrets: secretsOf({ TOKEN: 't' }) }))).toEqual([])
    const { text, problems } = await pulled(it)
    expect(problems).toEqual([])
    expect(text).toContain('- type: workflow\n    name: flows\n')
    expect(text).toContain('startCommand: python main.py')
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })
})
