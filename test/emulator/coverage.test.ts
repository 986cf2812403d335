import { describe, expect, test } from 'vitest'
import { coverage } from '../../src/emulator/index.ts'
import { described } from '../facts/operations.ts'
import { api as facts } from '../facts/tables.ts'
import { run } from '../support/cli.ts'
import { readRecording, recordings, withoutShared } from '../support/shared.ts'
import { startApi } from './support.ts'

const nameOf = (method: string, path: string) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`

const splitName = (name: string) => name.split(' ') as [method: string, path: string]

describe('coverage', () => {
  test('every operation is listed once', () => {
    const names = coverage.map(({ method, path }) => nameOf(method, path))
    expect(new Set(names).size).toBe(names.length)
  })

  test('every operation of the facts is listed, and no other', () => {
    const declared = Object.keys(facts.operations).map((name) => nameOf(...splitName(name)))
    expect(declared.length).toBeGreaterThan(200)
    expect(coverage.map(({ method, path }) => nameOf(method, path)).sort()).toEqual(declared.sort())
  })

  /** What an operation that is there answers to a request that is right but for its ids and its body. */
  const answerTo = async (method: string, path: string) => {
    const asked = path.replace(/\{\w+\}/g, 'x')
    const { status, body } = await startApi().send(method, asked)
    // An unknown id is told by itself, a path that nobody has by the whole of it.
    const isMissing = status === 405 || (status === 404 && body.message === `not found: ${asked}`)
    return isMissing || status >= 500 ? `${method} ${path}: ${status}` : 'there'
  }

  test('every operation that is listed is there', async () => {
    const answers = await Promise.all(coverage.map(({ method, path }) => answerTo(method, path)))
    expect(answers.filter((answer) => answer !== 'there')).toEqual([])
  })

  test.each([
    ['GET', '/services/{serviceId}/nonsense', 404],
    ['POST', '/nonsense', 404],
    ['DELETE', '/services', 405],
  ])('%s %s, which the API has not, is not', async (method, path, status) => {
    expect(await answerTo(method, path)).toBe(`${method} ${path}: ${status}`)
  })

  test.skipIf(recordings.length === 0)(`recorded is what there are recordings of${withoutShared}`, () => {
    const inRecordings = recordings
      .flatMap(readRecording)
      .map(({ method, path }) => described(method, path)?.name ?? `${method} ${path}`)
    const marked = coverage.filter(({ mark }) => mark === 'recorded')
    expect(marked.map(({ method, path }) => nameOf(method, path)).sort()).toEqual(
      [...new Set(inRecordings.map((name) => nameOf(...splitName(name))))].sort(),
    )
  })

  test('the command line lists all with their marks', async () => {
    const { stdout } = await run(['emulate', '--coverage'])
    expect(stdout.trim().split('\n')).toHaveLength(coverage.length)
    for (const mark of ['recorded', 'documented', 'assumed'])
      expect(stdout).toMatch(new RegExp(`^${mark} +GET `, 'm'))
  })
})
