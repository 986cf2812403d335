/** What a person sees of an apply, at a terminal and without one, on a clock that jumps. */
import { describe, expect, test } from 'vitest'
import { planView } from '../../../cli/render/index.ts'
import { createScreen } from '../../../cli/shell/index.ts'
import { follow, listenAsJson, listenAsText } from '../../../cli/telling/index.ts'
import { openSession } from '../../../src/index.ts'
import { createMask } from '../../../src/mask/index.ts'
import { memory } from '../../support/cli.ts'
import { eventsIn } from '../../support/events.ts'
import { type BenchSettings, bench } from '../../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const service = (name: string, more: object = {}) => ({ type: 'pserv', name, ...node, ...more })
/** What Render makes up, another service can only take once that is live. */
const madeUp = { envVars: [{ key: 'TOKEN', generateValue: true }] }
const after = (name: string) => ({
  envVars: [{ key: 'NEXT', fromService: { type: 'pserv', name, envVarKey: 'TOKEN' } }],
})
const two = JSON.stringify({ services: [service('api', madeUp), service('web', after('api'))] })
const many = JSON.stringify({ services: Array.from({ length: 21 }, (_, index) => service(`s${index}`)) })

interface Setting extends BenchSettings {
  readonly columns?: number
  readonly json?: boolean
  /** Stops once this is printed. */
  readonly stopAt?: RegExp
}

/** What is written to stderr while a file is applied; `screens`: what the last line held, each time it changed. */
const seen = async (file: string, { columns, json, stopAt, ...settings }: Setting = {}) => {
  const it = bench(settings)
  const { client, clock } = it
  const planned = await it.plan(file)
  const stop = new AbortController()
  const [out, err] = [memory(), memory()]
  const stderr = Object.assign(err.stream, columns !== undefined && { isTTY: true, columns })
  const mask = createMask()
  const screen = createScreen({ env: { NO_COLOR: '1' }, stdout: out.stream, stderr, mask }, { color: false })
  const listener = json ? listenAsJson(screen) : listenAsText(screen, clock)
  const { signal } = stop
  const session = await openSession({ client, clock, signal })
  listener.onPlan(planView(planned.plan))
  const events = async function* () {
    for await (const event of session.apply(planned)) {
      yield event
      if (stopAt?.test(err.text())) stop.abort(new Error('stop'))
    }
  }
  await follow(events(), listener, clock)
  return { stderr: err.text(), stdout: out.text(), began: clock }
}

/** Times of day depend on where the test runs. */
const timeless = (text: string) => text.replace(/\b\d\d:\d\d:\d\d\b/g, 'TIME')

const eraseLine = '\r\u001b[K'

describe('without a terminal', () => {
  test('each deploy tells its state every 30 seconds, and how far all of it is', async () => {
    const { stderr } = await seen(two)
    expect(
      timeless(stderr)
        .replace(/\(srv-\w+\)/g, '(id)')
        .trimEnd()
        .split('\n'),
    ).toEqual([
      'TIME  service/web  waits for service/api',
      'TIME  service/api  creating',
      'TIME  service/api  build in progress',
      'TIME  service/api  build in progress for 30 s',
      'TIME  0 of 2 done, about 1 min left (until TIME)',
      'TIME  service/api  update in progress',
      'TIME  service/api  live',
      'TIME  service/api  created in 56 s (id)',
      'TIME  service/web  creating',
      'TIME  service/web  build in progress',
      'TIME  service/web  build in progress for 5 s',
      'TIME  1 of 2 done, about 52 s left (until TIME)',
      'TIME  service/web  build in progress for 35 s',
      'TIME  1 of 2 done, about 22 s left (until TIME)',
      'TIME  service/web  update in progress',
      'TIME  service/web  live',
      'TIME  service/web  created in 56 s (id)',
    ])
    expect(stderr).not.toContain('\u001b')
  })

  test('what waits for a limit says which, and until when', async () => {
    const { stderr } = await seen(many, { limits: 'recorded' })
    const lines = timeless(stderr).split('\n')
    expect(lines).toContain(
      'TIME  service/s20  waits until TIME: Render lets through 20 new services and databases an hour',
    )
    const begun = lines.indexOf('TIME  service/s20  creating')
    expect(begun).toBeGreaterThan(lines.findIndex((line) => line.includes('20 of 21 done, about')))
  })

  test('a stop says what Render goes on with, and where to look', async () => {
    const { stderr, stdout } = await seen(two, { stopAt: /build in progress/ })
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
    const { stderr } = await seen(two, { stopAt: /service\/web +build in progress/ })
    expect(stderr).toContain('\nDone:\n  service/api\nStopped on the way:\n  service/web\n\nRender goes on')
    const first = await seen(two, { stopAt: /service\/api +creating/ })
    expect(first.stderr).toContain('\nStopped on the way:\n  service/api\nNot started:\n  service/web\n')
  })

  test('an apply that ends by itself says nothing of that', async () => {
    const { stderr } = await seen(two)
    expect(stderr).not.toContain('goes on')
    expect(stderr).not.toContain('Done:')
  })
})

describe('at a terminal', () => {
  test.each([80, 200])('the last of %i columns tells the seconds, and is taken back', async (columns) => {
    const { stderr } = await seen(two, { columns })
    const drawn = stderr.split('\n').map((line) => line.split(eraseLine))
    const feet = drawn.flat().filter((text) => /^\d of 2 done/.test(text))
    for (const foot of feet) expect(foot.length).toBeLessThan(columns)
    const full = '0 of 2 done, about 2 min left (until 00:00:00) · service/api build in progress 12 s'
    const cut = full.length < columns ? full : `${full.slice(0, columns - 2)}…`
    expect(feet.map((foot) => foot.replace(/[\d:]{8}/, '00:00:00'))).toContain(cut)
    const kept = drawn.map((parts) => parts.at(-1) ?? '')
    expect(kept.filter((line) => /done, about|for 30 s/.test(line))).toEqual([])
    expect(kept.filter((line) => /service\/api {2}(creating|live)$/.test(line))).toHaveLength(2)
  })

  test('where no line can be taken back, it is as without one', () => {
    const stderr = Object.assign(memory().stream, { isTTY: true })
    const dumb = createScreen(
      { env: { TERM: 'dumb' }, stdout: memory().stream, stderr, mask: createMask() },
      { color: true },
    )
    expect(dumb.foot).toBeUndefined()
  })
})

test('for programs, the same is events, one a line, with times that people can read', async () => {
  const { stdout, stderr } = await seen(many, { limits: 'recorded', json: true })
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
