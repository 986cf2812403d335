/** Names that no address and no request can hold are errors with their place, wherever a name stands. */
import { describe, expect, test } from 'vitest'
import { problemsOf } from './said.ts'

const file = (place: string, name: string): string => {
  const at = (wanted: string, usual: string) => (place === wanted ? name : usual)
  return `services:
- type: web
  name: ${at('service', 'api')}
  runtime: docker
  domains: [${at('domain', 'a.acme.io')}]
  envVars:
  - key: ${at('variable', 'A')}
    value: ${at('value', 'a')}
  - fromGroup: ${at('link', 'g')}
  - key: B
    fromDatabase: { name: ${at('reference', 'd')}, property: host }
  - key: C
    fromService: { name: api, type: web, envVarKey: ${at('variable of another', 'A')} }
  x-render-sync:
    renamedFrom: ${at('former name', 'old')}
    ignore: [${at('ignored path', 'plan')}]
    secretFiles: [{ name: ${at('secret file', 'f')}, sync: false }]
databases:
- name: ${at('database', 'd')}
  readReplicas: [{ name: ${at('replica', 'r')} }]
envVarGroups:
- name: ${at('group', 'g')}
  envVars: []
  x-render-sync: { secrets: [${at('secret', 'S')}] }
projects:
- name: ${at('project', 'p')}
  environments: [{ name: ${at('environment', 'e')} }]
x-render-sync:
  workspace: ${at('workspace', 'acme')}
  webhooks: [{ name: ${at('webhook', 'w')}, url: 'https://a.acme.io' }]
${at('key', 'x-more')}: 1
`
}

const places = [
  ...['service', 'domain', 'variable', 'value', 'link', 'reference', 'variable of another', 'former name'],
  ...['ignored path', 'secret file', 'database', 'replica', 'group', 'secret', 'project', 'environment'],
  ...['workspace', 'webhook', 'key'],
]

describe.each(places)('as the name of a %s,', (place) => {
  test.each([
    ['half of a character', '"half\\ud800"'],
    ['the other half', '"half\\uDC00 "'],
    ['NUL', '"nul\\0"'],
    ['NUL, spelled out', '"nul\\x00"'],
  ])('%s', (_, name) => {
    const text = file(place, name)
    const found = problemsOf(text)
    const line = text.split('\n').findIndex((one) => one.includes(name))
    const column = text.split('\n')[line]?.indexOf(name) ?? 0
    expect(found.map(({ code, at }) => [code, at?.line, at?.column])).toEqual([
      ['invalid-text', line + 1, column + 1],
    ])
    expect(JSON.stringify(found)).not.toMatch(/half|nul\\/)
  })

  test('a whole character beyond the first 65536', () => {
    const codes = problemsOf(file(place, '"\\ud83d\\ude80"')).map(({ code }) => code)
    expect(codes).not.toContain('invalid-text')
  })
})

describe('what is no text', () => {
  test.each(['service', 'variable', 'link', 'reference', 'database', 'group', 'project', 'environment'])(
    'is no name of a %s',
    (place) => {
      for (const name of ['[a]', '{ a: b }', 'true']) {
        const text = file(place, name)
        const line = text.split('\n').findIndex((one) => one.includes(`: ${name}`))
        expect(problemsOf(text).map(({ code, at }) => [code, at?.line])).toContainEqual([
          'wrong-type',
          line + 1,
        ])
      }
    },
  )
})
