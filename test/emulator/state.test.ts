import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import { StateFileError } from '../../src/emulator/index.ts'
import { judgeAnswer, judgedEmulator } from '../support/traffic.ts'
import { cronBody, makeService, serviceBody, startApi } from './support.ts'

const newFile = () => join(mkdtempSync(join(tmpdir(), 'emulator-')), 'state.json')

describe('the state file', () => {
  test('another emulator goes on where the first one was, deploys included', async () => {
    const clock = virtualClock()
    const state = newFile()
    const first = startApi({ clock, state })
    const { id } = await makeService(first)
    await first.send('PUT', `/services/${id}/env-vars/A`, { value: '1' })
    await first.pass(60)
    const second = startApi({ clock, state, seed: 2 })
    expect(second.emulator.ownerId).toBe(first.emulator.ownerId)
    expect((await second.send('GET', `/services/${id}/env-vars/A`)).body.value).toBe('1')
    const { body } = await second.send('GET', `/services/${id}/deploys`)
    expect(body[0].deploy.status).toBe('live')
    await makeService(second, cronBody(second.emulator.ownerId))
  })

  test('what was answered is in the file, and nothing but the file is left', async () => {
    const state = newFile()
    const api = startApi({ state })
    const { id } = await makeService(api)
    expect(Object.keys(JSON.parse(readFileSync(state, 'utf8')).services)).toEqual([id])
    expect(readdirSync(join(state, '..'))).toEqual(['state.json'])
  })

  test.each(['{"version":7}', '{"version":1}', '{"version":1,"serv', 'null', ''])(
    'a file of something else is refused: %s',
    (text) => {
      const state = newFile()
      writeFileSync(state, text)
      expect(() => judgedEmulator({ state })).toThrow(StateFileError)
      expect(readFileSync(state, 'utf8')).toBe(text)
    },
  )

  test('a file that cannot be written is refused at the start, not at the first change', () => {
    expect(() => judgedEmulator({ state: join(newFile(), 'none', 'state.json') })).toThrow(StateFileError)
  })

  test('who never changed anything has the same workspace again', () => {
    const state = newFile()
    const { ownerId } = judgedEmulator({ state })
    expect(judgedEmulator({ state }).ownerId).toBe(ownerId)
  })

  test('it is replaced and never written in place, and a half-written successor is not read', async () => {
    const state = newFile()
    const api = startApi({ state })
    const { id } = await makeService(api)
    const before = statSync(state).ino
    await api.send('PATCH', `/services/${id}`, { name: 'other' })
    expect(statSync(state).ino).not.toBe(before)
    writeFileSync(`${state}.next`, '{"version":1,"serv')
    expect(judgedEmulator({ state }).state().services[id]?.config.name).toBe('other')
  })

  const built = new URL('../../dist/src/emulator/index.js', import.meta.url)
  const isBuilt = existsSync(built)

  test.skipIf(!isBuilt)(
    `after kill -9 all is there that was answered${isBuilt ? '' : ' (skipped: not built)'}`,
    async () => {
      const state = newFile()
      const script = `
        const { createEmulator } = await import(process.argv[1])
        const { fetch, apiKey, ownerId } = createEmulator({ state: process.argv[2], limits: 'off' })
        const headers = { authorization: 'Bearer ' + apiKey, 'content-type': 'application/json' }
        for (let n = 1; ; n++) {
          const body = JSON.stringify({ name: 'group ' + n, ownerId, envVars: [] })
          const answer = await fetch(new Request('http://emulator/v1/env-groups', { method: 'POST', headers, body }))
          process.stdout.write(await answer.text() + '\\n')
        }`
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, built.href, state])
      let said = ''
      for await (const chunk of child.stdout) {
        said += chunk
        if (said.length > 10_000) child.kill('SIGKILL')
      }
      // The last one may be a part of an answer.
      const answered = said.split('\n').slice(0, -1)
      const { envGroups } = judgedEmulator({ state }).state()
      expect(answered.length).toBeGreaterThan(10)
      for (const text of answered) {
        judgeAnswer({ method: 'POST', path: '/env-groups', status: 201, text })
        expect(envGroups).toHaveProperty(JSON.parse(text).id)
      }
    },
  )
})

test('the same seed and clock give the same ids and values', async () => {
  const make = async () => {
    const api = startApi({ clock: virtualClock(), seed: 7 })
    return makeService(
      api,
      serviceBody(api.emulator.ownerId, { envVars: [{ key: 'A', generateValue: true }] }),
    )
  }
  expect(await make()).toEqual(await make())
})

describe('inspection', () => {
  const ask = (api: ReturnType<typeof startApi>, method: string, path: string) =>
    api.emulator.fetch(new Request(`http://emulator/__emulator/${path}`, { method }))

  test('requests are listed in order, without secrets', async () => {
    const api = startApi()
    const { ownerId } = api.emulator
    const { id } = await makeService(api, {
      ...serviceBody(ownerId, { envVars: [{ key: 'A', value: 'hunter2' }] }),
      secretFiles: [{ name: 'f', content: 'hunter2' }],
    })
    await api.send('PUT', `/services/${id}/env-vars/A`, { value: 'hunter2' })
    await api.send('PUT', `/logs/streams/resource/${id}`, {
      setting: 'send',
      endpoint: 'e',
      token: 'hunter2',
    })
    await api.send('GET', '/services?limit=1')
    const list = await (await ask(api, 'GET', 'requests')).json()
    expect(JSON.stringify(list)).not.toContain('hunter2')
    expect(list).toMatchObject([
      { number: 1, method: 'POST', path: '/v1/services', status: 201, body: { name: 'api' } },
      { number: 2, method: 'PUT', path: `/v1/services/${id}/env-vars/A`, body: { value: '(redacted)' } },
      { number: 3, method: 'PUT', body: { setting: 'send', endpoint: 'e', token: '(redacted)' } },
      { number: 4, method: 'GET', path: '/v1/services', query: 'limit=1', status: 200 },
    ])
  })

  test.each<[string, string, unknown]>([
    ['a map for a list', 'env-vars', { A: 'hunter2' }],
    ['a misspelled field', 'env-vars/A', { vlaue: 'hunter2' }],
    ['a field in capitals', 'env-vars/A', { Value: 'hunter2' }],
    ['a list for a value', 'env-vars/A', ['hunter2']],
    ['a text for a value', 'env-vars/A', 'hunter2'],
    ['a number for a value', 'env-vars/A', { value: 72 }],
    ['an object for a value', 'env-vars/A', { value: { name: 'hunter2' } }],
    ['a field too many', 'secret-files', [{ name: 'f', content: 'hunter2', contents: 'hunter2' }]],
    ['a file as it is', 'secret-files/f', 'hunter2'],
  ])('requests hide the secret in %s, which the API refuses', async (_, path, body) => {
    const api = startApi()
    const { id } = await makeService(api)
    expect((await api.send('PUT', `/services/${id}/${path}`, JSON.stringify(body))).status).toBe(400)
    expect(JSON.stringify(api.emulator.requests()[1]?.body)).not.toMatch(/hunter2|72/)
  })

  test('requests hide a map of variables in a create, and a login in a URL', async () => {
    const api = startApi()
    const repo = 'https://me:hunter2@github.com/acme/api'
    await api.send(
      'POST',
      '/services',
      serviceBody(api.emulator.ownerId, { repo, envVars: { A: 'hunter2' } }),
    )
    expect(api.emulator.requests()[0]?.body).toMatchObject({
      repo: 'https://(redacted)@github.com/acme/api',
      envVars: { A: '(redacted)' },
    })
  })

  test('the values of headers are no secrets', async () => {
    const api = startApi()
    const { ownerId } = api.emulator
    const headers = [{ path: '/*', name: 'X', value: 'shown' }]
    await api.send('POST', '/services', { type: 'static_site', ownerId, serviceDetails: { headers } })
    expect(api.emulator.requests()[0]?.body).toMatchObject({ serviceDetails: { headers } })
  })

  test('state tells all, and reset forgets all', async () => {
    const api = startApi({ limits: 'recorded' })
    const { id } = await makeService(api)
    const told = JSON.parse(await (await ask(api, 'GET', 'state')).text())
    expect(Object.keys(told.services)).toEqual([id])
    expect((await ask(api, 'POST', 'reset')).status).toBe(204)
    expect((await api.send('GET', '/services')).body).toEqual([])
    expect(api.emulator.requests()).toHaveLength(1)
    const made = await api.send('POST', '/services', serviceBody(api.emulator.ownerId))
    expect(made.headers.get('ratelimit-remaining')).toBe('19')
  })
})
