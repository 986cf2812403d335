/** All that a file declares, deleted: shown, confirmed by the name of the workspace, written down before. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { service, services, stage } from './stage.ts'

const vars = 'envVars:\n  - key: LOG_LEVEL\n    value: info\n  - key: TOKEN\n    sync: false'
const file = `${services(service('api', vars), service('web'))}databases:\n  - name: main\n    plan: basic-256mb\n`
const secrets = { TOKEN: 'a-token-of-theirs' }

const staged = (setting: Partial<Parameters<typeof stage>[0]> = {}) =>
  stage({ file, live: file, secrets, ...setting })

type Staged = Awaited<ReturnType<typeof staged>>

const left = ({ emulator }: Staged): readonly string[] => {
  const { services, postgres, envGroups, projects, environments, keyValues } = emulator.state()
  const named = [postgres, envGroups, projects, environments, keyValues].flatMap((rows) =>
    Object.values(rows).map(({ name }) => name),
  )
  return [...Object.values(services).map(({ config }) => config.name), ...named].sort()
}

const writes = ({ emulator }: Staged) => emulator.requests().filter(({ method }) => method !== 'GET')
const tombstones = ({ folder }: Staged) =>
  readdirSync(folder).filter((name) => name.startsWith('render-sync-deleted-'))

const all = ['--confirm', 'Acme', '--confirm-destructive']

test('shows what goes, writes it down, and deletes it: exit 0', async () => {
  const it = await staged()
  const { code, stdout, stderr } = await it.cli(['destroy', ...all])
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining('Wrote down what is deleted: render-sync-deleted-'),
  ])
  expect(stdout).toContain('  - service/api (web service)')
  expect(stdout).toContain('Plan: 0 to add, 0 to change, 3 to destroy.')
  expect(stdout).toContain('Apply complete! Resources: 0 added, 0 changed, 3 destroyed.')
  expect(left(it)).toEqual([])
  const [name = ''] = tombstones(it)
  expect(readFileSync(join(it.folder, name), 'utf8')).toContain('- key: TOKEN\n        sync: false')
})

test('what was deleted is made again by what was written down', async () => {
  const it = await staged()
  const before = await it.cli(['pull'])
  const done = await it.cli(['destroy', ...all, '--secrets-out', 'gone.env', '--deleted-out', 'gone.yaml'])
  expect(done.code).toBe(0)
  expect(statSync(join(it.folder, 'gone.env')).mode & 0o777).toBe(0o600)
  const again = await it.cli(['apply', '--auto-approve', '-f', 'gone.yaml', '--secrets', 'gone.env'])
  expect([again.code, again.stderr]).toEqual([0, expect.anything()])
  expect((await it.cli(['pull'])).stdout).toBe(before.stdout)
  expect((await it.cli(['plan', '--secrets', 'gone.env'])).stdout).toContain('No changes')
})

test('a second time there is nothing to do: exit 0, and nothing is written', async () => {
  const it = await staged()
  await it.cli(['destroy', ...all])
  const { code, stdout } = await it.cli(['destroy', ...all])
  expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing to destroy.')])
  expect(tombstones(it)).toHaveLength(1)
})

test.each([
  [
    'another name',
    ['--confirm', 'acme', '--confirm-destructive'],
    '--confirm acme: this is another workspace',
  ],
  ['nobody to ask', ['--confirm-destructive'], 'nobody can be asked here'],
  ['data that is not confirmed', ['--confirm', 'Acme'], 'destroys-data'],
  ['events without a name', ['--json', '--confirm-destructive'], 'with --json nobody is asked'],
])('%s stops it, and nothing is deleted or written: exit 1', async (_why, args, said) => {
  const it = await staged()
  const { code, stdout, stderr } = await it.cli(['destroy', ...args])
  expect([code, stdout + stderr]).toEqual([1, expect.stringContaining(said)])
  expect([writes(it), tombstones(it)]).toEqual([[], []])
})

/** Somebody who types this at a terminal. */
const typing = (text: string) => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true })
  stdin.write(`${text}\n`)
  return { stdin }
}

test.each([
  ['Acme', 0, []],
  ['yes', 1, ['api', 'main', 'web']],
])('whoever types %s at the question: exit %i', async (text, code, stays) => {
  const it = await staged()
  const ran = await it.cli(['destroy', '--confirm-destructive'], {}, typing(text))
  expect([ran.code, ran.stderr]).toEqual([
    code,
    expect.stringContaining('Only the name of the workspace will be accepted to confirm.'),
  ])
  expect(left(it)).toEqual(stays)
})

test('nothing is deleted where it cannot be written down first: exit 1', async () => {
  const it = await staged()
  writeFileSync(join(it.folder, 'gone.yaml'), 'mine')
  const { code, stderr } = await it.cli(['destroy', ...all, '--deleted-out', 'gone.yaml'])
  expect([code, stderr]).toEqual([1, expect.stringContaining('gone.yaml is there already')])
  expect(readFileSync(join(it.folder, 'gone.yaml'), 'utf8')).toBe('mine')
  expect(writes(it)).toEqual([])
})

test('a folder gets a file of its own each time', async () => {
  const it = await staged()
  const { code } = await it.cli(['destroy', ...all, '--deleted-out', '.'])
  expect([code, tombstones(it).length]).toEqual([0, 1])
})

test('what is protected is not destroyed, whatever the flags: exit 1', async () => {
  const guarded = file.replace('- name: main\n', '- name: main\n    x-render-sync: { protected: true }\n')
  const it = await staged({ file: guarded })
  const { code, stdout } = await it.cli(['destroy', ...all])
  expect([code, stdout]).toEqual([
    1,
    expect.stringContaining('database/main is protected, and would be deleted'),
  ])
  expect(writes(it)).toEqual([])
})

test('--exclude leaves something out, also what is protected: exit 0', async () => {
  const guarded = file.replace('- name: main\n', '- name: main\n    x-render-sync: { protected: true }\n')
  const it = await staged({ file: guarded })
  const { code } = await it.cli(['destroy', '--confirm', 'Acme', '--exclude', 'database/main'])
  expect([code, left(it)]).toEqual([0, ['main']])
})

test('--target takes nothing along that it needs', async () => {
  const referring = 'envVars:\n  - key: URL\n    fromDatabase: { name: main, property: connectionString }'
  const both = file.replace('- type: web\n    name: web', `- type: web\n    name: web`)
  const wanted = both.replace(vars.replace(/^(?=.)/gm, '    '), referring.replace(/^(?=.)/gm, '    '))
  const it = await staged({ file: wanted, live: wanted })
  const { code } = await it.cli(['destroy', '--confirm', 'Acme', '--target', 'service/api'])
  expect([code, left(it)]).toEqual([0, ['main', 'web']])
})

test('a part of a resource is nothing to destroy: exit 1', async () => {
  const it = await staged()
  const { code, stderr } = await it.cli(['destroy', ...all, '--target', 'service/api/env/LOG_LEVEL'])
  expect([code, stderr]).toEqual([1, expect.stringContaining('only whole resources are destroyed')])
})

const project = (inside: string, name = 'shop') => `
projects:
  - name: ${name}
    environments:
      - name: live
        services:${inside}
`
const inEnvironment = (name: string) =>
  `\n          - { type: keyvalue, name: ${name}, plan: starter, ipAllowList: [] }`

test('a project goes with all that the file declares in it', async () => {
  const wanted = project(inEnvironment('cache'))
  const it = await staged({ file: wanted, live: wanted })
  const { code } = await it.cli(['destroy', ...all])
  expect([code, left(it)]).toEqual([0, []])
})

test('a project with something in it that no file declares stays, with all of it: exit 1', async () => {
  const wanted = project(inEnvironment('cache'))
  const it = await staged({ file: wanted, live: project(inEnvironment('cache') + inEnvironment('other')) })
  const { code, stdout } = await it.cli(['destroy', ...all])
  expect([code, stdout]).toEqual([
    1,
    expect.stringContaining('project/shop is not empty: keyvalue/other is in it'),
  ])
  expect(writes(it)).toEqual([])
})

test('so does one with an environment that no file declares: exit 1', async () => {
  const wanted = project(inEnvironment('cache'))
  const it = await staged({ file: wanted, live: `${wanted}      - name: spare\n` })
  const { code, stdout } = await it.cli(['destroy', ...all])
  expect([code, stdout]).toEqual([1, expect.stringContaining('environment/shop/spare')])
  expect(writes(it)).toEqual([])
})

test('a group that a service of no file is linked to stays, and that is said: exit 1', async () => {
  const group = 'envVarGroups:\n  - name: shared\n    envVars: [{ key: A, value: "1" }]\n'
  const linked = services(service('other', 'envVars:\n  - fromGroup: shared'))
  const it = await staged({ file: group, live: group + linked })
  const { code, stdout } = await it.cli(['destroy', ...all])
  expect([code, stdout]).toEqual([
    1,
    expect.stringContaining('group/shared is not deleted: service/other refers to it'),
  ])
  expect(writes(it)).toEqual([])
})

test('a database that a service of no file takes a value from stays, and that is said: exit 1', async () => {
  const databases = 'databases:\n  - name: main\n    plan: basic-256mb\n'
  const url = 'envVars:\n  - key: URL\n    fromDatabase: { name: main, property: connectionString }'
  const it = await staged({ file: databases, live: databases + services(service('other', url)) })
  const { code, stdout } = await it.cli(['destroy', ...all])
  expect([code, stdout]).toEqual([
    1,
    expect.stringContaining('database/main is not deleted: service/other refers to it'),
  ])
})

test('who refers to others is deleted before them', async () => {
  const url = 'envVars:\n  - key: URL\n    fromDatabase: { name: main, property: connectionString }'
  const wanted = `databases:\n  - name: main\n    plan: basic-256mb\n${services(service('api', url))}`
  const it = await staged({ file: wanted, live: wanted })
  expect((await it.cli(['destroy', ...all])).code).toBe(0)
  const paths = writes(it).map(({ path }) => path.split('/').at(-2))
  expect(paths).toEqual(['services', 'postgres'])
})

test('--json prints the plan and one event a line', async () => {
  const it = await staged()
  const { code, stdout } = await it.cli(['destroy', ...all, '--json'])
  const types = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).type)
  expect([code, types.at(-1)]).toEqual([0, 'change_summary'])
  expect(types.filter((type) => type === 'apply_complete')).toHaveLength(3)
})

test('help no longer says that there is none', async () => {
  const it = await staged()
  const { stdout } = await it.cli(['destroy', '--help'])
  expect(stdout).toContain('--confirm <name>')
  expect(existsSync(join(it.folder, 'render.yaml'))).toBe(true)
})
