import { expect, test } from 'vitest'
import { parseFaults } from '../../src/emulator/index.ts'

/** The notation of faults, and what is said of one that is wrong. */

test('a file is a list in YAML', () => {
  const file = `
- request: POST /services
  nth: [1, 3]
  does: answer
  status: 503
  message: try later
  retryAfter: 2
- { request: '* /services/*/env-vars/*', every: 2, times: 1, does: reset, after: work }
- { deploy: api, nth: 2, commit: c0ffee, does: build_failed }
- { database: main-db, does: slow, seconds: 900 }
- random: { seed: 1, rate: 0.1, kinds: [reset, lost, unavailable] }
  request: GET /**
`
  expect(parseFaults(file)).toMatchObject([
    {
      request: 'POST /services',
      nth: [1, 3],
      does: 'answer',
      status: 503,
      message: 'try later',
      retryAfter: 2,
    },
    { request: '* /services/*/env-vars/*', every: 2, times: 1, does: 'reset', after: 'work' },
    { deploy: 'api', nth: 2, commit: 'c0ffee', does: 'build_failed' },
    { database: 'main-db', does: 'slow', seconds: 900 },
    { random: { seed: 1, rate: 0.1, kinds: ['reset', 'lost', 'unavailable'] }, request: 'GET /**' },
  ])
})

test('or the same in JSON', () => {
  expect(parseFaults('[{"request": "GET /owners", "does": "timeout"}]')).toMatchObject([
    { request: 'GET /owners', does: 'timeout' },
  ])
})

test.each([
  ['', 'the list of faults must be an array'],
  ['request: GET /owners', 'the list of faults must be an array'],
  ['- 1', 'faults[0] must be an object'],
  ['- {}', 'faults[0] must have one of request, deploy, database, random'],
  ['- { request: GET /owners }', 'faults[0].does must be one of answer, reset, timeout, delay, truncate'],
  ['- { request: GET /owners, does: explode }', 'faults[0].does must be one of answer, reset'],
  ['- { request: GET /owners, does: answer }', 'faults[0].status is required'],
  ['- { request: GET /owners, does: answer, status: 100 }', 'faults[0].status must be at least 200'],
  ['- { request: GET /owners, does: delay, ms: 1, worksAfter: 5 }', 'unknown field faults[0].worksAfter'],
  ['- { request: GET /owners, does: reset, worksAfter: 0 }', 'faults[0].worksAfter must be at least 1'],
  ['- { request: GET /owners, does: answer, status: soon }', 'faults[0].status must be an integer'],
  ['- { request: GET /owners, does: delay }', 'faults[0].ms is required'],
  ['- { request: GET /owners, does: reset, sttaus: 500 }', 'unknown field faults[0].sttaus'],
  ['- { request: GET /owners, does: reset, after: dinner }', 'faults[0].after must be one of work'],
  ['- { request: GET /owners, does: reset, nth: first }', 'faults[0].nth must be an integer'],
  ['- { request: GET /owners, does: reset, nth: [1, 0] }', 'faults[0].nth[1] must be at least 1'],
  [
    '- { request: GET /v1/owners, does: reset }',
    'faults[0].request must be a method (or *) and a path below /v1',
  ],
  ['- { request: owners, does: reset }', 'faults[0].request must be a method (or *) and a path'],
  ['- { request: FETCH /owners, does: reset }', 'faults[0].request must be a method (or *) and a path'],
  ['- { deploy: api, does: explode }', 'faults[0].does must be one of build_failed, pre_deploy_failed'],
  ['- { deploy: "", does: hang }', 'faults[0].deploy must be a non-empty string'],
  ['- { database: main, does: slow }', 'faults[0].seconds is required'],
  [
    '- { random: { seed: 1, rate: 2, kinds: [reset] } }',
    'faults[0].random.rate must be a number from 0 to 1',
  ],
  ['- { random: { seed: 1, rate: 1, kinds: [] } }', 'faults[0].random.kinds must be a non-empty array'],
  [
    '- { random: { seed: 1, rate: 1, kinds: [fire] } }',
    'faults[0].random.kinds[0] must be one of reset, lost',
  ],
  ['- { database: main, does: hang }\n- 5', 'faults[1] must be an object'],
  ['- request: * /services', 'line 1'],
  ['- {', 'line 1'],
  ['['.repeat(5000), 'nested deeper than 200 levels'],
  ['- '.repeat(5000), 'nested deeper than 200 levels'],
  ['- &a [*a]', 'faults[0] must be an object'],
])('%s: %s', (file, message) => {
  expect(() => parseFaults(file)).toThrow(message)
})
