/** What is said of a request that failed, in full: the parts of it come from all over the client. */
import { describe, expect, test } from 'vitest'
import type { ApiError } from '../../src/http/errors.ts'

import { type ApiList, get } from '../../src/http/request.ts'
import { always, broken, empty, json, scripted } from './scripted.ts'

const services: ApiList = { path: '/services', wrapper: 'service' }
const groups: ApiList = { path: '/env-groups' }

const foundBy = async (failed: () => Promise<unknown> | unknown): Promise<string> => {
  try {
    await failed()
  } catch (error) {
    const { where, found } = error as ApiError
    return `${where}: ${found}`
  }
  return 'nothing'
}

describe('of a client that cannot be', () => {
  test.each([
    [{ apiKey: '' }, 'RENDER_API_KEY: nothing'],
    [{ apiKey: 'two words' }, 'RENDER_API_KEY: other characters'],
    [{ host: 'ftp://render.com' }, 'RENDER_HOST: "ftp://render.com"'],
    [{ host: 'https://me:secret@render.com/v1' }, 'RENDER_HOST: "https://[hidden]@render.com/v1"'],
    [{ host: 'https://render.com/v1?key=secret#more' }, 'RENDER_HOST: "https://render.com/v1?[hidden]"'],
    [{ host: 'http://render.com/some/path' }, 'RENDER_HOST: "http://render.com"'],
  ])('%j', async (options, said) => {
    expect(await foundBy(() => scripted([], options))).toBe(said)
  })

  test('blanks around a host are none of it', async () => {
    const { client, requests } = scripted([json(200, [])], { host: ' https://render.com ' })
    await client.send(get('/owners'))
    expect(requests()).toEqual(['GET /owners'])
  })
})

describe('of an answer', () => {
  test.each([
    [
      'a redirect',
      [empty(302, { location: 'https://elsewhere.example/' })],
      'HTTP 302 to https://elsewhere.example/',
    ],
    ['a status alone', [empty(404)], 'HTTP 404'],
    ['a body that is null', [json(409, null)], 'HTTP 409'],
    ['the least status that is no success', [json(300, {})], 'HTTP 300'],
    [
      'a text of another form',
      Array.from({ length: 5 }, () => new Response('<p>')),
      '3 characters that are no JSON',
    ],
    [
      'a code of undici',
      Array.from({ length: 5 }, () => broken('UND_ERR_SOCKET', 'other side closed')),
      'other side closed at api.render.com',
    ],
    [
      'no code',
      Array.from({ length: 5 }, () => new TypeError('fetch failed')),
      'fetch failed at api.render.com',
    ],
    [
      'the innermost cause',
      Array.from({ length: 5 }, () => new TypeError('fetch failed', { cause: new Error('deep down') })),
      'deep down at api.render.com',
    ],
    [
      'nothing at all',
      Array.from({ length: 5 }, () => new TypeError('')),
      'a broken connection at api.render.com',
    ],
  ])('%s', async (_, steps, said) => {
    const { client } = scripted(steps)
    expect(await foundBy(() => client.send(get('/x')))).toBe(`GET /x: ${said}`)
  })

  test('blanks are no body', async () => {
    const { client } = scripted([new Response(' \n')])
    await expect(client.send(get('/x'))).resolves.toBeUndefined()
  })
})

describe('of a list', () => {
  const full = (item: (index: number) => object) => Array.from({ length: 100 }, (_, index) => item(index))
  test.each<[string, ApiList, unknown, string]>([
    ['an object', services, {}, 'no list'],
    ['nulls', services, [null], 'no object as "[0]"'],
    ['texts', groups, ['evg-1'], 'no object as "[0]"'],
    ['another wrapper', services, [{ project: {} }], 'an item without "service"'],
    ['no cursor', services, full(() => ({ service: {} })), 'a full page of items without cursor and time'],
    [
      'a number for a cursor',
      services,
      full((cursor) => ({ cursor, service: {} })),
      'a full page without a new cursor',
    ],
    ['no time', groups, full((id) => ({ id })), 'a full page of items without cursor and time'],
  ])('%s', async (_, list, page, said) => {
    const { client } = scripted(always(200, page))
    expect(await foundBy(() => client.list(list))).toBe(`GET ${list.path}: ${said}`)
  })
})
