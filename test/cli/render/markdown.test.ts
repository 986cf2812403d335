/** A plan as a comment: what stands in its blocks, and what becomes of it where it is longer than a comment may be. */
import { expect, test } from 'vitest'
import { planMarkdown } from '../../../cli/render/markdown/index.ts'
import { planView } from '../../../cli/render/view/index.ts'
import { service, services } from '../stage.ts'
import { planned } from './planned.ts'

const pageOf = async (...args: Parameters<typeof planned>) => planMarkdown(planView(await planned(...args)))

/** The lines of the `diff` block of one resource. */
const diffIn = (page: string, address: string): readonly string[] => {
  const fold = page.split('<details>').find((part) => part.includes(`<code>${address}</code>`)) ?? ''
  return /```diff\n([\s\S]*?)\n```/.exec(fold)?.[1]?.split('\n') ?? []
}

test('each change stands in the spelling of the file, below what holds it', async () => {
  const database = 'databases:\n  - name: main\n'
  const groups = 'envVarGroups:\n  - { name: shared, envVars: [{ key: A, value: a }] }\n'
  const live =
    services(
      service('api', 'healthCheckPath: /a\nenvVars: [{ key: LEVEL, value: info }, { key: OLD, value: x }]'),
    ) +
    database +
    groups
  const more = `healthCheckPath: /b
x-render-sync: { suspended: true, secretFiles: [{ name: .env, content: A=1 }] }
disk: { name: d, mountPath: /data }
domains: [a.example.com]
envVars:
  - key: LEVEL
    value: debug
  - key: URL
    fromDatabase: { name: main, property: connectionString }
  - fromGroup: shared`
  const file = `x-render-sync: { prune: [envVars] }\n${services(service('api', more)).replace('starter', 'standard')}${database}${groups}`
  expect(diffIn(await pageOf(file, { live }), 'service/api')).toMatchInlineSnapshot(`
    [
      "- plan: starter",
      "+ plan: standard",
      "- healthCheckPath: /a",
      "+ healthCheckPath: /b",
      "  envVars:",
      "    - key: LEVEL",
      "-     value: (sensitive)",
      "+     value: debug",
      "+   - key: URL",
      "+     value: (from database/main connectionString)",
      "+   - fromGroup: shared",
      "-   - key: OLD",
      "  x-render-sync:",
      "    secretFiles:",
      "+     - name: .env",
      "+       content: A=1",
      "-   suspended: false",
      "+   suspended: true",
      "  disk:",
      "+   name: d",
      "+   mountPath: /data",
      "+   sizeGB: 10  # default",
      "  domains:",
      "+   - a.example.com",
    ]
  `)
})

test('what is new is new in all its lines, and what goes is one', async () => {
  const page = await pageOf(
    `x-render-sync: { prune: { kinds: [services], scope: workspace } }\n${services(service('api', 'envVars: [{ key: A, value: a }]'))}`,
    { live: services(service('jobs')) },
  )
  const created = diffIn(page, 'service/api')
  expect(created.every((line) => line.startsWith('+ '))).toBe(true)
  expect(created.slice(-3)).toEqual(['+ envVars:', '+   - key: A', '+     value: a'])
  expect(diffIn(page, 'service/jobs')).toEqual(['- service/jobs'])
})

test('a column that nothing is in is left out', async () => {
  const group = (value: string) => `envVarGroups:\n  - { name: g, envVars: [{ key: A, value: ${value} }] }\n`
  expect(await pageOf(group('b'), { live: group('a') })).toContain('|  | Resource | What and why |\n')
  const api = services(service('api', 'envVars: [{ key: A, value: a }]'))
  expect(await pageOf(api.replace('value: a', 'value: b'), { live: api })).toContain(
    '|  | Resource | What and why | Deploy |\n',
  )
})

const many = (count: number) =>
  services(
    ...Array.from({ length: count }, (_, at) =>
      service(`web-${at}`, `envVars: [{ key: A, value: ${'v'.repeat(400)} }]`),
    ),
  )

test('what is too long for a comment is left out by resource, and counted', async () => {
  const plan = await planned(many(150))
  const view = planView(plan, { digest: 'd'.repeat(64) })
  const page = planMarkdown(view, { wholeUrl: 'https://example.com/run/1' })
  expect(page.length).toBeLessThanOrEqual(65_536)
  expect(page).toContain(`{"plan":"${'d'.repeat(64)}"}`)
  expect(page).toContain('## Plan: 150 to add, 0 to change, 0 to destroy')
  const folds = page.split('<code>+</code>').length - 1
  expect(page).toContain(
    `> Too long for a comment: the details of ${150 - folds} of 150 resources are left out. [The whole plan](https://example.com/run/1) has them.`,
  )
  expect(page.match(/^\| `\+` \|/gm)).toHaveLength(150)
  const whole = planMarkdown(view, { maxLength: 1_000_000 })
  expect(whole.split('<code>+</code>')).toHaveLength(151)
  expect(whole).not.toContain('Too long')
})

test.each([2_000, 5_000, 20_000])(
  'no page is longer than %d characters, and the digest is in each',
  async (maxLength) => {
    const view = planView(await planned(many(60)), { digest: 'd'.repeat(64) })
    const page = planMarkdown(view, { maxLength })
    expect(page.length).toBeLessThanOrEqual(maxLength)
    expect(page).toContain('d'.repeat(64))
    const rows = page.match(/^\| `\+` \|/gm)?.length ?? 0
    if (rows < 60) expect(page).toMatch(new RegExp(`… and ${60 - rows} more resources\\.|further part`))
  },
)
