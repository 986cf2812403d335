/** What a person sees of an apply, at a terminal and without one, on a clock that jumps. */
import { describe, expect, test } from 'vitest'
import { eventsIn } from '../../support/events.ts'
import { timeless, type Watched, watched } from './watching.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const service = (name: string, more: object = {}) => ({ type: 'pserv', name, ...node, ...more })
/** What Render makes up, another service can only take once that is live. */
const madeUp = { envVars: [{ key: 'TOKEN', generateValue: true }] }
const after = (name: string) => ({
  envVars: [{ key: 'NEXT', fromService: { type: 'pserv', name, envVarKey: 'TOKEN' } }],
})
const two = JSON.stringify({ services: [service('api', madeUp), service('web', after('api'))] })
const many = JSON.stringify({ services: Array.from({ length: 21 }, (_, index) => service(`s${index}`)) })

const introducer = '\u001b'

/** Stops once this is printed. */
const stopAt =
  (when: RegExp): NonNullable<Watched['meanwhile']> =>
  ({ text, stop }) => {
    if (when.test(text)) stop()
  }

describe('without a terminal', () => {
  test('each deploy tells its state every 30 seconds, and how far all of it is', async () => {
    const { stderr } = await watched(two)
    expect(
      timeless(stderr)
        .replace(/\(srv-\w+\)/g, '(id)')
        .trimEnd()
        .split('\n'),
    ).toEqual([
      'hh:mm:ss  service/web  waits for service/api',
      'hh:mm:ss  service/api  creating',
      'hh:mm:ss  service/api  build in progress',
      'hh:mm:ss  service/api  build in progress for 30 s',
      'hh:mm:ss  0 of 2 done, about 1 min left (until hh:mm:ss)',
      'hh:mm:ss  service/api  update in progress',
      'hh:mm:ss  service/api  live',
      'hh:mm:ss  service/api  created in 56 s (id)',
      'hh:mm:ss  service/web  creating',
      'hh:mm:ss  service/web  build in progress',
      'hh:mm:ss  service/web  build in progress for 5 s',
      'hh:mm:ss  1 of 2 done, about 52 s left (until hh:mm:ss)',
      'hh:mm:ss  service/web  build in progress for 35 s',
      'hh:mm:ss  1 of 2 done, about 22 s left (until hh:mm:ss)',
      'hh:mm:ss  service/web  update in progress',
      'hh:mm:ss  service/web  live',
      'hh:mm:ss  service/web  created in 56 s (id)',
    ])
    expect(stderr).not.toContain(introducer)
  })

  test('what waits for a limit says which, and until when', async () => {
    const { stderr } = await watched(many, { limits: 'recorded' })
    const lines = timeless(stderr).split('\n')
    expect(lines).toContain(
      'hh:mm:ss  service/s20  waits until hh:mm:ss: Render lets through 20 new services and databases an hour',
    )
    const begun = lines.indexOf('hh:mm:ss  service/s20  creating')
    expect(begun).toBeGreaterThan(lines.findIndex((line) => line.includes('20 of 21 done, about')))
  })

  test('a stop says what Render goes on with, and where to look', async () => {
    const { stderr, stdout } = await watched(two, { meanwhile: stopAt(/build in progress/) })
    expect(stdout).toContain('Apply incomplete: 2 stopped.')
    expect(stderr.replace(/srv-\w+/g, 'id')).toContain(
      [
        'Render goes on with what has begun:',
        '  service/api  build in progress  https://dashboard.render.com/pserv/id',
        'Look there how it ends. The next apply goes on from what is there by then, and drift compares.',
      ].join('\n'),
    )
  })

  test('a stop says what is done and what is left', async () => {
    const { stderr } = await watched(two, { meanwhile: stopAt(/service\/web +build in progress/) })
    expect(stderr).toContain('\nDone:\n  service/api\nStopped on the way:\n  service/web\n\nRender goes on')
    const first = await watched(two, { meanwhile: stopAt(/service\/api +creating/) })
    expect(first.stderr).toContain('\nStopped on the way:\n  service/api\nNot started:\n  service/web\n')
  })

  test('an apply that ends by itself says nothing of that', async () => {
    const { stderr } = await watched(two)
    expect(stderr).not.toContain('goes on')
    expect(stderr).not.toContain('Done:')
  })
})

describe('at a terminal', () => {
  const size = { columns: 80, rows: 24 }

  test('the seconds of what goes on are told, and what waits for whom', async () => {
    const { screen, began } = await watched(two, { size })
    const { shown } = (await screen?.linesAt(began + 12_500)) ?? { shown: [] }
    expect(shown.slice(-3).map(timeless)).toEqual([
      '  +  service/api     0:12  build in progress 0:12',
      '  +  service/web     0:12  waits for service/api',
      '0 of 2 done, about 2 min left (until hh:mm:ss)',
    ])
  })

  test('what the window has folded when it was made narrower is taken back', async () => {
    let resized = 0
    const { screen, ended } = await watched(two, {
      size,
      meanwhile: ({ at, text }, terminal) => {
        if (resized > 0 || !text.includes('build in progress')) return
        resized = at
        terminal?.resize({ columns: 30, rows: 24 })
      },
    })
    const { shown } = (await screen?.linesAt(resized)) ?? { shown: [] }
    expect(shown.slice(-3).map((line) => line.length)).toEqual([29, 29, 29])
    const { scrolled, shown: left } = (await screen?.linesAt(ended)) ?? { scrolled: [], shown: [] }
    expect([...scrolled, ...left].filter((line) => /in progress|of 2 done|waits for/.test(line))).toEqual([])
  })

  test.each([
    ['where no line can be taken back', { TERM: 'dumb' }],
    ['under CI, where nobody looks on', { CI: 'true' }],
  ])('%s, it is as without one', async (_name, env) => {
    const { screen } = await watched(two, { size, env })
    expect(screen?.text()).not.toContain(introducer)
    expect(screen?.text()).toMatch(/service\/api {2}creating\n/)
  })

  test('colours are left out where they are not wanted', async () => {
    const colourful = new RegExp(`${introducer}\\[\\d+m`)
    expect((await watched(two, { size })).screen?.text()).not.toMatch(colourful)
    expect((await watched(two, { size, env: { NO_COLOR: '' } })).screen?.text()).toMatch(colourful)
  })
})

test('for programs, the same is events, one a line, with times that people can read', async () => {
  const { stdout, stderr } = await watched(many, { limits: 'recorded', json: true })
  expect(stderr).toBe('')
  const events = eventsIn(stdout)
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
  expect(events.find(({ type }) => type === 'apply_waiting')).toEqual({
    type: 'apply_waiting',
    address: 'service/s20',
    limit: '20 new services and databases an hour',
    until: expect.stringMatching(iso),
    at: expect.stringMatching(iso),
  })
  const status = events.find(({ type }) => type === 'apply_status')
  expect(status).toMatchObject({
    ended: 0,
    of: 21,
    ends: expect.stringMatching(iso),
    under_way: expect.arrayContaining([
      { address: 'service/s0', status: 'build_in_progress', since: expect.stringMatching(iso) },
    ]),
    waiting: [{ address: 'service/s20', until: expect.stringMatching(iso) }],
  })
})
