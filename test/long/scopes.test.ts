/** Variables that are set and taken away, and what that means for who else has them. */
import { describe, expect, test } from 'vitest'
import { service, services, stage } from '../cli/stage.ts'
import { runBash } from '../support/cli.ts'

const shared = `envVarGroups:
  - name: shared
    envVars:
      - { key: LEVEL, value: hidden-level-of-shared }
      - { key: TOKEN, value: hidden-token-of-shared }
`
const linked = 'envVars:\n  - fromGroup: shared'
const live =
  services(
    service('api', linked),
    service('web', `${linked}\n  - { key: LEVEL, value: hidden-level-of-web }`),
    service('other', 'envVars:\n  - { key: TOKEN, value: hidden-token-of-shared }'),
  ) + shared
const databases = 'databases:\n  - { name: main, plan: basic-1gb, diskSizeGB: 15 }\n'

const there = async () => {
  const it = await stage({ file: live, live })
  const seen = async (name: string) => {
    const { variables } = JSON.parse((await it.cli(['env', name, '--json'])).stdout)
    return Object.fromEntries(variables.map(({ key, from }: { key: string; from: string }) => [key, from]))
  }
  const deploys = () => Object.keys(it.emulator.state().deploys).length
  return { ...it, seen, deploys }
}

describe('set', () => {
  test('of what a group gives is refused, and changes nothing', async () => {
    const { cli, seen } = await there()
    const { code, stderr } = await cli(['set', 'api', 'LEVEL'], {}, { stdin: 'hidden-new\n' })
    expect(code).toBe(1)
    expect(stderr).toContain(
      'masked-variable: service/api gets LEVEL from group/shared: set on the service, it would mask that',
    )
    expect(await seen('api')).toMatchObject({ LEVEL: 'group/shared' })
  })

  test('may mask it where that is allowed, and says so', async () => {
    const { cli, seen, deploys } = await there()
    const before = deploys()
    const { code, stdout } = await cli(['set', 'api', 'LEVEL', '--mask'], {}, { stdin: 'hidden-new\n' })
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        'Set LEVEL of service/api.\nIt masks that of group/shared.\nIt reaches service/api with the next deploy, which this does not start; --deploy does.\n',
    })
    expect(await seen('api')).toMatchObject({ LEVEL: 'service/api', TOKEN: 'group/shared' })
    expect(deploys()).toBe(before)
  })

  test('of a group names the services that it reaches, and those that do not hear it, and deploys each once', async () => {
    const { cli, deploys } = await there()
    const before = deploys()
    const { code, stdout } = await cli(
      ['set', 'shared', 'LEVEL', '--deploy', '--wait', '--json'],
      {},
      { stdin: 'hidden-new' },
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      address: 'group/shared',
      key: 'LEVEL',
      reaches: ['service/api'],
      masked: ['service/web'],
      deploys: [expect.stringMatching(/^dep-/)],
    })
    expect(deploys()).toBe(before + 1)
  })

  test('takes its value from a file, or lets Render make it up', async () => {
    const { cli, write, emulator } = await there()
    write('value', 'hidden-from-file\n')
    expect((await cli(['set', 'other', 'FILED', '--value-file', 'value'])).code).toBe(0)
    expect((await cli(['set', 'other', 'MADE', '--generate'])).code).toBe(0)
    const { services } = emulator.state()
    const other = Object.values(services).find(({ config }) => config.name === 'other')
    const values = Object.fromEntries((other?.envVars ?? []).map(({ key, value }) => [key, value]))
    expect(values).toMatchObject({ FILED: 'hidden-from-file', MADE: expect.stringMatching(/.{10,}/) })
  })

  test.each([
    [['set', 'nobody', 'A'], 'unknown-name: no service and no env group is called nobody'],
    [['set', 'api', 'A'], 'bad-usage: no value was given'],
    [['set', 'api', 'A', 'value'], 'too many arguments'],
  ])('%j is one error', async (args, said) => {
    const { cli } = await there()
    const { code, stderr } = await cli(args)
    expect(code).toBe(1)
    expect(stderr).toContain(said)
  })
})

describe('unset', () => {
  test('says what shows through', async () => {
    const { cli, seen } = await there()
    const { code, stdout } = await cli(['unset', 'web', 'LEVEL'])
    expect(code).toBe(0)
    expect(stdout).toContain('That of group/shared shows through now.')
    expect(await seen('web')).toMatchObject({ LEVEL: 'group/shared' })
  })

  test('of what somebody does not hold itself is an error', async () => {
    const { cli } = await there()
    const { code, stderr } = await cli(['unset', 'api', 'TOKEN'])
    expect(code).toBe(1)
    expect(stderr).toContain('service/api has no variable TOKEN itself')
  })

  test('of a group reaches who heard it', async () => {
    const { cli } = await there()
    const { stdout } = await cli(['unset', 'group/shared', 'TOKEN', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ reaches: ['service/api', 'service/web'], masked: [] })
  })
})

describe('parity', () => {
  test('tells what is the same, different and missing, and no value', async () => {
    const { cli } = await there()
    const { code, stdout } = await cli(['parity', 'api', 'web', 'other', '--json'])
    expect(code).toBe(2)
    const { variables } = JSON.parse(stdout)
    expect(variables).toEqual([
      {
        key: 'LEVEL',
        how: 'missing',
        groups: [['service/api'], ['service/web']],
        without: ['service/other'],
      },
      { key: 'TOKEN', how: 'same', groups: [['service/api', 'service/web', 'service/other']], without: [] },
    ])
    const text = await cli(['parity', 'api', 'web'])
    expect(text.stdout).toMatch(/LEVEL +different +service\/api, service\/web\n/)
    expect(text.stdout).toContain('1 the same, 1 not.')
  })

  test('of environments compares what is held in each', async () => {
    const inEnvironment = (name: string, value: string) =>
      `  - name: ${name}\n    services:${service(`api-${name}`, `envVars:\n  - { key: LEVEL, value: ${value} }\n  - { key: SAME, value: hidden-same }`).replace(/^(?=.)/gm, '    ')}`
    const both = `projects:\n- name: shop\n  environments:\n${inEnvironment('staging', 'hidden-a')}\n${inEnvironment('production', 'hidden-b')}\n`
    const { cli } = await stage({ file: both, live: both })
    const { code, stdout } = await cli(['parity', 'shop/staging', 'shop/production', '--json'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout).variables).toEqual([
      { key: 'LEVEL', how: 'different', groups: [['shop/staging'], ['shop/production']], without: [] },
      { key: 'SAME', how: 'same', groups: [['shop/staging', 'shop/production']], without: [] },
    ])
  })

  test('exits with 0 where nothing differs', async () => {
    const { cli } = await there()
    expect((await cli(['parity', 'api', 'group/shared'])).code).toBe(0)
  })
})

describe('outputs', () => {
  test('are addresses, ids, URLs, hosts and ports, and nothing hidden', async () => {
    const { cli } = await stage({ file: live, live: live + databases })
    const all = JSON.parse((await cli(['outputs', '--json'])).stdout)
    expect(all.map(({ address }: { address: string }) => address)).toEqual([
      'database/main',
      'service/api',
      'service/other',
      'service/web',
    ])
    expect(all[0]).toMatchObject({ id: expect.stringMatching(/^dpg-/), host: all[0].id, port: 5432 })
    expect(all[1]).toMatchObject({ url: expect.stringMatching(/^https:/), host: 'api' })
    const { stdout } = await cli(['outputs', 'api', '--env'])
    expect(stdout).toMatch(/^API_ID='srv-\w+'\nAPI_URL='https:.*'\nAPI_HOST='api'\nAPI_DASHBOARD='https:/)
    expect((await cli(['outputs', 'nobody'])).code).toBe(1)
  })
})

describe('connect', () => {
  test('gives a program the connection, and passes on how it ended', async () => {
    const { env, folder } = await stage({ file: live, live: live + databases })
    const line = `$CLI connect main -- sh -c 'case "$DATABASE_URL" in postgresql://*@*) test -n "$PGPASSWORD" && exit 7;; esac'`
    const { code, stdout, stderr } = await runBash(line, env, folder)
    expect({ code, stdout, stderr }).toEqual({ code: 7, stdout: '', stderr: '' })
  })

  test.each([
    [['connect', 'main'], 'expected a command behind --'],
    [['connect', 'api', '--', 'true'], 'api is no database'],
    [['connect', 'main', '--', 'no-such-program'], 'no-such-program cannot be run'],
  ])('%j is one error', async (args, said) => {
    const { cli } = await stage({ file: live, live: live + databases })
    const { code, stderr } = await cli(args)
    expect(code).toBe(1)
    expect(stderr).toContain(said)
  })
})

describe('audit --remove', () => {
  test('takes it away from all who hold it, and so from all who get it', async () => {
    const { cli, seen } = await there()
    const { code, stderr } = await cli(['audit', 'TOKEN', '--remove', '--auto-approve'])
    expect(code).toBe(0)
    expect(stderr).toContain('  - group/shared/env/TOKEN\n  - service/other/env/TOKEN\n')
    expect(stderr).toContain('Plan: 2 variables to delete.')
    for (const name of ['api', 'web', 'other']) expect(await seen(name)).not.toHaveProperty('TOKEN')
    expect(await seen('api')).toMatchObject({ LEVEL: 'group/shared' })
  })

  test('asks first, and where nobody can be asked changes nothing', async () => {
    const { cli, seen } = await there()
    const { code, stderr } = await cli(['audit', 'TOKEN', '--remove'])
    expect(code).toBe(1)
    expect(stderr).toContain('nobody can be asked here')
    expect(await seen('other')).toMatchObject({ TOKEN: 'service/other' })
  })
})
