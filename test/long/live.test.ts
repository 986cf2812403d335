/** An apply of sixty resources, some of which fail, wait or take long, as it is seen at a terminal. `vitest --update` writes the frames anew, which are to be read then. */
import { describe, expect, test } from 'vitest'
import { virtualClock } from '../../src/index.ts'
import { timeless, type Watched, watched } from '../cli/telling/watching.ts'
import { eventsIn } from '../support/events.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const each = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index))
const named = (name: string, index: number) => `${name}-${String(index + 1).padStart(2, '0')}`

const worker = (name: string, level: string, more: object = {}) => ({
  type: 'worker',
  name,
  ...node,
  envVars: [{ key: 'LEVEL', value: level }],
  ...more,
})

const changedOnes = (level: string) => each(28, (index) => worker(named('orders-consumer', index), level))

/** Each takes what Render makes up for the one before. */
const chained = each(6, (index) => ({
  type: 'pserv',
  name: named('stage', index),
  ...node,
  envVars: [
    { key: 'TOKEN', generateValue: true },
    ...(index === 0
      ? []
      : [
          {
            key: 'BEFORE',
            fromService: { type: 'pserv', name: named('stage', index - 1), envVarKey: 'TOKEN' },
          },
        ]),
  ],
}))

const groups = (level: string) => [
  { name: '共有シークレット', envVars: [{ key: 'LEVEL', value: level }] },
  { name: 'Team Production Secrets', envVars: [{ key: 'LEVEL', value: level }] },
]

const before = JSON.stringify({ services: changedOnes('info'), envVarGroups: groups('info').slice(1) })
const after = JSON.stringify({
  services: [
    ...changedOnes('debug'),
    ...chained,
    ...each(20, (index) => worker(named('customer-notification-dispatcher', index), 'info')),
  ],
  databases: each(4, (index) => ({ name: named('ledger', index), plan: 'basic-1gb' })),
  envVarGroups: groups('debug'),
})

/** Some builds fail, one create is refused, and one service is slow. */
const sixty = (setting: Watched = {}) =>
  watched(after, {
    limits: 'recorded',
    clock: virtualClock(Date.UTC(2026, 0, 1, 12)),
    past: (it) => it.apply(before),
    intercept: ({ method, body }) =>
      method === 'POST' && (body as { name?: string }).name === 'ledger-04' && 402,
    faults: [
      { deploy: 'orders-consumer-07', nth: 2, does: 'build_failed' },
      { deploy: 'orders-consumer-21', nth: 2, does: 'build_failed' },
      { deploy: 'stage-04', nth: 1, does: 'build_failed' },
    ],
    ...setting,
  })

const golden = (name: string) => `../cli/telling/golden/${name}.txt`

/** Without what depends on where and in which order it is tried. */
const anonymous = (text: string): string => timeless(text).replace(/\b(dep|evg|srv|dpg)-\w{20}\b/g, '$1-…')

/** Lines of a window, of which nothing may be left once it is over. */
const isDrawn = (line: string): boolean =>
  / {2}(\d+:)?\d?\d:\d\d {2}|of \d+ done, about| and \d+ more: /.test(line)

describe.each([
  [80, 24],
  [200, 60],
])('at %i × %i', (columns, rows) => {
  test('the window shows what goes on, and leaves nothing but the summary', async () => {
    const { screen, began, ended } = await sixty({ size: { columns, rows } })
    if (!screen) throw new Error('there is a terminal')
    for (const [name, seconds] of Object.entries({
      begins: 1,
      deploys: 30,
      fails: 70,
      waits: 1500,
      ends: 3700,
    })) {
      const { shown } = await screen.linesAt(began + seconds * 1000)
      const drawn = shown.filter(isDrawn)
      expect(drawn.length).toBeLessThan(rows)
      await expect(`${anonymous(drawn.join('\n'))}\n`).toMatchFileSnapshot(golden(`${name}-${columns}`))
    }
    const { scrolled, shown } = await screen.linesAt(ended)
    const left = [...scrolled, ...shown]
    expect(left.filter(isDrawn)).toEqual([])
    const first = left.findIndex((line) => line.startsWith('error '))
    expect(left.slice(first - 2, first)).toEqual([expect.stringMatching(/^About .* as estimated\.$/), ''])
    expect(left).toContainEqual(expect.stringMatching(/^Apply incomplete: 4 failed, 2 held up by that\./))
  })

  test('Ctrl-C leaves a clean screen, and says how it ended', async () => {
    const { screen, ended } = await sixty({
      size: { columns, rows },
      meanwhile: ({ text, stop }) => {
        if (text.includes('update in progress')) stop()
      },
    })
    const { scrolled, shown } = (await screen?.linesAt(ended)) ?? { scrolled: [], shown: [] }
    const left = [...scrolled, ...shown]
    expect(left.filter(isDrawn)).toEqual([])
    expect(left).toContainEqual(expect.stringMatching(/^Apply incomplete: .*stopped/))
    expect(left).toContain('Render goes on with what has begun:')
  })
})

test('a window that is made smaller, or larger, is drawn anew', async () => {
  const sizes = [
    { columns: 60, rows: 24 },
    { columns: 40, rows: 24 },
    { columns: 120, rows: 40 },
  ]
  const times: { readonly at: number; readonly columns: number }[] = []
  const { screen, ended } = await sixty({
    size: { columns: 80, rows: 24 },
    meanwhile: ({ at }, terminal) => {
      const due = at > (times.at(-1)?.at ?? 0) + 10_000
      const size = due ? sizes[times.length] : undefined
      if (!size || !terminal) return
      terminal.resize(size)
      times.push({ at, columns: size.columns })
    },
  })
  if (!screen) throw new Error('there is a terminal')
  expect(times).toHaveLength(sizes.length)
  for (const { at, columns } of times) {
    const { shown } = await screen.linesAt(at + 2_000)
    const feet = shown.filter((line) => line.includes('of 60 done'))
    expect(feet).toHaveLength(1)
    expect(Math.max(...shown.filter(isDrawn).map((line) => line.length))).toBeLessThan(columns)
  }
  // What a terminal scrolls away while it is made narrower, nobody can take back.
  const { shown } = await screen.linesAt(ended)
  expect(shown.filter(isDrawn)).toEqual([])
})

test('without a terminal there is a line for each event, and how far it is every 30 seconds', async () => {
  const { stderr } = await sixty()
  expect(stderr).not.toContain('\u001b')
  const lines = anonymous(stderr.slice(0, stderr.indexOf('\nerror ')))
    .trimEnd()
    .split('\n')
  for (const line of lines) expect(line).toMatch(/^hh:mm:ss {2}(\S.* {2}\S|\d+ of 60 done, about )/)
  expect(lines.filter((line) => line.includes(' of 60 done, about ')).length).toBeGreaterThan(100)
  const told = (name: string) =>
    lines
      .filter((line) => line.startsWith(`hh:mm:ss  ${name} `) && !line.includes(' for '))
      .map((line) => line.slice(52))
  expect(told('service/orders-consumer-07')).toEqual([
    'changing',
    'build in progress',
    'build failed',
    'failed',
  ])
  expect(told('service/orders-consumer-08').at(-1)).toMatch(/^changed in /)
  expect(lines).toContain('hh:mm:ss  service/stage-06                          waits for service/stage-05')
  expect(told('service/stage-05').at(-1)).toBe('not started: service/stage-04 failed')
  expect(lines).toContain('hh:mm:ss  group/共有シークレット                    created in 0 s (evg-…)')
  expect(lines).toContainEqual(
    expect.stringMatching(/ waits until hh:mm:ss: Render lets through 20 new services/),
  )
})

test('for programs, each event is what its schema says', async () => {
  const { stdout, stderr } = await sixty({ json: true })
  expect(stderr).toBe('')
  const types = new Set(eventsIn(stdout).map(({ type }) => type))
  expect([...types].sort()).toEqual([
    'apply_complete',
    'apply_errored',
    'apply_pending',
    'apply_progress',
    'apply_skipped',
    'apply_start',
    'apply_status',
    'apply_waiting',
    'change_summary',
    'planned_change',
    'version',
  ])
})
