/** What of requests and answers is hidden, and what is hidden in what is said about one request. */
import { describe, expect, test } from 'vitest'
import { createMask, hideFor, learnRead, learnSent } from '../../src/mask/index.ts'

const secret = 'sesame-open-sesame'

const afterReading = (path: string, body: unknown) => {
  const mask = createMask()
  learnRead(mask, { path, body })
  return mask.hide(secret)
}

const afterSending = (path: string, body: unknown) => {
  const mask = createMask()
  learnSent(mask, { path, body })
  return mask.hide(secret)
}

describe('an answer tells something hidden', () => {
  test.each([
    ['/services/srv-1/env-vars', [{ cursor: 'c', envVar: { key: 'K', value: secret } }]],
    ['/services/srv-1/env-vars/K', { key: 'K', value: secret }],
    ['/services/srv-1/secret-files', [{ secretFile: { name: 'f', content: secret } }]],
    ['/services/srv-1/secret-files/f', { name: 'f', content: secret }],
    ['/env-groups/evg-1', { name: 'g', envVars: [{ key: 'K', value: secret }], secretFiles: [] }],
    ['/env-groups/evg-1/secret-files/f', { secretFiles: [{ name: 'f', content: secret }] }],
    ['/postgres/dpg-1/connection-info', { password: secret }],
    ['/postgres/dpg-1/connection-info', { anyOther: secret }],
    ['/key-value/red-1/connection-info', { cliCommand: `redis-cli -a ${secret}` }],
    ['/postgres/dpg-1/credentials', [{ username: 'u', password: secret }]],
    ['/registrycredentials', [{ name: 'r', authToken: secret }]],
    ['/webhooks', [{ webhook: { name: 'w', url: `https://example.com/${secret}` } }]],
    ['/webhooks/whk-1', { name: 'w', secret }],
    ['/logs/streams/owner/tea-1', { endpoint: 'logs.example.com:1', token: secret }],
    ['/metrics-stream/tea-1', { token: secret }],
  ])('%s', (path, body) => {
    expect(afterReading(path, body)).toBe('[hidden]')
  })

  test.each([
    ['/services', [{ service: { name: secret, serviceDetails: { url: secret } } }]],
    ['/services/srv-1/headers', [{ header: { path: '/*', name: 'X', value: secret } }]],
    ['/services/srv-1/env-vars', [{ envVar: { key: secret, value: 'x' } }]],
    ['/env-groups', [{ name: secret }]],
    ['/webhooks', [{ webhook: { name: secret } }]],
    ['/services/srv-1/env-vars', undefined],
  ])('not %s %j', (path, body) => {
    expect(afterReading(path, body)).toBe(secret)
  })
})

describe('a request sends something hidden', () => {
  test.each([
    ['/services', { name: 'a', envVars: [{ key: 'K', value: secret }] }],
    ['/services', { name: 'a', secretFiles: [{ name: 'f', content: secret }] }],
    ['/services/srv-1/env-vars/K', { value: secret }],
    ['/registrycredentials', { authToken: secret }],
    ['/postgres', { datadogAPIKey: secret }],
    ['/postgres/dpg-1', { password: secret }],
    ['/logs/streams/owner/tea-1', { token: secret }],
    ['/webhooks', { name: 'w', url: `https://example.com/${secret}` }],
  ])('%s', (path, body) => {
    expect(afterSending(path, body)).toBe('[hidden]')
  })

  test.each([
    ['/services', { name: secret, repo: secret }],
    ['/services/srv-1/headers', [{ path: '/*', name: 'X', value: secret }]],
    ['/services/srv-1/env-vars/K', undefined],
    ['/services/srv-1/env-vars/K', { value: 18 }],
  ])('not %s %j', (path, body) => {
    expect(afterSending(path, body)).toBe(secret)
  })
})

test('of the address of a webhook, the host is no secret', () => {
  const mask = createMask()
  learnRead(mask, {
    path: '/webhooks',
    body: [{ webhook: { url: 'https://hooks.example.com/services/T0/B0/XXXX' } }],
  })
  expect(mask.hide('https://hooks.example.com')).toBe('https://hooks.example.com')
  expect(mask.hide('/services/T0/B0/XXXX')).not.toMatch(/T0|B0|XXXX/)
})

describe('what is said about one request', () => {
  const hiding = (body: unknown) => hideFor(createMask(), { path: '/services/srv-1/env-vars/K', body })

  test.each([
    ['a value, wherever it stands', 'sesame', 'xsesamex', 'x[hidden]x'],
    ['a short value, as a word', 'abc', 'abc is wrong: "abc"', '[hidden] is wrong: "[hidden]"'],
    ['a short value, not within another word', 'a', 'a bad value', '[hidden] bad value'],
    ['an empty value hides nothing', '', 'all right', 'all right'],
    ['signs that mean something in a pattern', 'a+b(c)*', 'x a+b(c)* y', 'x [hidden] y'],
    ['a short value, as JSON', 'a"b', String.raw`"a\"b" is wrong`, '"[hidden]" is wrong'],
    ['a short value, in a URL', 'a b', '?v=a%20b', '?v=[hidden]'],
    ['half a character', '\ud800', 'is wrong', 'is wrong'],
  ])('%s', (_, value, text, shown) => {
    expect(hiding({ value })(text)).toBe(shown)
  })

  test('of two values of which one is in the other, the longer one goes first', () => {
    const hide = hiding([{ value: 'same' }, { value: 'same-o' }])
    expect(hide('same-o and same')).toBe('[hidden] and [hidden]')
  })

  test.each([
    { name: 'api', plan: 'huge' },
    { value: 5, content: null, token: true },
  ])('%j leaves names and numbers alone', (body) => {
    expect(hiding(body)('no plan huge of api: 5 null true')).toBe('no plan huge of api: 5 null true')
  })
})
