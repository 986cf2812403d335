/** The command line as it is built says what its sources say: what is made ahead, and what is loaded when it is used. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { run, runBuilt } from '../support/cli.ts'
import { service, services, stage } from './stage.ts'

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

test.each(['--version', '-V'])('%s prints the version of the package', async (flag) => {
  const expected = { code: 0, stdout: `${manifest.version}\n`, stderr: '' }
  expect(await runBuilt([flag])).toEqual(expected)
  expect(await run([flag])).toEqual(expected)
})

/** Everything that a form can be: of each kind, and wrong in each way. */
const wrong = `version: "2"
previews: { generation: never, expireAfterDays: 0 }
${services(
  service(
    'api',
    'disk: {name: d, mountPath: /d, sizeGB: 0.5}\nscaling: {minInstances: "one"}\nnumInstances: 0',
  ),
  service('', 'buildFilter: [a]\nipAllowList: {source: 1.2.3.4}\ndomains: [1, a.example.com]'),
)}
  - { type: keyvalue, name: cache, plan: huge, ipAllowList: [{ sorce: 10.0.0.0/8 }] }
  - { type: cron, name: job, runtime: docker, schedule: 5, dockerfilePath: true }
  - { type: web, name: site, runtime: static, routes: [{ type: redirect, extra: 1 }], headers: [{ path: /a }] }
databases:
  - { name: main, diskSizeGB: 7, highAvailability: {}, readReplicas: [{ nam: r }] }
envVarGroups:
  - { name: common, envVars: [{ key: A, value: [1] }, { key: B, sync: 1 }] }
projects:
  - { name: shop, environments: [{ name: production, protection: open, networkIsolation: true }] }
x-render-sync: { workspace: 7, registryCredentials: [{ name: r }], webhooks: [{ name: w, url: nowhere }] }
`

test('all that can be wrong with a form is found', async () => {
  const { folder } = await stage({ file: wrong })
  const built = await runBuilt(['validate', '--json'], {}, folder)
  expect(built).toEqual(await run(['validate', '--json'], {}, folder))
  expect(JSON.parse(built.stdout).problems.length).toBeGreaterThan(20)
})

test('a plan goes over the network', async () => {
  const { folder, env, check } = await stage({ file: services(service('api')) })
  const built = await runBuilt(['plan', '--format', 'markdown'], env, folder)
  check(built.stdout + built.stderr)
  expect(built).toMatchObject({ code: 0, stderr: '' })
  expect(built).toEqual(await run(['plan', '--format', 'markdown'], env, folder))
})
