/** What is going to be deleted, as a file that makes it again: nothing that the workspace had is lost but data. */
import { describe, expect, test } from 'vitest'
import { type Change, isDeclared, itemsOf, liveOf } from '../../src/change.ts'
import { createMask, type Plan, ProblemsError, type Tombstone, tombstoneOf } from '../../src/index.ts'
import { type Bench, bench, failures, lines, secretsOf } from '../support/workspace.ts'
import { everything } from './everything.ts'
import { pulled } from './round-trip.ts'

const given = secretsOf({ TOKEN: 'a token', GIVEN: 'a value' })
const now = Date.parse('2026-11-30T12:00:00Z')

const made = async (text: string): Promise<Bench> => {
  const it = bench()
  expect(failures(await it.apply(text, { secrets: given }))).toEqual([])
  return it
}

/** The plan with these to be deleted: resources, or items of them. */
const deleting = (plan: Plan, ...addresses: readonly string[]): Plan => {
  const isMeant = (address: string) => addresses.length === 0 || addresses.includes(address)
  const changes = plan.changes.map((change): Change => {
    const live = liveOf(change)
    if (!live || !isDeclared(change) || change.action === 'create' || change.action === 'replace')
      return change
    const { kind, address } = change
    if (isMeant(address)) return { action: 'delete', kind, address, live, needs: [], destroysData: true }
    const items = itemsOf(change).map((item) =>
      isMeant(item.address) && item.action !== 'create'
        ? ({
            aspect: item.aspect,
            key: item.key,
            address: item.address,
            action: 'delete',
            live: item.live,
            destroysData: false,
          } as const)
        : item,
    )
    return { ...change, items }
  })
  return { ...plan, changes }
}

const buried = async (it: Bench, file: string, ...addresses: readonly string[]): Promise<Tombstone> => {
  const { plan, desired } = await it.plan(file, { secrets: given })
  const stone = await tombstoneOf(it.client, deleting(plan, ...addresses), { desired, now })
  if (!stone) throw new Error('it deletes nothing')
  return stone
}

describe('of everything', () => {
  test('a file makes an empty workspace what it was', async () => {
    const it = await made(everything)
    const before = await pulled(it)
    const { text, secrets } = await buried(it, everything)
    const again = bench()
    expect(failures(await again.apply(text, { secrets }))).toEqual([])
    const after = await pulled(again)
    expect(after.text).toBe(before.text)
    const settled = [...before.secrets].filter(([, value]) => value !== '')
    expect(Object.fromEntries(after.secrets)).toMatchObject(Object.fromEntries(settled))
    expect(lines((await it.plan(text, { secrets })).plan)).toEqual([])
  })

  test('no hidden value stands in the file, only what the applied file has in clear', async () => {
    const it = await made(everything)
    const { text, secrets } = await buried(it, everything)
    for (const [name, value] of secrets)
      if (value.length > 4) expect([name, text.includes(value)]).toEqual([name, false])
    expect(text).toContain('value: search')
    expect(secrets.get('api/MADE')).toMatch(/^[\w+/]{43}=$/)
  })

  test('it says first what it is, of which workspace, and what it has not', async () => {
    const it = await made(everything)
    const { text } = await buried(it, everything)
    expect(text.split('\n').slice(0, 2)).toEqual([
      `# What render-sync was going to delete from Emulated workspace (${it.emulator.ownerId}) at 2026-11-30T12:00:00.000Z.`,
      '# An apply of this file makes it again, but for the data: rows of databases, files on disks.',
    ])
    expect(text).toContain(`workspace: ${it.emulator.ownerId}`)
  })
})

const small = `
services:
  - type: web
    name: api
    runtime: node
    plan: standard
    repo: https://github.com/acme/app
    buildCommand: npm ci
    startCommand: npm start
    domains: [api.example.com, www.example.org]
    envVars: [{ key: LEVEL, value: info }, { key: TOKEN, sync: false }, { key: URL, fromDatabase: { name: main, property: connectionString } }]
    disk: { name: data, mountPath: /data, sizeGB: 20 }
databases:
  - name: main
    plan: pro-4gb
    readReplicas: [{ name: reader }]
`

test('of a service that stays, a file has the items that go and nothing else', async () => {
  const it = await made(small)
  const { text, secrets } = await buried(
    it,
    small,
    'service/api/env/TOKEN',
    'service/api/domain/www.example.org',
    'service/api/disk',
  )
  expect(text.split('\n').slice(2).join('\n')).toBe(`services:
  - type: web
    name: api
    runtime: node
    repo: https://github.com/acme/app
    envVars:
      - key: TOKEN
        sync: false
    disk:
      name: data
      mountPath: /data
      sizeGB: 20
    domains:
      - www.example.org
    x-render-sync:
      ignore:
        - repo

x-render-sync:
  workspace: ${it.emulator.ownerId}
`)
  expect([...secrets]).toEqual([['api/TOKEN', 'a token']])
  expect(lines((await it.plan(text)).plan)).toEqual([])
})

test('of a database that stays, a file has the replicas, of which one goes', async () => {
  const it = await made(small)
  const { plan, desired } = await it.plan(small.replace('[{ name: reader }]', '[]'), { secrets: given })
  const stone = await tombstoneOf(it.client, plan, { desired, now })
  expect(stone?.text.split('\n').slice(2).join('\n')).toBe(`databases:
  - name: main
    readReplicas:
      - name: reader

x-render-sync:
  workspace: ${it.emulator.ownerId}
`)
  expect(stone?.problems).toEqual([])
})

test('what a file has to say of a service that stays is left as it is by now', async () => {
  const file = (tag: number, more = '') =>
    `services:\n  - { type: web, name: api, runtime: image, plan: starter, image: { url: 'ghcr.io/acme/app:${tag}' }${more} }\n`
  const it = await made(file(1, ', envVars: [{ key: A, value: a }]'))
  const { text } = await buried(it, file(1, ', envVars: [{ key: A, value: a }]'), 'service/api/env/A')
  expect(failures(await it.apply(file(2)))).toEqual([])
  expect(lines((await it.plan(text)).plan)).toEqual([])
})

test('a value that comes from a database that stays is written down as where it comes from', async () => {
  const it = await made(small)
  const { text, secrets } = await buried(it, small, 'service/api')
  expect(text).toContain('- key: URL\n        fromDatabase:\n          name: main\n')
  expect([...secrets.keys()]).toEqual(['api/TOKEN'])
})

test('only what goes is read whole', async () => {
  const it = await made(small)
  const { plan, desired } = await it.plan(small, { secrets: given })
  const before = it.sent.length
  await tombstoneOf(it.client, deleting(plan, 'database/main'), { desired, now })
  const read = it.sent.slice(before).map(({ path }) => path)
  expect(read.filter((path) => path.startsWith('/services/'))).toEqual([])
})

test('where a plan deletes nothing there is nothing to write, and nothing is asked', async () => {
  const it = await made(small)
  const { plan, desired } = await it.plan(small, { secrets: given })
  const before = it.sent.length
  expect(await tombstoneOf(it.client, plan, { desired, now })).toBeUndefined()
  expect(it.sent.length).toBe(before)
})

test('a command that repeats a hidden value is left out, and the file says so', async () => {
  const file = small.replace('startCommand: npm start', 'startCommand: npm start --key=a-very-long-secret')
  const it = await made(file)
  const { plan, desired } = await it.plan(file, { secrets: given })
  const mask = createMask()
  mask.learn('a-very-long-secret')
  const stone = await tombstoneOf(it.client, deleting(plan, 'service/api'), { desired, now, mask })
  expect(stone?.text).not.toContain('a-very-long-secret')
  expect(stone?.text).toContain('# service/api: startCommand is left out: it repeats a hidden value')
})

test('what the key may not see cannot be written down, and that is an error', async () => {
  const file = small.replace(/ {4}envVars.*\n/, '')
  const it = bench({ intercept: ({ path }) => (path.endsWith('/env-vars') ? 403 : false) })
  expect(failures(await it.apply(file))).toEqual([])
  const stone = buried(it, file, 'service/api')
  await expect(stone).rejects.toBeInstanceOf(ProblemsError)
  await expect(stone).rejects.toMatchObject({
    problems: [{ code: 'unobserved-value', address: 'service/api/env' }],
  })
})
