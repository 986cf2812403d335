import { describe, expect, test } from 'vitest'
import { readRecording, recordings, withoutShared } from '../support/shared.ts'
import { replay } from './replay.ts'
import { type ServerType, transposed } from './transposed.ts'

/** The recordings are few; what is recorded of one type of service must hold for the others, by the facts. */

const types: ServerType[] = ['web_service', 'private_service', 'background_worker', 'cron_job']
const ofServers = recordings.filter((name) =>
  /^(webservice|privateservice|backgroundworker|cronjob)-/.test(name),
)

describe.skipIf(recordings.length === 0)(`recorded traffic of another type${withoutShared}`, () => {
  test.each(ofServers.flatMap((name) => types.map((type): [string, ServerType] => [name, type])))(
    '%s as a %s is answered with every status, and alike',
    async (name, type) => {
      const { wrongStatus, unexplained } = await replay(transposed(readRecording(name), type))
      expect(wrongStatus).toEqual([])
      expect(unexplained).toEqual([])
    },
  )

  test('there are such recordings', () => {
    expect(ofServers).not.toEqual([])
  })
})
