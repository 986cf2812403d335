/** Private addresses that do not reach across, where the file leaves out a region: the workspace knows it. */
import { expect, test } from 'vitest'
import { bench, failures } from '../support/workspace.ts'

const file = (web: object, database: object) =>
  JSON.stringify({
    services: [
      {
        type: 'web',
        name: 'api',
        runtime: 'docker',
        ...web,
        envVars: [{ key: 'DB', fromDatabase: { name: 'main', property: 'host' } }],
      },
    ],
    databases: [{ name: 'main', ...database }],
  })
const ohio = { region: 'ohio' }

const said = async (text: string, live?: string) => {
  const it = bench()
  if (live !== undefined) expect(failures(await it.apply(live))).toEqual([])
  const { plan } = await it.plan(text)
  return plan.problems.filter(({ code }) => code === 'other-region').map(({ message }) => message)
}

const across = (there: string, here: string) =>
  `database/main is in ${there}, and service/api in ${here}: the private address that DB gets does not reach across`

test.each<[string, readonly string[], string, string?]>([
  ['both are new, one elsewhere', [across('ohio', 'oregon')], file({}, ohio)],
  ['both are new, the service elsewhere', [across('oregon', 'ohio')], file(ohio, {})],
  ['both are new, in no named region', [], file({}, {})],
  ['both are live, and the file is silent about one', [], file({}, ohio), file(ohio, ohio)],
  ['both are live elsewhere, and the file is silent', [], file({}, {}), file(ohio, ohio)],
  ['they are live apart, and the file is silent', [across('ohio', 'oregon')], file({}, {}), file({}, ohio)],
])('%s', async (_, expected, text, live) => {
  expect(await said(text, live)).toEqual(expected)
})

test('where the file names both, the rule has said it, once', async () => {
  expect(await said(file({ region: 'frankfurt' }, ohio))).toHaveLength(1)
})
