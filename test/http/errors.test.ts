import { describe, expect, test } from 'vitest'
import { ApiError, codeOfStatus, type Situation } from '../../src/http/errors.ts'
import { toProblems } from '../../src/problem.ts'

describe('one line for people', () => {
  const rows: [Situation, string][] = [
    [
      {
        code: 'conflict',
        where: 'POST /services',
        found: 'HTTP 409',
        answer: 'name in use',
        requestId: 'rq-1',
      },
      'POST /services: expected no conflict with what is there, found HTTP 409, "name in use" (request rq-1). Plan again, and rename or import what is in the way.',
    ],
    [
      { code: 'unauthorized', where: 'GET /owners', found: 'HTTP 401' },
      'GET /owners: expected an API key that Render knows, found HTTP 401. Check RENDER_API_KEY: it may have been revoked.',
    ],
    [
      { code: 'unreachable', where: 'GET /owners', found: 'ENOTFOUND at api.render.com' },
      'GET /owners: expected a connection, found ENOTFOUND at api.render.com. Check the network, the proxy settings and RENDER_HOST.',
    ],
    [
      { code: 'answer-lost', where: 'POST /disks', found: 'none within 60 s' },
      'POST /disks: expected an answer, found none within 60 s. It may or may not have been carried out: plan again to see.',
    ],
    [
      { code: 'insecure-host', where: 'RENDER_HOST', found: '"http://example.com"' },
      'RENDER_HOST: expected https, or http to this machine, found "http://example.com". Correct RENDER_HOST: the API key is never sent in clear over a network.',
    ],
  ]
  test.each(rows)('$code', (situation, text) => {
    expect(new ApiError(situation).message).toBe(text)
  })

  test('as a problem it keeps the request, the status and what to do', () => {
    const error = new ApiError({
      code: 'not-found',
      where: 'GET /x',
      found: 'HTTP 404',
      status: 404,
      requestId: 'rq-2',
    })
    expect(toProblems(error, 'service/api')).toEqual([
      {
        code: 'not-found',
        severity: 'error',
        message: 'GET /x: expected something at this path, found HTTP 404 (request rq-2)',
        todo: 'It may have been deleted since it was read: plan again.',
        request: { where: 'GET /x', status: 404, requestId: 'rq-2' },
        address: 'service/api',
      },
    ])
  })

  test('what is no problem that was foreseen is a defect', () => {
    expect(toProblems(new TypeError('x is undefined'))).toEqual([
      { code: 'defect', severity: 'error', message: 'a defect of render-sync: x is undefined' },
    ])
  })
})

test.each([
  [301, 'redirect'],
  [400, 'rejected'],
  [401, 'unauthorized'],
  [402, 'payment-required'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [406, 'rejected'],
  [408, 'unavailable'],
  [409, 'conflict'],
  [410, 'not-found'],
  [413, 'too-large'],
  [422, 'rejected'],
  [429, 'rate-limited'],
  [500, 'unavailable'],
  [503, 'unavailable'],
])('HTTP %i is %s', (status, code) => {
  expect(codeOfStatus(status)).toBe(code)
})
