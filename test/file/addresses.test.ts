/** What leads somewhere: regions, URLs, routes, repositories. Each rule finds what it is about, and nothing else. */
import { describe, expect, test } from 'vitest'
import { problemsOf, web } from './said.ts'

const found = (text: string, code: string) =>
  problemsOf(text).filter((problem) => problem.code === code).length

const uses = (region: string | undefined, target: string, reference: string) =>
  `${target}\n${web(`${region ? `region: ${region}\n` : ''}envVars: [{ key: A, ${reference} }]`)}`

const main = (region?: string) => `databases: [{ name: main${region ? `, region: ${region}` : ''} }]`
const fromMain = (property: string) => `fromDatabase: { name: main, property: ${property} }`

describe('other-region', () => {
  test.each<[string, number, string]>([
    ['a database elsewhere', 1, uses('ohio', main('frankfurt'), fromMain('connectionString'))],
    ['a database in the region of new ones, which the plan finds', 0, uses('ohio', main(), fromMain('host'))],
    [
      'a service in the region of new ones, which the plan finds',
      0,
      uses(undefined, main('ohio'), fromMain('host')),
    ],
    ['a database beside it', 0, uses('ohio', main('ohio'), fromMain('connectionString'))],
    ['both where new ones are', 0, uses('oregon', main(), fromMain('host'))],
    ['the name of a user', 0, uses('ohio', main('frankfurt'), fromMain('user'))],
    ['a database that the file does not have', 0, uses('ohio', '', fromMain('host'))],
    [
      'a key value',
      1,
      `${web('region: ohio\nenvVars: [{ key: A, fromService: { name: c, type: keyvalue, property: connectionString } }]')}- { type: keyvalue, name: c, region: frankfurt, ipAllowList: [] }`,
    ],
    [
      'a variable of a service elsewhere',
      0,
      `${web('region: ohio\nenvVars: [{ key: A, fromService: { name: c, type: web, envVarKey: RENDER_EXTERNAL_URL } }]')}- { type: web, name: c, runtime: docker }`,
    ],
  ])('%s: %s', (_title, count, text) => {
    expect(found(text, 'other-region')).toBe(count)
  })
})

describe('hostport-as-url', () => {
  const variable = (key: string, property = 'hostport') =>
    web(`envVars: [{ key: ${key}, fromService: { name: api, type: web, property: ${property} } }]`)

  test.each([
    ['API_URL', 1],
    ['VITE_API_BASE_URL', 1],
    ['CALLBACK_URI', 1],
    ['url', 1],
    ['apiUrl', 1],
    ['baseURLs', 1],
    ['APIURL', 1],
    ['siteOrigin', 1],
    ['curl', 0],
    ['API_HOSTPORT', 0],
    ['CURL', 0],
    ['URL_HOST', 0],
  ])('%s: %s', (key, count) => {
    expect(found(variable(key), 'hostport-as-url')).toBe(count)
    expect(found(variable(key, 'host'), 'hostport-as-url')).toBe(0)
  })
})

test.each([
  ['/index.html', 0],
  ['https://blog.example.com/*', 0],
  ['index.html', 1],
  ['blog.example.com', 1],
])('route-destination: %s: %s', (destination, count) => {
  const text = `services: [{ type: web, name: a, runtime: static, staticPublishPath: b, routes: [{ type: rewrite, source: /a, destination: "${destination}" }] }]`
  expect(found(text, 'route-destination')).toBe(count)
})

test.each([
  ['/*', 0],
  ['', 0],
  ['api/*', 1],
])('route-destination: the path behind the address of a service: %s: %s', (path, count) => {
  const text = `services: [{ type: web, name: a, runtime: static, staticPublishPath: b, x-render-sync: { routes: [{ source: /a, destinationFromService: b, path: "${path}" }] } }]`
  expect(found(text, 'route-destination')).toBe(count)
})

test.each([
  ['https://api.onrender.com/*', 1],
  ['HTTPS://API.OnRender.com/x', 1],
  ['https://other.onrender.com/*', 0],
  ['https://api.example.com/*', 0],
])('route-own-address: %s: %s', (destination, count) => {
  const text = `services: [{ type: web, name: api, runtime: docker }, { type: web, name: a, runtime: static, staticPublishPath: b, routes: [{ type: rewrite, source: /a, destination: "${destination}" }] }]`
  expect(found(text, 'route-own-address')).toBe(count)
})

test.each<[string, number, string | undefined]>([
  ['https://github.com/acme/app', 0, undefined],
  ['https://gitlab.com/acme/group/app.git', 0, undefined],
  ['acme/app', 1, 'Write "https://github.com/acme/app", if it is there.'],
  ['github.com/acme/app.git', 1, 'Write "https://github.com/acme/app", if it is there.'],
  ['git@github.com:acme/app.git', 0, undefined],
  ['app', 1, undefined],
])('repo-url: %s: %s', (repo, count, todo) => {
  const problems = problemsOf(web(`repo: "${repo}"`)).filter(({ code }) => code === 'repo-url')
  expect(problems.map((problem) => problem.todo)).toEqual(count === 0 ? [] : [todo])
})

test('predeploy-with-disk: nothing without a disk, or without a command', () => {
  const disk = 'disk: { name: data, mountPath: /data }'
  expect(found(web(`preDeployCommand: ./migrate\n${disk}`), 'predeploy-with-disk')).toBe(1)
  expect(found(web(`preDeployCommand: ""\n${disk}`), 'predeploy-with-disk')).toBe(0)
  expect(found(web('preDeployCommand: ./migrate'), 'predeploy-with-disk')).toBe(0)
})
