import { describe, expect, test } from 'vitest'
import { service, services, stage } from './stage.ts'

const groups = `envVarGroups:
  - name: shared
    envVars:
      - { key: LOG_LEVEL, value: hidden-level-of-shared }
      - { key: REGION, value: hidden-region-of-both }
      - { key: TOKEN, value: hidden-token-of-shared }
`
const live =
  services(
    service(
      'api',
      'envVars:\n  - fromGroup: shared\n  - { key: LOG_LEVEL, value: hidden-level-of-api }\n  - { key: REGION, value: hidden-region-of-both }',
    ),
    service('my jobs', 'envVars:\n  - { key: TOKEN, value: hidden-token-of-shared }'),
  ) + groups
const setting = { file: services(service('api')), live }

/** Every value of the live file is hidden to these commands. */
const noValues = (text: string) => expect(text).not.toContain('hidden-')

const squeezed = (text: string) => text.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))

describe('env', () => {
  test('tells where each variable of a service comes from, without a file', async () => {
    const { cli } = await stage(setting)
    const { code, stdout, stderr } = await cli(['env', 'api'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Workspace: Acme /)
    expect(squeezed(stdout)).toEqual(
      expect.arrayContaining([
        'KEY | FROM | NOTE',
        'LOG_LEVEL | service/api | masks group/shared',
        'REGION | service/api | equal to group/shared',
        'TOKEN | group/shared',
        'PORT | Render',
      ]),
    )
    noValues(stdout)
  })

  test('takes names and addresses', async () => {
    const { cli } = await stage(setting)
    for (const given of ['my jobs', 'service/my%20jobs']) {
      expect((await cli(['env', given])).stdout).toContain('service/my jobs')
    }
  })

  test('prints JSON and Markdown', async () => {
    const { cli, emulator } = await stage(setting)
    const json = await cli(['env', 'api', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      workspace: { id: emulator.ownerId },
      service: 'service/api',
      variables: expect.arrayContaining([
        { key: 'LOG_LEVEL', from: 'service/api', masks: ['group/shared'], equal: [], hazard: false },
      ]),
    })
    const markdown = await cli(['env', 'api', '--format', 'markdown'])
    expect(markdown.stdout).toContain('| `TOKEN` | `group/shared` |  |')
    noValues(json.stdout + markdown.stdout)
  })

  test('names the nearest service for an unknown one', async () => {
    const { cli } = await stage(setting)
    const { code, stderr } = await cli(['env', 'apl'])
    expect(code).toBe(1)
    expect(stderr).toContain('the workspace has no service apl')
    expect(stderr).toContain('Did you mean api?')
    expect((await cli(['env', 'something-else'])).stderr).toContain('It has api, my jobs.')
  })
})

describe('audit', () => {
  test('tells who holds a variable and who gets it', async () => {
    const { cli } = await stage(setting)
    const { code, stdout } = await cli(['audit', 'TOKEN', 'LOG_*'])
    expect(code).toBe(0)
    expect(squeezed(stdout).slice(2, -1)).toEqual([
      'KEY | PLACE | HOW',
      'TOKEN | group/shared | holds it for service/api; the same value as in service/my jobs',
      'TOKEN | service/my jobs | holds it; the same value as in group/shared',
      'TOKEN | service/api | gets it from group/shared',
      'LOG_LEVEL | group/shared | holds it; masked in service/api',
      'LOG_LEVEL | service/api | holds it; masks group/shared',
    ])
    noValues(stdout)
  })

  test('says what nobody has, which is no error', async () => {
    const { cli } = await stage(setting)
    const { code, stdout } = await cli(['audit', 'NOPE'])
    expect(code).toBe(0)
    expect(stdout).toContain('Nobody has NOPE.')
    const json = JSON.parse((await cli(['audit', 'NOPE', '--json'])).stdout)
    expect(json).toMatchObject({ findings: [], missing: ['NOPE'] })
  })
})

const changed = services(
  service('api', 'envVars:\n  - { key: A, value: two }\n  - { key: SECRET, sync: false }').replace(
    'starter',
    'standard',
  ),
  service('web').replace('starter', 'standard'),
)
const before = services(
  service('api', 'envVars:\n  - { key: A, value: one }\n  - { key: SECRET, sync: false }'),
  service('web'),
)
const secrets = { SECRET: 'hidden-secret-before' }

describe('plan', () => {
  test('--target and --exclude, of resources and of what is in them', async () => {
    const { cli } = await stage({ file: changed, live: before, secrets })
    const plan = async (...flags: readonly string[]) =>
      [...(await cli(['plan', ...flags])).stdout.matchAll(/^ *[~+] (\S+?):? /gm)].map(
        ([, address]) => address,
      )
    expect(await plan('--target', 'service/web')).toEqual(['service/web'])
    expect(await plan('--exclude', 'service/web')).toEqual(['service/api', 'service/api/env/A'])
    expect(await plan('--target', '*/env/A')).toEqual(['service/api', 'service/api/env/A'])
    const { code, stderr } = await cli(['plan', '--target', 'service/wep'])
    expect(code).toBe(1)
    expect(stderr).toContain('Did you mean service/web?')
  })

  test('-e takes an environment, and the plan tells what it needs', async () => {
    const file = `projects:
  - name: shop
    environments:
      - name: staging
        services: [{ type: worker, name: one, runtime: image, image: { url: nginx } }]
      - name: production
        services: [{ type: worker, name: two, runtime: image, image: { url: nginx } }]
`
    const { cli } = await stage({ file })
    const { stdout } = await cli(['plan', '-e', 'shop/staging'])
    expect(stdout).toContain('also project/shop, needed by environment/shop/staging')
    expect(stdout).toContain('Plan: 3 to add')
    expect(stdout).not.toContain('production')
  })

  test('--write-secret plans a secret that is there, from --secrets', async () => {
    const { cli, write } = await stage({ file: before, live: before, secrets })
    write('secrets.env', 'SECRET=hidden-secret-after\n')
    expect((await cli(['plan', '--secrets', 'secrets.env'])).stdout).toContain('No changes.')
    const { stdout } = await cli(['plan', '--secrets', 'secrets.env', '--write-secret', 'api/SECRET'])
    expect(stdout).toContain('~ service/api/env/SECRET: (sensitive) → (secret)')
    const refused = await cli(['plan', '--write-secret', 'api/SECRET'])
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain('it is to be written again, and nobody gave a new one')
  })

  test('reads render-sync.yaml beside render.yaml, or whatever -f names', async () => {
    const { cli, write } = await stage({ file: before, live: before, secrets })
    const over = services(service('web').replace('starter', 'standard'))
    write('render-sync.yaml', over)
    write('other.yaml', over.replace('standard', 'pro'))
    expect((await cli(['plan'])).stdout).toContain('plan: starter → standard')
    const given = await cli(['plan', '-f', 'render.yaml', '-f', 'other.yaml'])
    expect(given.stdout).toContain('plan: starter → pro')
    expect((await cli(['validate'])).code).toBe(0)
  })
})
