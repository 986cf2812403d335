/** What render-sync adds can be taken away: a Blueprint is left. */
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { load } from '../../src/file/load.ts'
import { flaws } from '../facts/language.ts'
import { hasShared, realFiles, sharedText, withoutShared } from '../support/shared.ts'

const stripped = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(stripped)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      key === 'x-render-sync' ? [] : [[key, stripped(inner)]],
    ),
  )
}

const extended = `
x-render-sync:
  workspace: acme
  logStream: { endpoint: "logs.example.com:6514", preview: send, token: { sync: false } }
  notifications: { send: all, x-render-sync: { ignore: [send] } }
  prune: { kinds: [services], scope: workspace }
  webhooks: [{ name: chat, url: https://chat.example.com, x-render-sync: { protected: true } }]
  registryCredentials: [{ name: hub, registry: docker, username: acme }]
services:
- type: web
  name: api
  runtime: docker
  envVars: [{ key: A, value: a }, { fromGroup: shared }]
  x-render-sync:
    renamedFrom: backend
    protected: true
    ignore: [plan, { path: env/RELEASE, reason: set by the pipeline }]
    suspended: false
    secretFiles: [{ name: a, sync: false }]
databases:
- name: main
  readReplicas: [{ name: reader, x-render-sync: { parameterOverrides: { work_mem: 8MB } } }]
  x-render-sync:
    protected: true
    parameterOverrides: { max_connections: 200 }
    logStream: { setting: drop }
envVarGroups: [{ name: shared, envVars: [{ key: B, value: b }], x-render-sync: { renamedFrom: old } }]
projects:
- name: shop
  x-render-sync: { protected: true }
  environments: [{ name: live, databases: [{ name: more }], x-render-sync: { renamedFrom: prod, ipAllowList: [] } }]
`

const blueprint = stringify(stripped(parse(extended)))

const ours = ['renamedFrom', 'protected', 'ignore', 'at', 'positions']
const ourParts = ['secretFiles', 'suspension', 'logStream', 'parameters']

/** A replica has a name in Render's language, and nothing else. */
const plainValue = (name: string, value: unknown): unknown =>
  name === 'readReplicas' ? (value as { name: string }[]).map(({ name }) => name) : value

/** What Render's language says of each resource. */
const plain = (text: string) =>
  [...load([{ name: 'render.yaml', text }]).desired.resources.values()]
    .filter(({ kind }) => !kind.file.extension)
    .map((resource) => ({
      ...Object.fromEntries(Object.entries(resource).filter(([key]) => !ours.includes(key))),
      values: Object.entries(resource.values).flatMap(([name, value]) =>
        name.startsWith('x-render-sync.') ? [] : [[name, plainValue(name, value)]],
      ),
      parts: Object.entries(resource.parts)
        .filter(([name]) => !ourParts.includes(name))
        .map(([name, items]) => [name, items.map(({ key, values }) => [key, values])]),
    }))

describe('without the x-render-sync keys', () => {
  test('the same resources are left', () => {
    expect(blueprint).not.toContain('x-render-sync')
    expect(plain(blueprint)).toEqual(plain(extended))
  })

  test('it is what Render accepts', () => {
    expect(flaws(parse(extended))).not.toEqual([])
    expect(flaws(parse(blueprint))).toEqual([])
  })

  test.skipIf(!hasShared)(`nothing is taken from a real file${withoutShared}`, () => {
    for (const { file } of realFiles('converges')) {
      const content = parse(sharedText(`blueprints/${file}`))
      expect(stripped(content)).toEqual(content)
    }
  })
})
