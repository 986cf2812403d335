import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readRecording, recordings, withoutShared } from '../support/shared.ts'

/** The emulator answers from what it was told and what it knows, never from a recording. */

const folder = fileURLToPath(new URL('../../src/emulator', import.meta.url))
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  .join('\n')

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

/** Words of the API that bodies share with any description of it. */
const isVocabulary = (text: string) => /^[a-zA-Z_ ]+$/.test(text)

describe.skipIf(recordings.length === 0)(`src/emulator${withoutShared}`, () => {
  const exchanges = recordings.flatMap(readRecording)
  const all = JSON.stringify(exchanges)

  test.each([
    ['an id', /\b[a-z]{3}-[0-9a-v]{20}\b/g],
    ['a digest', /\b[0-9a-f]{40,64}\b/g],
    ['a cursor', /(?<="cursor":")[\w-]+/g],
    ['a time', /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g],
    ['a host', /\b[\w-]+\.(?:onrender|render)[\w.-]*\.com\b/g],
  ])('has no text of a recording that is %s', (_, form) => {
    const found = new Set(all.match(form))
    expect(found.size).toBeGreaterThan(0)
    const allowed = ['dashboard.render.com', 'api.render.com']
    expect([...found].filter((text) => source.includes(text) && !allowed.includes(text))).toEqual([])
  })

  test('has no body of a recording, nor a longer text out of one', () => {
    const bodies = exchanges
      .flatMap(({ body, response }) => [body, response])
      .filter((body) => typeof body === 'object' && body !== null && Object.keys(body).length > 0)
    expect(bodies.length).toBeGreaterThan(500)
    expect(bodies.filter((body) => source.includes(JSON.stringify(body)))).toEqual([])
    const texts = new Set(textsIn(bodies).filter((text) => text.length >= 20 && !isVocabulary(text)))
    expect(texts.size).toBeGreaterThan(100)
    expect([...texts].filter((text) => source.includes(text))).toEqual([])
  })
})
