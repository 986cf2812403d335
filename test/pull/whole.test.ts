/** A whole workspace as a file, what that leaves out, and what cannot be written down. */
import { describe, expect, test } from 'vitest'
import type { ProblemsError } from '../../src/index.ts'
import type { PullOptions } from '../../src/pull/pull.ts'
import { secretsText } from '../../src/pull/spelling/secrets.ts'
import { type Bench, bench, failures, lines, secretsOf } from '../support/workspace.ts'
import { everything } from './everything.ts'
import { pulled, pulledInto } from './round-trip.ts'

const given = secretsOf({ TOKEN: 'a token', GIVEN: 'a value' })
const made = async (text: string): Promise<Bench> => {
  const it = bench()
  expect(failures(await it.apply(text, { secrets: given }))).toEqual([])
  return it
}

describe('everything', () => {
  test('is written down, sorted and without what comes by itself', async () => {
    const it = await made(everything)
    const { text, notes, problems } = await pulled(it)
    await expect(text).toMatchFileSnapshot('./everything-pulled.yaml')
    expect([notes, problems]).toEqual([[], []])
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })

  test('of which all that is hidden stands in the secrets', async () => {
    const { secrets } = await pulled(await made(everything))
    const generated = expect.stringMatching(/^[\w+/]{43}=$/)
    expect(Object.fromEntries(secrets)).toEqual({
      'api/DB_PORT': '5432',
      'api/EMPTY': '',
      'api/LINES': 'one\ntwo = "2"\n',
      'api/MADE': generated,
      'api/SEARCH_NAME': 'search',
      'api/TOKEN': 'a token',
      'api/.env': 'A=1\nB=2\n',
      'chat/url': 'https://example.com/hook',
      'shared/GIVEN': 'a value',
      'shared/LEVEL': 'do-not-show-this',
      'shared/MADE': generated,
      'shared/key.pem': 'do-not-show-that',
    })
  })

  test('is no change to the file that it was made of', async () => {
    const it = await made(everything)
    const { text, notes } = await pulledInto(it, everything)
    expect([text, notes]).toEqual([everything, []])
  })
})

test('an empty workspace is an empty file', async () => {
  const { text, notes, secrets, problems } = await pulled(bench())
  expect([text, notes, secrets.size, problems]).toEqual(['', [], 0, []])
})

describe('secrets', () => {
  const worker = (value: string) => ({
    type: 'worker',
    name: 'shop',
    runtime: 'docker',
    envVars: [{ key: 'A', value }],
  })
  const group = (value: string) => ({ name: 'shop', envVars: [{ key: 'A', value }] })

  test.each<[string, string, string, Record<string, string>]>([
    ['go by the name that a service and a group share', 'same', 'same', { 'shop/A': 'same' }],
    [
      'go by their addresses where their values differ',
      'one',
      'other',
      { 'service/shop/env/A': 'one', 'group/shop/env/A': 'other' },
    ],
  ])('%s', async (_, one, other, expected) => {
    const it = await made(JSON.stringify({ services: [worker(one)], envVarGroups: [group(other)] }))
    expect(Object.fromEntries((await pulled(it)).secrets)).toEqual(expected)
  })

  test('that the API does not tell are named', async () => {
    const credentials = [{ name: 'hub', registry: 'docker', username: 'acme' }]
    const it = bench()
    const text = JSON.stringify({ 'x-render-sync': { registryCredentials: credentials } })
    expect(failures(await it.apply(text, { secrets: secretsOf({ 'hub/authToken': 'x' }) }))).toEqual([])
    const { notes, secrets } = await pulled(it)
    expect(notes).toEqual([
      { address: 'registry-credential/hub', message: 'the API does not tell the secret hub/authToken' },
    ])
    expect(secrets.size).toBe(0)
  })

  test('stand in lines, sorted, in which every sign can be read back', () => {
    expect(
      secretsText(secretsOf({ 'b/TWO': 'plain', 'b/ONE': 'a "b" \\ c', 'a/X': 'one\ntwo\r\n\tthree' })),
    ).toBe('a/X="one\\ntwo\\r\\n\\tthree"\nb/ONE="a \\"b\\" \\\\ c"\nb/TWO="plain"\n')
  })
})

describe('left out, with a note', () => {
  test('what shares its name', async () => {
    const it = bench()
    const body = { name: 'twin', ownerId: it.emulator.ownerId, envVars: [] }
    const make = () => it.client.send<{ id: string }>({ method: 'POST', path: '/env-groups', body })
    const ids = [(await make()).id, (await make()).id]
    const { text, notes } = await pulled(it)
    expect(text).toBe('')
    expect(notes).toEqual([
      {
        address: 'group/twin',
        message: expect.stringMatching(/^left out: the workspace has \S+ and \S+ under this name$/),
      },
    ])
    for (const id of ids) expect(notes[0]?.message).toContain(id)
  })

  test('a project without an environment', async () => {
    const file = JSON.stringify({ projects: [{ name: 'shop', environments: [{ name: 'live' }] }] })
    const it = await made(file)
    const { known } = await it.plan(file)
    await it.client.send({ method: 'DELETE', path: `/environments/${known.id('environment/shop/live')}` })
    const { text, notes } = await pulled(it)
    expect(text).toBe('')
    expect(notes).toEqual([{ address: 'project/shop', message: 'left out: there is nothing in it' }])
  })
})

describe('what the key may not see', () => {
  const blind = async (paths: RegExp, file: object) => {
    const seen = { paths: /^$/ }
    const it = bench({ intercept: ({ method, path }) => method === 'GET' && seen.paths.test(path) && 403 })
    expect(failures(await it.apply(JSON.stringify(file)))).toEqual([])
    seen.paths = paths
    return it
  }
  const projects = [{ name: 'shop', environments: [{ name: 'live' }] }]

  test('cannot be asked for', async () => {
    const it = await blind(/^\/postgres$/, { databases: [{ name: 'main' }] })
    const problems = await pulled(it, { resources: ['database/main'] }).catch(({ problems }) => problems)
    expect(problems).toMatchObject([
      {
        code: 'unobserved-value',
        message: 'whether the workspace has database/main was not observed: GET /postgres answered 403',
        todo: 'Use a key that may read postgres.',
      },
    ])
  })

  test('is no reason to say that a project has nothing in it', async () => {
    const { text, notes } = await pulled(await blind(/^\/environments$/, { projects }))
    expect(text).toBe('')
    expect(notes).toEqual([{ address: 'project/shop', message: 'left out: what is in it was not observed' }])
  })
})

describe('a pull that is stopped', () => {
  test.each([
    ['as it lists', /^\/services$/, /^\/services\/srv-/],
    ['as it reads what no file can say', /^\/dedicated-ips$/, /^$/],
  ])('%s, asks for nothing more', async (_, last, unasked) => {
    const stop = new AbortController()
    const it = bench({
      intercept: ({ method, path }) => {
        if (method === 'GET' && isWatched && last.test(path)) stop.abort(new Error('stopped'))
        return false
      },
    })
    let isWatched = false
    expect(failures(await it.apply('services: [{ type: worker, name: w, runtime: docker }]'))).toEqual([])
    isWatched = true
    const before = it.sent.length
    await expect(pulled(it, { signal: stop.signal })).rejects.toThrow('stopped')
    expect(it.sent.slice(before).filter(({ path }) => unasked.test(path))).toEqual([])
  })
})

describe('a part of the workspace', () => {
  const file = JSON.stringify({
    services: ['shop-api', 'shop-jobs', 'other'].map((name) => ({ type: 'worker', name, runtime: 'docker' })),
    projects: [
      {
        name: 'p',
        environments: ['one', 'two'].map((name) => ({
          name,
          services: [{ type: 'worker', name: `shop-${name}`, runtime: 'docker' }],
        })),
      },
    ],
  })
  const opened = made(file)
  const names = (text: string) => [...text.matchAll(/name: (\S+)/g)].map(([, name]) => name)

  test.each<[string, PullOptions, readonly string[]]>([
    ['one', { resources: ['service/other'] }, ['other']],
    ['several', { resources: ['service/other', 'service/shop-api'] }, ['other', 'shop-api']],
    [
      'a pattern',
      { resources: ['service/shop-*'] },
      ['shop-api', 'shop-jobs', 'p', 'one', 'shop-one', 'two', 'shop-two'],
    ],
    ['a project', { within: ['project/p'] }, ['p', 'one', 'shop-one', 'two', 'shop-two']],
    ['an environment', { within: ['environment/p/two'] }, ['p', 'two', 'shop-two']],
    [
      'a pattern in an environment',
      { resources: ['service/*'], within: ['environment/p/one'] },
      ['p', 'one', 'shop-one'],
    ],
  ])('is written down: %s', async (_, options, expected) => {
    const { text } = await pulled(await opened, options)
    expect(names(text)).toEqual(expected)
  })

  test('that is not there is an error, for all of it at once', async () => {
    const it = await opened
    const options = { resources: ['service/other', 'service/nobody'], within: ['project/p', 'project/none'] }
    const problems = await pulled(it, options).catch((error) => (error as ProblemsError).problems)
    expect(problems).toEqual(
      ['service/nobody', 'project/none'].map((wanted) => ({
        code: 'bad-usage',
        severity: 'error',
        message: `the workspace has no ${wanted}`,
      })),
    )
  })
})
