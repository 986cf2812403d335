import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import jsonPatch from 'fast-json-patch'
import { beforeAll, describe, expect, test } from 'vitest'
import { driftPage } from '../../../cli/render/html/index.ts'
import { driftDocument, planDocument } from '../../../cli/render/json.ts'
import { driftFindings, junitText } from '../../../cli/render/machines/index.ts'
import { driftMarkdown, planMarkdown } from '../../../cli/render/markdown/index.ts'
import { type DriftView, driftView, type PlanView, planView } from '../../../cli/render/view/index.ts'
import { failureDocument } from '../../../cli/words/index.ts'
import { driftOf, type Plan, type Planned, problem } from '../../../src/index.ts'
import { expectNothingHidden, service, services } from '../stage.ts'
import { formats } from './formats.ts'
import { compared, planned } from './planned.ts'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(
  JSON.parse(read('schemas/plan.schema.json')),
)

const shop = read('examples/shop/render.yaml')
const secrets = {
  STRIPE_SECRET_KEY: 'hidden-stripe-key-1',
  SEARCH_ADMIN_KEY: 'hidden-search-key-2',
}
const api = services(
  service('api', 'envVars:\n  - key: A\n    value: one\ndisk: {name: d, mountPath: /data}'),
)
const after = services(
  service('api', 'envVars:\n  - key: A\n    value: two\n  - key: odd.key-1\n    value: three').replace(
    'starter',
    'standard',
  ),
)

const owned = 'x-render-sync: {renamedFrom: api, ignore: [{path: plan}]}'

const plans: readonly (readonly [string, () => Promise<Planned>])[] = [
  ['a plan of all kinds', () => compared(shop, { secrets })],
  ['an empty plan', () => compared(shop, { live: shop, secrets })],
  ['a plan with changes', () => compared(shop.replaceAll('standard', 'pro'), { live: shop, secrets })],
  ['a plan that refuses', () => compared(shop)],
  [
    'a plan that would replace',
    () => compared(shop.replaceAll('frankfurt', 'ohio'), { live: shop, secrets }),
  ],
  ['a plan with odd names', () => compared(after, { live: api })],
  [
    'a plan that renames and ignores',
    () => compared(api.replace('name: api', `name: new\n    ${owned}`), { live: after }),
  ],
]

describe.each(plans)('%s', (_name, make) => {
  let plan: PlanView
  let drift: DriftView

  beforeAll(async () => {
    const made = await make()
    plan = planView(made.plan)
    drift = driftView(driftOf(made, { now: 0 }))
  })

  test('its JSON, and that of its drift, are what the schema says', () => {
    for (const document of [planDocument(plan), driftDocument(drift)]) {
      validate(JSON.parse(JSON.stringify(document)))
      expect(validate.errors).toBe(null)
    }
  })

  test('nothing hidden is in any format', async () => {
    const all = await Promise.all(Object.values(formats).map((print) => print(plan)))
    const printed = [
      ...all,
      JSON.stringify(driftDocument(drift)),
      driftMarkdown(drift),
      await driftPage(drift),
      junitText(driftFindings(drift)),
    ].join('\n')
    expectNothingHidden(printed, Object.values(secrets))
    expect(printed).not.toContain('postgresql://')
  })

  test('each patch leads from before to after', () => {
    const { resource_changes } = JSON.parse(JSON.stringify(planDocument(plan)))
    const { resource_drift } = JSON.parse(JSON.stringify(driftDocument(drift)))
    for (const { change } of [...resource_changes, ...resource_drift]) {
      if (!change.patch) continue
      const { newDocument } = jsonPatch.applyPatch(change.before, change.patch, false, false, false)
      expect(newDocument).toEqual(change.after)
    }
  })
})

test('what a failing command prints is what the schema says too', () => {
  const problems = [
    problem('wrong-value', 'no', 'Write yes.', { at: { file: 'render.yaml', line: 1, column: 2 } }),
    problem('forbidden', 'no', undefined, {
      request: { where: 'GET /services', status: 403, requestId: 'r' },
    }),
    problem('bad-host', 'no', undefined, { address: 'service/a', request: { where: 'RENDER_HOST' } }),
  ]
  validate(JSON.parse(JSON.stringify(failureDocument(problems))))
  expect(validate.errors).toBe(null)
})

const changeOf = async (plan: Promise<Plan>) => {
  const [first] = JSON.parse(JSON.stringify(planDocument(planView(await plan)))).resource_changes
  return first.change
}

test('live values are words, values of the file stand as they are', async () => {
  const change = await changeOf(planned(after, { live: api }))
  expect(change.before).toMatchObject({ plan: 'starter', envVars: { A: { value: '(sensitive)' } } })
  expect(change.after).toMatchObject({ plan: 'standard', envVars: { A: { value: 'two' } } })
  expect(change.before_sensitive).toEqual({ envVars: { A: { value: true } } })
  expect(change.after_sensitive).toEqual({})
})

test('what is live and stays is in both, and in no patch: linked groups, domains, what the file leaves out', async () => {
  const group = 'envVarGroups:\n  - name: shared\n    envVars:\n      - key: A\n        value: one\n'
  const more =
    'domains: [shop.example.com]\ndisk: {name: d, mountPath: /data}\nenvVars:\n  - fromGroup: shared'
  const file = (path: string, rest = more) =>
    group + services(service('api', `healthCheckPath: ${path}\n${rest}`))
  const there = {
    groupLinks: { shared: {} },
    domains: { 'shop.example.com': {} },
    disk: { name: 'd', mountPath: '/data', sizeGB: 10 },
  }
  const made = await compared(file('/b'), { live: file('/a') })
  const [{ change }] = JSON.parse(JSON.stringify(planDocument(planView(made.plan)))).resource_changes
  expect(change.before).toMatchObject({ healthCheckPath: '/a', maxShutdownDelaySeconds: 30, ...there })
  expect(change.after).toMatchObject({ healthCheckPath: '/b', maxShutdownDelaySeconds: 30, ...there })
  expect(change.patch).toEqual([{ op: 'replace', path: '/healthCheckPath', value: '/b' }])
  const [drifted] = JSON.parse(
    JSON.stringify(driftDocument(driftView(driftOf(made, { now: 0 })))),
  ).resource_drift
  expect(drifted.change.before).toEqual(change.after)
  expect(drifted.change.after).toEqual(change.before)
  expect(drifted.change.patch).toEqual([{ op: 'replace', path: '/healthCheckPath', value: '/a' }])
})

test('items that the file does not name stay too: variables, domains, rules whose place is nobody has asked for', async () => {
  const site = (body: string) => `services:
  - type: web
    name: site
    runtime: static
    repo: https://github.com/acme/app
    staticPublishPath: dist
${body.replace(/^(?=.)/gm, '    ')}`
  const route = (source: string) => `  - { type: redirect, source: ${source}, destination: /new }\n`
  const live = site(
    `domains: [a.example.com, b.example.com]\nenvVars:\n  - { key: MINE, value: x }\n  - { key: THEIRS, value: y }\nroutes:\n${route('/mine')}${route('/theirs')}`,
  )
  const file = site(
    `domains: [a.example.com]\nenvVars:\n  - { key: MINE, value: z }\nroutes:\n${route('/new')}${route('/mine')}`,
  )
  const { before, after, patch } = await changeOf(planned(file, { live }))
  for (const side of [before, after]) {
    expect(Object.keys(side.domains).sort()).toEqual(['a.example.com', 'b.example.com'])
    expect(side.envVars.THEIRS).toEqual({ value: '(sensitive)' })
    expect(side.routes['/theirs']).toEqual({ type: 'redirect', source: '/theirs', destination: '/new' })
  }
  expect(patch.map(({ path }: { path: string }) => path).sort()).toEqual([
    '/envVars/MINE/value',
    '/routes/~1mine/position',
    '/routes/~1new',
  ])
})

test('a hidden value that changes is in the patch, also where the word for it stays', async () => {
  const vars = (value: string) => services(service('api', `envVars:\n  - key: A\n    value: ${value}`))
  const change = await changeOf(planned(vars('"(sensitive)"'), { live: vars('one') }))
  expect(change.before).toEqual(change.after)
  expect(change.patch).toEqual([{ op: 'replace', path: '/envVars/A/value', value: '(sensitive)' }])
  expect(change.after_sensitive).toEqual({})
})

test('a route is told in the words of the file', async () => {
  const site = (routes: string) => `services:
  - type: web
    name: site
    runtime: static
    repo: https://github.com/acme/app
    staticPublishPath: dist
    ${routes}
`
  const plain = 'routes: [{ type: rewrite, source: /*, destination: https://api.example.com/* }]'
  const toService = 'x-render-sync: { routes: [{ source: /*, destinationFromService: api, path: /* }] }'
  const api = `${service('api').replace(/\n$/, '')}`
  const at = async (routes: string) => {
    const file = site(routes) + api.replace('services:\n', '')
    const made = await planned(file, { live: site(plain) + api })
    return JSON.parse(JSON.stringify(planDocument(planView(made)))).resource_changes[0].change
  }
  expect((await at(plain)).before.routes['/*']).toEqual({
    type: 'rewrite',
    source: '/*',
    destination: 'https://api.example.com/*',
    position: 0,
  })
  const { before, after } = await at(toService)
  expect(before.routes['/*']).toEqual({
    type: 'rewrite',
    source: '/*',
    address: '(sensitive)',
    path: '/*',
    position: 0,
  })
  expect(after.routes['/*'].address).toBe('(from service/api env RENDER_EXTERNAL_URL)')
})

test('what is not known before an apply is marked', async () => {
  const vars = 'envVars:\n  - key: URL\n    fromDatabase: {name: main, property: connectionString}'
  const change = await changeOf(planned(`${services(service('api', vars))}databases:\n  - name: main\n`))
  expect(change).toMatchObject({
    before: null,
    after: { envVars: { URL: { value: '(from database/main connectionString)' } } },
    after_unknown: { envVars: { URL: { value: true } } },
    after_sensitive: { envVars: { URL: { value: true } } },
  })
})

test('a variable named __proto__ is a variable', async () => {
  const vars = 'envVars:\n  - key: __proto__\n    value: three'
  const json = JSON.stringify(planDocument(planView(await planned(services(service('api', vars))))))
  expect(json).toContain('"envVars":{"__proto__":{"value":"three"}}')
})

test('Markdown has what destroys before all else', async () => {
  const file = 'services: []\ndatabases:\n  - name: a\n  - name: b\n    region: ohio\n'
  const markdown = planMarkdown(planView(await planned(file, { live: 'databases:\n  - name: b\n' })))
  expect(markdown).toMatch(/^## Plan: 2 to add, 0 to change, 1 to destroy\n/)
  expect(markdown).toMatch(/CAUTION[\s\S]*\*\*error\*\*[\s\S]*database\/b<\/code>[\s\S]*database\/a<\/code>/)
})

test('nothing in a file can break out of its cell', async () => {
  const evil = services(service('api', 'envVars:\n  - key: A\n    value: "`x` | </details> @all"'))
  const markdown = planMarkdown(planView(await planned(evil)))
  expect(markdown).toContain('\n```diff\n')
  expect(markdown).toContain('\n+     value: `x` | </details> @all\n')
})

test('what is protected is marked', async () => {
  const file = services(service('api', 'x-render-sync: { protected: true }'))
  const document = JSON.parse(JSON.stringify(planDocument(planView(await planned(file)))))
  expect(document.resource_changes[0]).toMatchObject({ protected: true })
  expect(planMarkdown(planView(await planned(file)))).toContain('(web service, protected)')
})
