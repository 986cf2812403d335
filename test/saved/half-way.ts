/** An apply of a saved plan that was killed after any of its writes: the same plan does the rest. */
import { expect } from 'vitest'
import type { SavedPlan } from '../../src/index.ts'
import { type Bench, bench, failures, lines, secretsOf } from '../support/workspace.ts'
import { carryOut, type Keeping, keep, verdict } from './keeping.ts'

const before = `
services:
  - type: web
    name: api
    runtime: node
    plan: starter
    buildCommand: npm ci
    startCommand: node server.js
    envVars:
      - { key: LEVEL, value: live }
      - { key: GONE, value: gone }
      - { key: DB, fromDatabase: { name: main, property: connectionString } }
      - fromGroup: shared
  - type: web
    name: site
    runtime: static
    buildCommand: npm ci
    staticPublishPath: dist
    routes:
      - { type: rewrite, source: /a, destination: /a.html }
      - { type: rewrite, source: /b, destination: /b.html }
      - { type: rewrite, source: /c, destination: /c.html }
    headers:
      - { path: /a, name: X-A, value: a }
  - type: worker
    name: old
    runtime: docker
databases:
  - { name: main, plan: basic-256mb }
envVarGroups:
  - { name: shared, envVars: [{ key: S, value: shared }] }
`
const after = `
services:
  - type: web
    name: api
    runtime: node
    plan: standard
    buildCommand: npm ci
    startCommand: node server.js
    scaling: { minInstances: 1, maxInstances: 3, targetCPUPercent: 60 }
    envVars:
      - { key: LEVEL, value: debug }
      - { key: NEW, sync: false }
      - { key: DB, fromDatabase: { name: main, property: connectionString } }
      - { key: CACHE, fromService: { type: keyvalue, name: cache, property: connectionString } }
      - fromGroup: shared
  - type: web
    name: site
    runtime: static
    buildCommand: npm ci
    staticPublishPath: dist
    routes:
      - { type: rewrite, source: /c, destination: /c.html }
      - { type: rewrite, source: /d, destination: /d.html }
      - { type: rewrite, source: /b, destination: /new.html }
    headers:
      - { path: /a, name: X-A, value: b }
      - { path: /b, name: X-B, value: b }
  - type: pserv
    name: inner
    runtime: docker
    disk: { name: data, mountPath: /var/data, sizeGB: 10 }
    envVars:
      - { key: OTHER, fromService: { type: web, name: api, envVarKey: LEVEL } }
  - { type: keyvalue, name: cache, ipAllowList: [] }
databases:
  - { name: main, plan: basic-1gb }
envVarGroups:
  - { name: shared, envVars: [{ key: S, value: changed }, { key: T, value: new }] }
  - { name: more, envVars: [{ key: M, generateValue: true }] }
`
const pruning = ['services', 'envVars', 'routes', 'headers']
const wishes = { prune: pruning, pruneScope: 'workspace', confirmDestructive: true, maxDeletes: 5 } as const
const secrets = secretsOf({ NEW: 'a new secret' })
const isWrite = (method: string) => method !== 'GET'

/** A workspace in which nothing goes through any more after so many writes. */
const mortal = () => {
  const state = { left: Number.POSITIVE_INFINITY }
  const it = bench({
    intercept: ({ method }) => {
      if (!isWrite(method)) return state.left < 0 && 400
      return --state.left < 0 && 400
    },
  })
  return { it, state }
}

const writesOf = (it: Bench) => it.sent.filter(({ method }) => isWrite(method)).length

const resourcesOf = ({ plan }: { plan: { changes: readonly { address: string }[] } }) =>
  plan.changes.map(({ address }) => address).sort()

const prepared = async (keeping: Keeping) => {
  const { it, state } = mortal()
  expect(failures(await it.apply(before))).toEqual([])
  const saved = await keep(it, after, { ...keeping, secrets, wishes })
  expect(saved.document.refused).toBe(false)
  return { it, state, saved }
}

const settles = async (it: Bench, saved: SavedPlan, keeping: Keeping) => {
  expect(failures(await carryOut(it, saved, { ...keeping, secrets }))).toEqual([])
  expect(await verdict(it, saved, { ...keeping, secrets })).toBe('done')
  const planned = await it.plan(after, { secrets, wishes })
  expect(lines(planned.plan)).toEqual([])
  expect(planned.plan.unmanaged).toEqual([])
  return resourcesOf(planned)
}

/** Kills it after each so many writes. */
export const halfWay = async (step: number, keeping: Keeping): Promise<void> => {
  const whole = await prepared(keeping)
  const first = writesOf(whole.it)
  const all = await settles(whole.it, whole.saved, keeping)
  const writes = writesOf(whole.it) - first
  expect(writes).toBeGreaterThan(20)
  for (let count = 0; count < writes; count += step) {
    const { it, state, saved } = await prepared(keeping)
    state.left = count
    await carryOut(it, saved, { ...keeping, secrets }).catch(() => {})
    state.left = Number.POSITIVE_INFINITY
    expect([count, await verdict(it, saved, { ...keeping, secrets })]).toEqual([
      count,
      expect.stringMatching(/^(goes on|done)$/),
    ])
    expect(await settles(it, saved, keeping)).toEqual(all)
  }
}
