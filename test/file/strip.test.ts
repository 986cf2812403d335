/** What render-sync adds can be taken away: a Blueprint is left. */
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { load } from '../../src/file/load.ts'
import { kinds } from '../../src/kinds/index.ts'
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
  prune: { what: [services], scope: workspace }
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
databases: [{ name: main, x-render-sync: { protected: true } }]
envVarGroups: [{ name: shared, envVars: [{ key: B, value: b }], x-render-sync: { renamedFrom: old } }]
projects:
- name: shop
  x-render-sync: { protected: true }
  environments: [{ name: live, databases: [{ name: more }], x-render-sync: { renamedFrom: prod } }]
`

const blueprint = stringify(stripped(parse(extended)))

const ours = ['renamedFrom', 'protected', 'ignore', 'at', 'positions']
const ourParts = ['secretFiles', 'suspension']

/** What Render's language says of each resource. */
const plain = (text: string) =>
  [...load([{ name: 'render.yaml', text }]).desired.resources.values()]
    .filter(({ kind }) => kind !== kinds.webhook && kind !== kinds.registryCredential)
    .map((resource) => ({
      ...Object.fromEntries(Object.entries(resource).filter(([key]) => !ours.includes(key))),
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
