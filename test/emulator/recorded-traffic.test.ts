import { describe, expect, test } from 'vitest'
import { readRecording, recordings, withoutShared } from '../support/shared.ts'
import { replay } from './replay.ts'

describe.skipIf(recordings.length === 0)(`recorded traffic${withoutShared}`, () => {
  const counted = { requests: 0, unlike: 0 }

  test.each(recordings)('%s is answered with every status as recorded, and alike', async (name) => {
    const exchanges = readRecording(name)
    const { wrongStatus, unlike, unexplained } = await replay(exchanges)
    counted.requests += exchanges.length
    counted.unlike += unlike.length
    expect(wrongStatus).toEqual([])
    expect(unexplained).toEqual([])
  })

  test('at least 99 % of all answers are alike, the listed differences counted as unlike', () => {
    expect(counted.requests).toBeGreaterThan(800)
    expect(1 - counted.unlike / counted.requests).toBeGreaterThanOrEqual(0.99)
  })
})
