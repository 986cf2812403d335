/** What a difference takes to send, word for word: no more than differs, and no less than its endpoint needs. */
import { expect, test } from 'vitest'
import { acts } from '../../src/change.ts'
import { plannedRequests } from '../../src/plan/requests.ts'
import { resolver } from '../../src/references/index.ts'
import { secretsOf } from '../support/workspace.ts'
import { benches } from './said.ts'

const having = benches()

const live = `
services:
  - type: pserv
    name: api
    runtime: node
    plan: starter
    buildCommand: build
    startCommand: start
    disk: { name: data, mountPath: /data, sizeGB: 10 }
    envVars:
      - { key: A, value: a }
      - { key: B, value: b }
    x-render-sync: { logStream: { setting: send, endpoint: 'logs.example.com:1', token: { sync: false } } }
  - type: web
    name: site
    runtime: static
    buildCommand: build
    staticPublishPath: dist
    headers:
      - { path: /*, name: X-One, value: one }
      - { path: /*, name: X-Two, value: two }
    routes:
      - { type: redirect, source: /a, destination: / }
      - { type: redirect, source: /b, destination: / }
      - { type: redirect, source: /c, destination: / }
envVarGroups:
  - name: shared
    envVars:
      - { key: G, value: g }
      - { key: H, value: h }
`
const newService = (type: string, name: string, ...more: readonly string[]) =>
  `services:\n  - { ${[`type: ${type}, name: ${name}, buildCommand: build`, ...more].join(', ')} }\n`
const server = (name: string, ...more: readonly string[]) =>
  newService('pserv', name, 'runtime: node, plan: starter, startCommand: start', ...more)
const peer = (name: string) => `{ key: PEER, fromService: { type: pserv, name: ${name}, property: host } }`

test.each<[string, string, string, readonly string[]]>([
  [
    'a field',
    'startCommand: start',
    'startCommand: other',
    [
      'PATCH /services/srv-… {"serviceDetails":{"envSpecificDetails":{"startCommand":"other"}}}',
      'POST /services/srv-…/deploys {}',
    ],
  ],
  [
    'two fields',
    'buildCommand: build\n    startCommand: start',
    'buildCommand: other\n    startCommand: another',
    [
      'PATCH /services/srv-… {"serviceDetails":{"envSpecificDetails":{"buildCommand":"other","startCommand":"another"}}}',
      'POST /services/srv-…/deploys {}',
    ],
  ],
  [
    'a field that needs no deploy',
    'startCommand: start',
    'startCommand: start\n    buildFilter: { paths: [src] }',
    ['PATCH /services/srv-… {"buildFilter":{"paths":["src"],"ignoredPaths":null}}'],
  ],
  [
    'one variable of two',
    'value: a }',
    'value: c }',
    ['PUT /services/srv-…/env-vars/A {"value":"c"}', 'POST /services/srv-…/deploys {}'],
  ],
  [
    'a variable more',
    '- { key: A, value: a }',
    '- { key: A, value: a }\n      - { key: C, generateValue: true }',
    ['PUT /services/srv-…/env-vars/C {"generateValue":true}', 'POST /services/srv-…/deploys {}'],
  ],
  [
    'both variables',
    'value: a }\n      - { key: B, value: b }',
    'value: c }\n      - { key: B, value: c }',
    [
      'PUT /services/srv-…/env-vars/A {"value":"c"}',
      'PUT /services/srv-…/env-vars/B {"value":"c"}',
      'POST /services/srv-…/deploys {}',
    ],
  ],
  [
    'a variable that goes',
    live,
    `x-render-sync: { prune: [envVars] }${live.replace('      - { key: B, value: b }\n', '')}`,
    ['DELETE /services/srv-…/env-vars/B', 'POST /services/srv-…/deploys {}'],
  ],
  [
    'a disk that grows',
    'sizeGB: 10',
    'sizeGB: 20',
    ['PATCH /disks/dsk-… {"sizeGB":20}', 'POST /services/srv-…/deploys {}'],
  ],
  [
    'a disk that is moved',
    '/data',
    '/other',
    ['PATCH /disks/dsk-… {"mountPath":"/other"}', 'POST /services/srv-…/deploys {}'],
  ],
  [
    'logs that go elsewhere, with the token, which nobody can read',
    'example.com:1',
    'example.com:2',
    ['PUT /logs/streams/resource/srv-… {"setting":"send","endpoint":"logs.example.com:2","token":"first"}'],
  ],
  [
    'a header, which cannot be changed: the new one first',
    'value: one',
    'value: other',
    [
      'POST /services/srv-…/headers {"path":"/*","name":"X-One","value":"other"}',
      'DELETE /services/srv-…/headers/hdr-…',
    ],
  ],
  [
    'a route in front',
    'routes:',
    'routes:\n      - { type: redirect, source: /d, destination: / }',
    ['POST /services/srv-…/routes {"type":"redirect","source":"/d","destination":"/","priority":0}'],
  ],
  [
    'a route that comes before another',
    '- { type: redirect, source: /a, destination: / }\n      - { type: redirect, source: /b, destination: / }',
    '- { type: redirect, source: /b, destination: / }\n      - { type: redirect, source: /a, destination: / }',
    ['PATCH /services/srv-…/routes/rdr-… {"priority":1}'],
  ],
  [
    'a route that leads elsewhere',
    'source: /b, destination: /',
    'source: /b, destination: /x',
    [
      'POST /services/srv-…/routes {"type":"redirect","source":"/b","destination":"/x","priority":2}',
      'DELETE /services/srv-…/routes/rdr-…',
    ],
  ],
  [
    'one variable of a group',
    'value: g',
    'value: other',
    ['PUT /env-groups/evg-…/env-vars/G {"value":"other"}'],
  ],
  [
    'another service, with all that rides in its create',
    'services:\n',
    server(
      'new',
      'disk: { name: data, mountPath: /data, sizeGB: 10 }',
      'envVars: [{ key: A, value: a }, { key: TOKEN, sync: false }, { key: MADE, generateValue: true }]',
    ),
    [
      'POST /services {"serviceDetails":{"runtime":"node","envSpecificDetails":{"buildCommand":"build","startCommand":"start"},"plan":"starter","region":"oregon","disk":{"name":"data","mountPath":"/data","sizeGB":10}},"repo":"https://github.com/acme/app","envVars":[{"key":"A","value":"a"},{"key":"TOKEN","value":"given"},{"key":"MADE","generateValue":true}],"type":"private_service","name":"new","ownerId":"tea-1"}',
    ],
  ],
  [
    'another site, with its headers and routes',
    'services:\n',
    newService(
      'web',
      'new',
      'runtime: static, staticPublishPath: dist',
      'headers: [{ path: /*, name: X-One, value: one }]',
      'routes: [{ type: redirect, source: /a, destination: / }, { type: redirect, source: /b, destination: / }]',
    ),
    [
      'POST /services {"serviceDetails":{"buildCommand":"build","publishPath":"dist","headers":[{"path":"/*","name":"X-One","value":"one"}],"routes":[{"type":"redirect","source":"/a","destination":"/"},{"type":"redirect","source":"/b","destination":"/"}]},"repo":"https://github.com/acme/app","type":"static_site","name":"new","ownerId":"tea-1"}',
    ],
  ],
  [
    'others that have values only later: their first deploys ran without',
    'services:\n',
    server('new', `envVars: [{ key: A, value: a }, ${peer('other')}]`) +
      server('other').replace('services:\n', ''),
    [
      'POST /services {"serviceDetails":{"runtime":"node","envSpecificDetails":{"buildCommand":"build","startCommand":"start"},"plan":"starter","region":"oregon"},"repo":"https://github.com/acme/app","envVars":[{"key":"A","value":"a"}],"type":"private_service","name":"new","ownerId":"tea-1"}',
      'PUT /services/srv-new/env-vars/PEER {"value":""}',
      'POST /services/srv-new/deploys/dep-first/cancel',
      'POST /services/srv-new/deploys {}',
      'POST /services {"serviceDetails":{"runtime":"node","envSpecificDetails":{"buildCommand":"build","startCommand":"start"},"plan":"starter","region":"oregon"},"repo":"https://github.com/acme/app","type":"private_service","name":"other","ownerId":"tea-1"}',
    ],
  ],
  [
    'another group',
    'envVarGroups:\n',
    'envVarGroups:\n  - { name: new, envVars: [{ key: A, value: a }] }\n',
    ['POST /env-groups {"envVars":[{"key":"A","value":"a"}],"name":"new","ownerId":"tea-1"}'],
  ],
])('%s', async (_title, from, to, sends) => {
  const file = live.replace(from, to)
  expect(file).not.toBe(live)
  const secrets = secretsOf({ TOKEN: 'given', 'api/logStreamToken': 'first' })
  const { plan, desired, known } = await (await having(live)).plan(file, { secrets })
  const around = { owner: 'tea-1', id: String, children: [], withParent: false }
  const isLate = (source: { readonly from: string }) => source.from === 'property'
  const requests = plan.changes
    .filter(acts)
    .flatMap((change) => plannedRequests(change, around, resolver(desired, known, secrets), isLate))
  const said = requests.map(({ method, path, body }) =>
    `${method} ${path} ${JSON.stringify(body) ?? ''}`.trim().replace(/\b([a-z]{3})-[0-9a-v]{20}\b/g, '$1-…'),
  )
  expect(said).toEqual(sends)
})
