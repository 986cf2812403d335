/** Plans that were approved, and what the workspace has become since. */
import { expect, test } from 'vitest'
import { stage } from '../cli/stage.ts'
import { inventoryOf } from './inventory.ts'
import { database, type File, store } from './trial.ts'

const live: File = { services: [store('cache'), store('spare')], databases: [database('main')] }
const file: File = { services: [store('cache')], databases: [database('main')] }
const pruning = ['--prune', 'services', '--prune-scope', 'workspace', '--confirm-destructive']

const saved = async (...args: readonly string[]) => {
  const it = await stage({ file: JSON.stringify(file), live: JSON.stringify(live) })
  const { code } = await it.cli(['plan', ...args, '--out', 'plan.json'])
  return { ...it, code }
}

type Row = readonly [
  string,
  (it: Awaited<ReturnType<typeof saved>>) => Promise<unknown>,
  number,
  readonly string[],
]

const rows: readonly Row[] = [
  ['nothing', async () => {}, 0, ['keyvalue/spare']],
  [
    'another one that nobody has approved',
    async ({ write, cli }) => {
      write('more.yaml', JSON.stringify({ services: [store('extra')] }))
      await cli(['apply', '--auto-approve', '-f', 'more.yaml'])
    },
    1,
    [],
  ],
  [
    'the same, gone already',
    ({ cli }) => cli(['apply', '--auto-approve', ...pruning]),
    0,
    ['keyvalue/spare'],
  ],
  [
    'the same, with another setting',
    async ({ write, cli }) => {
      write('more.yaml', JSON.stringify({ services: [store('spare', { plan: 'standard' })] }))
      await cli(['apply', '--auto-approve', '-f', 'more.yaml'])
    },
    1,
    [],
  ],
]

test.each(rows)('a plan that deletes, and since then %s', async (_since, happens, exit, lost) => {
  const it = await saved(...pruning)
  expect(it.code).toBe(0)
  const before = inventoryOf(it.emulator)
  await happens(it)
  const { code } = await it.cli(['apply', '--auto-approve', 'plan.json'])
  const after = inventoryOf(it.emulator)
  expect([code, before.filter((address) => !after.includes(address))]).toEqual([exit, lost])
})

test('what was not confirmed when it was planned cannot be confirmed after', async () => {
  const it = await saved(...pruning.slice(0, -1))
  expect(it.code).toBe(1)
  const before = inventoryOf(it.emulator)
  const { code } = await it.cli(['apply', '--auto-approve', '--confirm-destructive', 'plan.json'])
  expect([code, inventoryOf(it.emulator)]).toEqual([1, before])
})
