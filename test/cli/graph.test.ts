/** What of a file needs what, as text that others draw and as a picture. */
import { expect, test } from 'vitest'
import { service, services, stage } from './stage.ts'

const file = `${services(
  service(
    'api',
    'envVars:\n  - key: DATABASE_URL\n    fromDatabase: { name: main, property: connectionString }\n  - fromGroup: Team "A"',
  ),
  service('worker', 'envVars:\n  - key: API\n    fromService: { type: web, name: api, property: hostport }'),
)}databases: [{ name: main }]\nenvVarGroups: [{ name: Team "A", envVars: [] }]\n`

const drawn = async (...args: readonly string[]) => {
  const { cli } = await stage({ file })
  return cli(['graph', ...args])
}

test('Mermaid, which GitHub and GitLab draw, is the usual form', async () => {
  expect(await drawn()).toEqual({
    code: 0,
    stderr: '',
    stdout: `flowchart LR
  n0["service/api"]
  n1["service/worker"]
  n2["database/main"]
  n3["group/Team #34;A#34;"]
  n0 --> n2
  n0 --> n3
  n1 --> n0
`,
  })
})

test('DOT has the same arrows', async () => {
  const { stdout } = await drawn('--format', 'dot')
  expect(stdout.match(/".*" -> ".*"/g)).toEqual([
    '"service/api" -> "database/main"',
    '"service/api" -> "group/Team \\"A\\""',
    '"service/worker" -> "service/api"',
  ])
  expect(stdout).toContain('label="group/Team \\"A\\""')
})

test('a picture has a node for each resource, and an arrow for each need', async () => {
  const { stdout } = await drawn('--format', 'svg')
  expect(stdout).toMatch(/^<svg [\s\S]*<\/svg>\n$/)
  expect(stdout.match(/class="node/g)).toHaveLength(4)
  expect(stdout.match(/class="edge/g)).toHaveLength(3)
  expect(stdout).toContain('group/Team &quot;A&quot;')
})

test('300 resources are a picture that can be read: no node lies over another', async () => {
  const many = services(
    ...Array.from({ length: 299 }, (_, at) =>
      service(
        `service-${at}`,
        `envVars:\n  - key: DATABASE_URL\n    fromDatabase: { name: main, property: connectionString }`,
      ),
    ),
  )
  const { cli } = await stage({ file: `${many}databases: [{ name: main }]\n` })
  const { stdout } = await cli(['graph', '--format', 'svg'])
  const places = [...stdout.matchAll(/<text [^>]*x="([-\d.]+)" y="([-\d.]+)"[^>]*>service/g)].map(
    ([, x, y]) => [Number(x), Number(y)],
  )
  expect(places).toHaveLength(299)
  const heights = places.map(([, y]) => y ?? 0).sort((one, other) => one - other)
  const gaps = heights.slice(1).map((y, at) => y - (heights[at] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThan(14)
})

test('a comment has the picture where it has at most 40 nodes, and something that needs something', async () => {
  const at = async (count: number, needs = true) => {
    const of = Array.from({ length: count - 1 }, (_, index) =>
      service(
        `s-${index}`,
        needs && index === 0 ? 'envVars:\n  - key: D\n    fromDatabase: { name: main, property: host }' : '',
      ),
    )
    const { cli } = await stage({ file: `${services(...of)}databases: [{ name: main }]\n` })
    return (await cli(['plan', '--format', 'markdown'])).stdout.includes('```mermaid')
  }
  expect([await at(40), await at(41), await at(40, false)]).toEqual([true, false, false])
})

test('a file that is wrong is an error, and nothing is drawn', async () => {
  const { cli } = await stage({ file: 'services: [{ type: web }]' })
  const { code, stdout, stderr } = await cli(['graph'])
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain('error missing-key')
})
