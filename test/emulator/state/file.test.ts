import { spawn } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { virtualClock } from '../../../src/clock.ts'
import { StateFileError } from '../../../src/emulator/index.ts'
import { judgeAnswer, judgedEmulator } from '../../support/traffic.ts'
import { cronBody, makeService, startApi } from '../support.ts'
import { changesIn, newFile, stateOf } from './files.ts'

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
    expect(Object.keys(stateOf(state).services)).toEqual([id])
    expect(readdirSync(join(state, '..'))).toEqual(['state.json'])
  })

  test.each([
    ['another version', '{"version":7}'],
    ['a version without its data', '{"version":2}'],
    ['a part of one', '{"version":2,"serv'],
    ['no workspace', 'null'],
    ['nothing', ''],
  ])('a file with %s is refused, and left as it is', (_, text) => {
    const state = newFile()
    writeFileSync(state, text)
    expect(() => judgedEmulator({ state })).toThrow(StateFileError)
    expect(readFileSync(state, 'utf8')).toBe(text)
  })

  test('a file that cannot be written is refused at the start, not at the first change', () => {
    expect(() => judgedEmulator({ state: join(newFile(), 'none', 'state.json') })).toThrow(StateFileError)
  })

  test('who never changed anything has the same workspace again', () => {
    const state = newFile()
    const { ownerId } = judgedEmulator({ state })
    expect(judgedEmulator({ state }).ownerId).toBe(ownerId)
  })

  test('a reset is in the file, and what was there before is not', async () => {
    const state = newFile()
    const api = startApi({ state })
    await makeService(api)
    api.emulator.reset()
    const { id } = await makeService(api)
    expect(Object.keys(stateOf(state).services)).toEqual([id])
  })
})

describe('a write to the state file', () => {
  test('adds the records that it changed to what is there', async () => {
    const state = newFile()
    const api = startApi({ state })
    const { id } = await makeService(api)
    const before = { text: readFileSync(state, 'utf8'), file: statSync(state).ino }
    await api.send('PATCH', `/services/${id}`, { name: 'other' })
    expect(readFileSync(state, 'utf8').startsWith(before.text)).toBe(true)
    expect(statSync(state).ino).toBe(before.file)
    const { rng: _, ids: __, ...changed } = changesIn(state).at(-1) ?? {}
    expect(changed).toMatchObject({ services: { [id]: { config: { name: 'other' } } } })
    // With what of it is in the audit log.
    expect(Object.keys(changed)).toEqual(['services', 'auditLogs'])
  })

  test('is one with those that come in the same turn, each before its answer', async () => {
    const state = newFile()
    const api = startApi({ state })
    const { id } = await makeService(api)
    const before = changesIn(state).length
    const names = Array.from({ length: 50 }, (_, n) => `VARIABLE_${n}`)
    await Promise.all(
      names.map(async (name) => {
        const { status } = await api.send('PUT', `/services/${id}/env-vars/${name}`, { value: 'x' })
        expect(status).toBe(200)
        expect(readFileSync(state, 'utf8')).toContain(`"${name}"`)
      }),
    )
    expect(
      stateOf(state)
        .services[id]?.envVars.map(({ key }) => key)
        .sort(),
    ).toEqual(names.sort())
    expect(before + names.length / 2).toBeGreaterThan(changesIn(state).length)
  })

  test('adds nothing when it changed nothing', async () => {
    const state = newFile()
    const api = startApi({ state })
    const { id } = await makeService(api)
    const before = readFileSync(state, 'utf8')
    expect((await api.send('PATCH', `/services/${id}`, { name: 'api' })).status).toBe(200)
    expect((await api.send('POST', `/services/${id}/scale`, { numInstances: 0 })).status).toBe(400)
    expect(readFileSync(state, 'utf8')).toBe(before)
  })

  test('writes all anew when the changes outgrow the workspace, and leaves no half of it to be read', async () => {
    const state = newFile()
    const api = startApi({ state })
    const { id } = await makeService(api)
    // Of three files in turn, the last may have the number of the first.
    const files = new Set([statSync(state).ino])
    const value = 'x'.repeat(1000)
    const sizes: number[] = []
    for (let n = 0; n < 200; n++) {
      await api.send('PUT', `/services/${id}/env-vars/A`, { value: value + n })
      sizes.push(statSync(state).size)
      files.add(statSync(state).ino)
    }
    expect(files.size).toBeGreaterThan(1)
    expect(sizes.filter((size, at) => size < (sizes[at - 1] ?? 0)).length).toBeGreaterThan(1)
    expect(Math.max(...sizes)).toBeLessThan(120_000)
    writeFileSync(`${state}.next`, '{"version":2,"serv')
    expect(stateOf(state)).toEqual(api.emulator.state())
    expect(readdirSync(join(state, '..'))).toEqual(['state.json'])
  })

  test('that fails is answered as a defect, and is in the file with the next one', async () => {
    const state = newFile()
    const api = startApi({ state })
    const { id } = await makeService(api)
    rmSync(state)
    const failed = await api.send('PATCH', `/services/${id}`, { name: 'other' })
    expect(failed.status).toBe(500)
    expect((await api.send('PUT', `/services/${id}/env-vars/A`, { value: '1' })).status).toBe(200)
    expect(stateOf(state)).toEqual(api.emulator.state())
  })
})

describe('a state file whose writer was killed', () => {
  test('lacks the last change where its line is torn, anywhere', async () => {
    const state = newFile()
    const api = startApi({ state })
    const { id } = await makeService(api)
    const whole = readFileSync(state, 'utf8')
    await api.send('PATCH', `/services/${id}`, { name: 'other' })
    const line = readFileSync(state, 'utf8').slice(whole.length)
    for (const length of [1, 2, line.length >> 1, line.length - 2, line.length - 1]) {
      writeFileSync(state, whole + line.slice(0, length))
      expect(stateOf(state).services[id]?.config.name).toBe('api')
    }
    writeFileSync(state, whole + line)
    expect(stateOf(state).services[id]?.config.name).toBe('other')
  })

  test('goes on behind a torn line as if it had never been there', async () => {
    const state = newFile()
    const first = startApi({ state })
    const { id } = await makeService(first)
    appendFileSync(state, '{"services":{"srv')
    const second = startApi({ state })
    await second.send('PATCH', `/services/${id}`, { name: 'other' })
    expect(stateOf(state)).toEqual(second.emulator.state())
  })

  test.each(['{"services":{"srv', '[]', 'null', '{"rng":1,"ids":{},"nothing":{}}', '{"services":{}}', ''])(
    'is refused where a line before the last is none: %s',
    async (line) => {
      const state = newFile()
      const api = startApi({ state })
      await makeService(api)
      appendFileSync(state, `${line}\n`)
      expect(() => judgedEmulator({ state })).toThrow(StateFileError)
    },
  )

  const built = new URL('../../../dist/src/emulator/index.js', import.meta.url)
  const isBuilt = existsSync(built)

  test.skipIf(!isBuilt)(`has all that was answered${isBuilt ? '' : ' (skipped: not built)'}`, async () => {
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
      // Long enough for the file to have been written anew.
      if (said.length > 100_000) child.kill('SIGKILL')
    }
    // The last one may be a part of an answer.
    const answered = said.split('\n').slice(0, -1)
    const { envGroups } = stateOf(state)
    expect(answered.length).toBeGreaterThan(100)
    for (const text of answered) {
      judgeAnswer({ method: 'POST', path: '/env-groups', status: 201, text })
      expect(envGroups).toHaveProperty(JSON.parse(text).id)
    }
  })
})
