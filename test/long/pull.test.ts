/** Pull, then plan: nothing to do. Pull, apply elsewhere, pull there: the same file. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { flaws } from '../facts/language.ts'
import { everything } from '../pull/everything.ts'
import { pulled, pulledInto } from '../pull/round-trip.ts'
import { hasShared, realFiles, sharedText, withoutShared } from '../support/shared.ts'
import { bench, failures, lines } from '../support/workspace.ts'

const errors = (problems: readonly { severity: string; message: string }[]) =>
  problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)

/** A file without our extensions. */
const stripped = (text: string): unknown =>
  JSON.parse(JSON.stringify(parse(text), (key, value) => (key === 'x-render-sync' ? undefined : value)))

/** The whole way, from a file to a workspace to a file to another workspace to a file. */
const roundTrip = async (text: string, given: readonly string[]): Promise<string> => {
  const from = bench()
  const secrets = new Map(given.map((name) => [name, `value of ${name}`]))
  expect(failures(await from.apply(text, { secrets }))).toEqual([])
  const first = await pulled(from)
  expect(flaws(stripped(first.text))).toEqual([])
  // Nothing has happened to either file.
  expect((await pulledInto(from, text)).text).toBe(text)
  expect((await pulledInto(from, first.text)).text).toBe(first.text)
  const { plan } = await from.plan(first.text)
  expect(lines(plan)).toEqual([])
  expect(errors(plan.problems)).toEqual([])
  expect(plan.unmanaged).toEqual([])
  for (const value of first.secrets.values()) {
    if (value.startsWith('value of ') || value.length > 40) expect(first.text).not.toContain(value)
  }
  const to = bench({ seed: 2 })
  expect(failures(await to.apply(first.text, { secrets: first.secrets }))).toEqual([])
  const second = await pulled(to)
  expect(second.text).toBe(first.text)
  expect(second.secrets).toEqual(first.secrets)
  return first.text
}

describe.skipIf(!hasShared)(`real files${withoutShared}`, () => {
  test.each(realFiles('converges'))('$file', async ({ file, secrets = [] }) => {
    await roundTrip(sharedText(`blueprints/${file}`), secrets)
  })
})

test('the example', async () => {
  const text = readFileSync('examples/shop/render.yaml', 'utf8')
  await roundTrip(text, ['STRIPE_SECRET_KEY', 'SEARCH_ADMIN_KEY'])
})

test('a file that says all that a file can say', async () => {
  const text = await roundTrip(everything, ['api/TOKEN', 'shared/GIVEN'])
  expect(text).toMatchSnapshot()
  expect(text).not.toMatch(/do-not-show/)
})

test('what the language does not allow is pulled all the same, and said', async () => {
  const it = bench()
  const site = { type: 'web', name: 'w', runtime: 'docker', disk: { name: 'd', mountPath: '/d' } }
  await it.apply(JSON.stringify({ services: [site] }))
  const [found] = await it.client.list<{ id: string }>({ path: '/services', wrapper: 'service' })
  const body = { serviceDetails: { plan: 'free' } }
  await it.client.send({ method: 'PATCH', path: `/services/${found?.id}`, body })
  const { text, problems } = await pulled(it)
  expect(text).toContain('plan: free')
  expect(problems.map(({ code }) => code)).toEqual(['free-plan-with-disk'])
})
