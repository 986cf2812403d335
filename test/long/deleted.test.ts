/** What an apply deletes is written down before it begins: in a file that makes it again. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stage } from '../cli/stage.ts'
import { inventoryOf } from '../guards/inventory.ts'
import { type File, group, service, site, store, values } from '../guards/trial.ts'

const secret = 'a-token-of-theirs'
const disk = { name: 'data', mountPath: '/data', sizeGB: 20 }

const web = service('web', {
  plan: 'standard',
  healthCheckPath: '/up',
  domains: ['a.example.com', 'b.example.com'],
  disk,
  envVars: [{ fromGroup: 'shared' }, ...values('LEVEL'), { key: 'TOKEN', sync: false }],
  'x-render-sync': { secretFiles: [{ name: 'key.pem', content: 'a key of theirs' }] },
})
const page = site('page', {
  headers: [{ path: '/*', name: 'X-One', value: '1' }],
  routes: [
    { type: 'redirect', source: '/a', destination: '/b' },
    { type: 'rewrite', source: '/c', destination: '/d' },
  ],
})
const live: File = {
  services: [web, page, store('cache'), store('spare', { maxmemoryPolicy: 'noeviction' })],
  envVarGroups: [group('shared', 'A', 'B')],
}

const staged = (file: File) =>
  stage({ file: JSON.stringify(file), live: JSON.stringify(live), secrets: { TOKEN: secret } })

type Staged = Awaited<ReturnType<typeof staged>>

const applied = ({ cli }: Staged, ...args: readonly string[]) => cli(['apply', '--auto-approve', ...args])
const tombstones = ({ folder }: Staged) =>
  readdirSync(folder).filter((name) => name.startsWith('render-sync-deleted-'))

const all = ['--prune', 'services,envVarGroups', '--prune-scope', 'workspace', '--confirm-destructive']
const kept = ['--deleted-out', 'gone.yaml', '--secrets-out', 'gone.env']
const pruneItems = ['--prune', 'envVars,secretFiles,domains,groupLinks,disk', '--confirm-destructive']

test('whole resources are as they were once it is applied', async () => {
  const it = await staged({ services: [store('cache')] })
  const [before, pulled] = [inventoryOf(it.emulator), (await it.cli(['pull'])).stdout]
  expect(await applied(it, ...all, ...kept)).toMatchObject({ code: 0 })
  expect(inventoryOf(it.emulator)).toEqual(['keyvalue/cache'])
  expect(await applied(it, '-f', 'gone.yaml', '--secrets', 'gone.env')).toMatchObject({ code: 0 })
  expect(inventoryOf(it.emulator)).toEqual(before)
  expect((await it.cli(['pull'])).stdout).toBe(pulled)
})

test('items of a service that stays are as they were once it is applied', async () => {
  const bare = service('web', { plan: 'standard' })
  const it = await staged({ services: [bare] })
  const before = inventoryOf(it.emulator)
  expect(await applied(it, ...pruneItems, ...kept)).toMatchObject({ code: 0 })
  const gone = before.filter((address) => !inventoryOf(it.emulator).includes(address))
  expect(gone).toEqual([
    'service/web/disk',
    'service/web/domain/a.example.com',
    'service/web/domain/b.example.com',
    'service/web/env/LEVEL',
    'service/web/env/TOKEN',
    'service/web/file/key.pem',
    'service/web/group/shared',
  ])
  expect(await applied(it, '-f', 'gone.yaml', '--secrets', 'gone.env')).toMatchObject({ code: 0 })
  expect(inventoryOf(it.emulator)).toEqual(before)
})

test('what is replaced is written down whole, with what only the workspace had', async () => {
  const it = await staged({ services: [service('web', { type: 'pserv', disk })] })
  const args = ['--allow-replace', 'service/web', '--confirm-destructive', ...kept]
  const { code, stderr } = await applied(it, ...args)
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining('Wrote down what is deleted: gone.yaml, gone.env'),
  ])
  const text = readFileSync(join(it.folder, 'gone.yaml'), 'utf8')
  for (const part of ['type: web', 'healthCheckPath: /up', 'b.example.com', 'sizeGB: 20'])
    expect(text).toContain(part)
})

test('hidden values stand in the file of their own alone, which only its owner may read', async () => {
  const it = await staged({ services: [store('cache')] })
  const { stdout, stderr } = await applied(it, ...all, ...kept)
  const [text, secrets] = ['gone.yaml', 'gone.env'].map((name) => readFileSync(join(it.folder, name), 'utf8'))
  expect(text).not.toContain(secret)
  expect(stdout + stderr).not.toContain(secret)
  expect(secrets).toContain(`web/TOKEN="${secret}"\n`)
  expect(statSync(join(it.folder, 'gone.env')).mode & 0o777).toBe(0o600)
})

test('without a file for them, how many are lost is told', async () => {
  const it = await staged({ services: [store('cache')] })
  const { stderr } = await applied(it, ...all)
  expect(stderr).toContain('5 values left out as secret; --secrets-out FILE writes them down.')
  expect(tombstones(it)).toHaveLength(1)
})

test.each([
  ['a file that is there', 'mine.yaml', 'mine.yaml is there already'],
  ['a folder that is not there', 'none/gone.yaml', 'there is no such folder'],
])('%s stops the apply before anything is changed: exit 1', async (_what, name, said) => {
  const it = await staged({ services: [store('cache', { maxmemoryPolicy: 'allkeys-lfu' })] })
  writeFileSync(join(it.folder, 'mine.yaml'), 'mine')
  const { code, stderr } = await applied(it, ...all, '--deleted-out', name)
  expect([code, stderr]).toEqual([1, expect.stringContaining(said)])
  expect(readFileSync(join(it.folder, 'mine.yaml'), 'utf8')).toBe('mine')
  expect(it.emulator.requests().filter(({ method }) => method !== 'GET')).toEqual([])
})

test('a plan that deletes nothing writes nothing', async () => {
  const it = await staged({ services: [store('cache', { maxmemoryPolicy: 'allkeys-lfu' })] })
  expect(await applied(it, ...kept)).toMatchObject({ code: 0 })
  expect(readdirSync(it.folder).filter((name) => name.startsWith('gone'))).toEqual([])
})

test('so does a plan that is refused', async () => {
  const it = await staged({ services: [store('cache')] })
  expect(await applied(it, ...all.slice(0, -1), ...kept)).toMatchObject({ code: 1 })
  expect(readdirSync(it.folder).filter((name) => name.startsWith('gone'))).toEqual([])
})

test('a saved plan writes it down as well', async () => {
  const it = await staged({ services: [store('cache')] })
  expect(await it.cli(['plan', ...all, '--out', 'plan.json'])).toMatchObject({ code: 0 })
  expect(await applied(it, 'plan.json', ...kept)).toMatchObject({ code: 0 })
  expect(readFileSync(join(it.folder, 'gone.yaml'), 'utf8')).toContain('name: spare')
})
