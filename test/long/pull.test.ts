/** Pull, then plan: nothing to do. Pull, apply elsewhere, pull there: the same file. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Secrets } from '../../src/index.ts'
import { flaws } from '../facts/language.ts'
import { everything } from '../pull/everything.ts'
import { pulled, pulledInto } from '../pull/round-trip.ts'
import { goodFiles, goodSamples, withoutRealFiles } from '../support/files.ts'
import { bench, errorsOf, failures, lines, secretsOf } from '../support/workspace.ts'

/** A file without our extensions. */
const stripped = (text: string): unknown =>
  JSON.parse(JSON.stringify(parse(text), (key, value) => (key === 'x-render-sync' ? undefined : value)))

/** The whole way, from a file to a workspace to a file to another workspace to a file. */
const roundTrip = async (text: string, secrets: Secrets): Promise<string> => {
  const from = bench()
  expect(failures(await from.apply(text, { secrets }))).toEqual([])
  const first = await pulled(from)
  expect(flaws(stripped(first.text))).toEqual([])
  // Nothing has happened to either file.
  expect((await pulledInto(from, text)).text).toBe(text)
  expect((await pulledInto(from, first.text)).text).toBe(first.text)
  const planned = await from.plan(first.text)
  expect(lines(planned.plan)).toEqual([])
  expect(errorsOf(planned)).toEqual([])
  expect(planned.plan.unmanaged).toEqual([])
  for (const value of first.secrets.values()) {
    if (value.startsWith('value of ') || value.length > 40) expect(first.text).not.toContain(value)
  }
  const to = bench({ seed: 2 })
  // Tokens of registry credentials and log streams are told by nobody but their owner.
  const tokens = [...secrets].filter(([name]) => /\/(authToken|logStreamToken)$/.test(name))
  const all = new Map([...first.secrets, ...tokens])
  expect(failures(await to.apply(first.text, { secrets: all }))).toEqual([])
  const second = await pulled(to)
  expect(second.text).toBe(first.text)
  expect(second.secrets).toEqual(first.secrets)
  return first.text
}

describe(`whole files${withoutRealFiles}`, () => {
  test.each(goodFiles)('$file', async ({ text, secrets }) => {
    await roundTrip(text(), secrets)
  })
})

/** Texts that are easily misread, names that are old, and what stands in projects: small enough to be read. */
const shown = ['anchors-and-odd-texts.yaml', 'old-spellings.yaml', 'two-environments-of-one-project.yaml']

test.each(goodSamples.filter(({ file }) => shown.includes(file)))('$file as it is pulled', async (sample) => {
  const it = bench()
  await it.apply(sample.text(), { secrets: sample.secrets })
  await expect((await pulled(it)).text).toMatchFileSnapshot(`../samples/pulled/${sample.file}`)
})

test('the example', async () => {
  const text = readFileSync('examples/shop/render.yaml', 'utf8')
  await roundTrip(text, secretsOf({ STRIPE_SECRET_KEY: 'value of one', SEARCH_ADMIN_KEY: 'value of two' }))
})

test('a file that says all that a file can say', async () => {
  const text = await roundTrip(
    everything,
    secretsOf({ 'api/TOKEN': 'value of one', 'shared/GIVEN': 'value of two' }),
  )
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
