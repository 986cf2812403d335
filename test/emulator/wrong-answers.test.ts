import { describe, expect, test } from 'vitest'
import { readRecording, recordings, withoutShared } from '../support/shared.ts'
import { nameOf, type Outcome, replay, type Tamper } from './replay.ts'

/** The comparison with the recordings is a judge too: each of these answers is made wrong on purpose, and must be noticed. */

// biome-ignore lint/suspicious/noExplicitAny: bodies are as loose as what is done to them here
type Body = any

const without = (body: Body, key: string) => {
  const { [key]: _, ...rest } = body
  return rest
}

const web = 'webservice--web_service.json'
const postgres = 'postgres--postgres.json'
const project = 'project--project.json'
const group = 'envgroup--env_group.json'

const service = 'GET /services/{id}'
const envVars = 'PUT /services/{id}/env-vars'
const database = 'GET /postgres/{id}'

type Row = [what: string, recording: string, request: string, change: (body: Body) => Body]

const wrongBodies: readonly Row[] = [
  ['a missing key', web, service, (body) => without(body, 'rootDir')],
  [
    'a missing key deep inside',
    web,
    service,
    (body) => ({ ...body, serviceDetails: without(body.serviceDetails, 'env') }),
  ],
  ['an extra key', web, service, (body) => ({ ...body, colour: 'red' })],
  ['an extra key that is null', web, service, (body) => ({ ...body, environmentId: null })],
  [
    'a text for a number',
    web,
    service,
    (body) => ({ ...body, serviceDetails: { ...body.serviceDetails, numInstances: '1' } }),
  ],
  ['a boolean for a word', web, service, (body) => ({ ...body, autoDeploy: true })],
  ['another word of an enum', web, service, (body) => ({ ...body, suspended: 'suspended' })],
  ['another name', web, service, (body) => ({ ...body, name: `${body.name}x` })],
  ['a name in capitals', web, service, (body) => ({ ...body, name: body.name.toUpperCase() })],
  ['a time that is none', web, service, (body) => ({ ...body, createdAt: 'yesterday' })],
  ['the id of something else', web, service, (body) => ({ ...body, id: 'srv-00000000000000000000' })],
  ['null for a list', web, service, (body) => ({ ...body, suspenders: null })],
  ['an object for a list', web, envVars, () => ({})],
  ['a list in another order', web, envVars, (body) => body.toReversed()],
  ['a list that is one short', web, envVars, (body) => body.slice(1)],
  ['a list with one too many', web, envVars, (body) => [...body, body[0]]],
  ['a row without its cursor', web, envVars, (body) => body.map((row: Body) => without(row, 'cursor'))],
  ['a row without its wrapper', web, envVars, (body) => body.map((row: Body) => row.envVar)],
  ['no body', web, service, () => undefined],
  ['a list for null', project, 'GET /environments/{id}', (body) => ({ ...body, serviceIds: [] })],
  [
    'a list for null in a new database',
    postgres,
    database,
    (body) => ({ ...body, ipAllowList: body.ipAllowList ?? [] }),
  ],
  ['another status of a database', postgres, database, (body) => ({ ...body, status: 'unavailable' })],
  ['a version as a number', postgres, database, (body) => ({ ...body, version: Number(body.version) })],
  [
    'a value that is another’s',
    group,
    'GET /env-groups/{id}',
    (body) => ({ ...body, envVars: body.envVars.map((row: Body) => ({ ...row, value: 'x' })) }),
  ],
]

const wrongStatuses: readonly [recording: string, request: string, status: number][] = [
  [web, 'POST /services', 200],
  [web, service, 404],
  [web, 'DELETE /services/{id}', 200],
  [group, 'POST /env-groups', 200],
]

/** Replays a recording with one kind of answer made wrong, and counts how many were. */
const tampered = async (recording: string, tamper: Tamper): Promise<Outcome & { changed: number }> => {
  let changed = 0
  const outcome = await replay(readRecording(recording), (exchange, answer) => {
    const wrong = tamper(exchange, answer)
    if (wrong !== answer) changed++
    return wrong
  })
  return { ...outcome, changed }
}

describe.skipIf(recordings.length === 0)(`an answer made wrong is noticed${withoutShared}`, () => {
  test('there are twenty and more of them', () => {
    expect(wrongBodies.length + wrongStatuses.length).toBeGreaterThanOrEqual(20)
  })

  test.each(wrongBodies)('%s (%s, %s)', async (_, recording, request, change) => {
    const outcome = await tampered(recording, (exchange, answer) => {
      if (nameOf(exchange) !== request || answer.status >= 300) return answer
      const body = change(structuredClone(answer.body))
      const same = JSON.stringify(body) === JSON.stringify(answer.body)
      return same ? answer : { ...answer, body }
    })
    expect(outcome.changed).toBeGreaterThan(0)
    expect(outcome.unexplained.length).toBeGreaterThanOrEqual(outcome.changed)
  })

  test.each(wrongStatuses)('a wrong status (%s, %s, %i)', async (recording, request, status) => {
    const { changed, wrongStatus } = await tampered(recording, (exchange, answer) =>
      nameOf(exchange) === request ? { ...answer, status } : answer,
    )
    expect(changed).toBeGreaterThan(0)
    expect(wrongStatus.filter((each) => each === `${request} ${status}`)).toHaveLength(changed)
  })
})
