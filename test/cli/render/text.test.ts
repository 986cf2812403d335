import colors from 'picocolors'
import { expect, test } from 'vitest'
import { planText } from '../../../cli/render/text/index.ts'
import { planView } from '../../../cli/render/view/index.ts'
import { service, services } from '../stage.ts'
import { planned } from './planned.ts'

const plain = { paint: colors.createColors(false), width: 80 }
const linesOf = async (...args: Parameters<typeof planned>) =>
  planText(planView(await planned(...args)), plain).split('\n')

test('what is new has its values, with the defaults marked', async () => {
  const lines = await linesOf('databases:\n  - name: main\n    plan: basic-1gb\n')
  expect(lines.slice(0, 4)).toEqual([
    '  + database/main (database)',
    '      plan: basic-1gb',
    '      region: oregon (default)',
    '      postgresMajorVersion: 18 (default)',
  ])
})

test('references are shown as what they refer to', async () => {
  const vars = `envVars:
  - key: DATABASE_URL
    fromDatabase: {name: main, property: connectionString}
  - key: SESSION
    generateValue: true`
  const lines = await linesOf(`databases:\n  - name: main\n${services(service('api', vars))}`)
  expect(lines).toContain('    + service/api/env/DATABASE_URL: (from database/main connectionString)')
  expect(lines).toContain('    + service/api/env/SESSION: (generated)')
})

test('a change that only the API cannot make is a replacement, and refused', async () => {
  const lines = await linesOf('databases:\n  - name: main\n    region: ohio\n', {
    live: 'databases:\n  - name: main\n',
  })
  expect(lines.slice(0, 2)).toEqual([
    '-/+ database/main (database, destroys data)',
    '      region: oregon → ohio (cannot be changed in place)',
  ])
  expect(lines).toContain('Plan: 1 to add, 0 to change, 1 to destroy.')
})

const commands = (command: string) => services(service('api')).replace('npm ci', command)

test('white space that alone differs is named', async () => {
  const lines = await linesOf(commands('"npm  ci"'), { live: commands('npm ci') })
  expect(lines).toContain('      buildCommand: npm ci → npm  ci (only white space differs)')
})

test('long values stand below each other, folded between words, with nothing left out', async () => {
  const long = `npm ci && ${'npm run one-more-step && '.repeat(4)}`
  const lines = await linesOf(commands(`${long}b`), { live: commands(`${long}a`) })
  const at = lines.indexOf('      buildCommand:')
  const step = 'npm run one-more-step &&'
  expect(lines.slice(at + 1, at + 5)).toEqual([
    `        - npm ci && ${step} ${step} npm run`,
    `          one-more-step && ${step} a`,
    `        + npm ci && ${step} ${step} npm run`,
    `          one-more-step && ${step} b`,
  ])
})

test('what is no terminal has each value in one line', async () => {
  const long = `npm ci && ${'npm run one-more-step && '.repeat(40)}`
  const plan = planView(await planned(commands(`${long}b`), { live: commands(`${long}a`) }))
  const lines = planText(plan, { ...plain, width: Number.POSITIVE_INFINITY }).split('\n')
  expect(lines).toContain(`      buildCommand: ${long}a → ${long}b`)
})

test('of long lists only what comes and goes is shown', async () => {
  const list = (...sources: readonly string[]) =>
    services(
      service('api', `ipAllowList:\n${sources.map((source) => `  - source: ${source}/32\n`).join('')}`),
    )
  const many = ['192.0.2.1', '192.0.2.2', '192.0.2.3']
  const lines = await linesOf(list(...many, '192.0.2.9'), { live: list(...many, '192.0.2.8') })
  const at = lines.indexOf('      ipAllowList:')
  expect(lines.slice(at + 1, at + 3)).toEqual([
    '        - {source: 192.0.2.8/32}',
    '        + {source: 192.0.2.9/32}',
  ])
})

test('no line is longer than the terminal is wide, except what is wrong', async () => {
  const file = services(service('api', `envVars:\n  - key: ${'K'.repeat(70)}\n    value: ${'v'.repeat(200)}`))
  const lines = await linesOf(file)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
  const values = lines.filter((line) => line.includes('vvv'))
  expect(values.every((line) => line.length <= 80)).toBe(true)
  expect(lines.join('').match(/v{2,}/g)?.join('')).toBe('v'.repeat(200))
})

test('many creates are told how long the limits make them take', async () => {
  const file = services(...Array.from({ length: 50 }, (_, index) => service(`web-${index}`)))
  expect((await linesOf(file)).slice(-3).join('\n')).toMatch(
    /^50 writes within Render's rate limits: they make it take about \d h( \d+ min)? at least\.\n50 of 20 new services and databases an hour\nAbout \d h( \d+ min)? until all of it is live, as estimated\.$/,
  )
})

const owned = services(
  service(
    'api',
    'x-render-sync:\n  renamedFrom: old\n  ignore:\n    - path: plan\n      reason: scaled by hand',
  ),
)

test('a new name is a change, and what something else owns is listed with its reason', async () => {
  const lines = await linesOf(owned, { live: services(service('old')).replace('starter', 'standard') })
  expect(lines.slice(0, 5)).toEqual([
    '  ~ service/api (web service)',
    '      name: old → api',
    '',
    'Different, and ignored as the file says:',
    '  service/api plan: scaled by hand',
  ])
})

test('what is protected is said', async () => {
  const lines = await linesOf(services(service('api', 'x-render-sync: { protected: true }')))
  expect(lines[0]).toBe('  + service/api (web service, protected)')
})

test('what is deleted comes first, what destroys data before all else; and what would be is said', async () => {
  const disk = 'disk: { name: d, mountPath: /d }'
  const more =
    'databases:\n  - name: main\nenvVarGroups:\n  - { name: old, envVars: [{ key: A, value: a }] }\n'
  const lines = await linesOf(
    `x-render-sync: { prune: { kinds: [databases, services, disk], scope: workspace } }\n${services(service('api', 'domains: [a.example.com]'))}`,
    { live: `${services(service('api', disk), service('jobs'))}${more}` },
  )
  expect(lines).toEqual([
    '  ~ service/api (web service)',
    '    + service/api/domain/a.example.com',
    '    - service/api/disk (destroys data)',
    '      builds and deploys because of disk',
    '',
    '  - database/main (database, destroys data)',
    '',
    '  - service/jobs (web service)',
    '',
    'Not in the file, and left alone (1):',
    '  would be deleted with --prune envVarGroups:',
    '    group/old',
    '',
    'error destroys-data: service/api: this would destroy all data of service/api/disk',
    'If that is meant, confirm it with --confirm-destructive.',
    '',
    'error destroys-data: database/main: this would destroy all data of the database',
    'If that is meant, confirm it with --confirm-destructive.',
    '',
    '2 errors, 0 warnings',
    '',
    'Plan: 0 to add, 1 to change, 2 to destroy.',
    'It costs $20.00 a month less ($27.00 before, $7.00 after), by prices of',
    '2026-11-26.',
    'This plan is refused: 2 errors. Nothing was changed.',
  ])
})

test('a value that is no longer what it refers to is said to be so', async () => {
  const variable = (value: string) => `envVars:\n  - key: HOST\n    ${value}`
  const database = 'databases:\n  - name: main\n'
  const lines = await linesOf(
    `${services(service('api', variable('fromDatabase: { name: main, property: user }')))}${database}`,
    { live: `${services(service('api', variable('value: other')))}${database}` },
  )
  expect(lines.join(' ').replace(/ +/g, ' ')).toMatch(
    /service\/api\/env\/HOST: \(no longer the same\) - \(sensitive\) \+ \(from database\/main user\)/,
  )
})
