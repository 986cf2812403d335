/** Carries changes out, each on a copy of the settled workspace, and tells all that is not as the field table says. */

import { writeFileSync } from 'node:fs'
import type { State } from '../../../src/emulator/index.ts'
import type { Planned } from '../../../src/index.ts'
import { apply, isRefused, ProblemsError, type Secrets } from '../../../src/index.ts'
import { type Bench, bench, collect, errorsOf, failures } from '../../support/workspace.ts'
import type { SettledFile, SingleChange } from './change.ts'
import { blocksOf, expectedBlocks, expectedErrors, rowsOfReplaced } from './expected.ts'
import { unnamed } from './readings.ts'

export interface Trials {
  readonly file: SettledFile
  /** Everything that is not as it should be; empty: the change is planned, done and settled. */
  readonly try: (change: SingleChange) => Promise<readonly string[]>
}

/** Settles a file in a workspace of its own, to try changes from there. `folder`: for the copies of its state. */
export const trialsOf = async (text: string, secrets: Secrets, folder: string): Promise<Trials> => {
  const it = bench()
  const { clock } = it
  const settled = new Map<string, State>()

  const settle = async (here: Bench, text: string) => {
    const failed = failures(await here.apply(text, { secrets }))
    const planned = await here.plan(text, { secrets })
    const left = [...failed, ...blocksOf(planned.plan)]
    if (left.length > 0) throw new Error(`not settled before: ${left.join(' | ')}`)
    settled.set(text, here.emulator.state())
    return planned
  }

  /** The workspace in which this text is settled. */
  const copyOf = async (before: string): Promise<Bench> => {
    const state = settled.get(before)
    if (!state) {
      const other = await copyOf(text)
      await settle(other, before)
      return other
    }
    const path = `${folder}/state.json`
    writeFileSync(path, JSON.stringify(state))
    return bench({ state: path, clock })
  }

  const { desired, known } = await settle(it, text)
  const file = { text, desired, known }
  const attempt = async (change: SingleChange) => trial(await copyOf(change.before), change, file, secrets)
  return { file, try: (change) => attempt(change).catch((error: unknown) => [String(error)]) }
}

const codesOf = (planned: Planned) => errorsOf(planned).map(({ code }) => code)

const inWords = (list: readonly string[]) =>
  list.length > 0 ? list.join(' | ').replace(/\n */g, ', ') : 'nothing'

const differs = (what: string, found: readonly string[], expected: readonly string[]): readonly string[] =>
  JSON.stringify(found) === JSON.stringify(expected)
    ? []
    : [`${what} ${inWords(found)}, not ${inWords(expected)}`]

/** What a change back does besides need not be what the change did: what has grown cannot shrink. */
const withoutDeploys = (blocks: readonly string[]) => blocks.map((block) => block.replace(' (deploys)', ''))

const trial = async (
  it: Bench,
  change: SingleChange,
  file: SettledFile,
  secrets: Secrets,
): Promise<readonly string[]> => {
  const { before, after, also } = change
  const carryOut = ({ plan, desired, known }: Planned) =>
    collect(apply(plan, { client: it.client, desired, known, clock: it.clock, secrets }))
  const there = await it.plan(after, { secrets })
  const errors = expectedErrors(change, file)
  const isReplaced = change.effect === 'replace'
  const planned = isReplaced ? rowsOfReplaced(there.plan, change.address) : blocksOf(there.plan)
  const complaints = [
    ...differs('plans', planned, expectedBlocks(change, file)),
    ...differs('finds', codesOf(there), errors),
  ]
  if (complaints.length > 0) return complaints
  if (isReplaced)
    return [...(await refused(it, () => carryOut(there))), ...(await replaced(it, change, secrets))]
  if (errors.length > 0) return refused(it, () => carryOut(there))
  const failed = failures(await carryOut(there))
  const again = await it.plan(after, { secrets })
  const back = await it.plan(before, { secrets })
  const expectedBack = expectedBlocks({ ...change, lines: change.back }, file)
  const wayBack = async () => [
    ...differs('back fails', failures(await carryOut(back)), []),
    ...differs('back then plans', blocksOf((await it.plan(before, { secrets })).plan), []),
  ]
  return [
    ...differs('fails', failed, []),
    ...differs('then plans', blocksOf(again.plan), []),
    ...differs('then finds', codesOf(again), []),
    ...differs('changes by the way', unnamed(there, again, also), []),
    ...differs('back plans', withoutDeploys(blocksOf(back.plan)), withoutDeploys(expectedBack)),
    ...(isRefused(back.plan) ? [] : await wayBack()),
  ]
}

/** A plan that is refused is not begun. */
const refused = async ({ sent }: Bench, start: () => unknown): Promise<readonly string[]> => {
  const sentBefore = sent.length
  try {
    await start()
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    return sent.length > sentBefore ? ['sends something, although it is refused'] : []
  }
  return ['applies what is refused']
}

/** Where it is allowed it is done, with whatever follows from it. */
const replaced = async (it: Bench, { address, after }: SingleChange, secrets: Secrets) => {
  const wishes = { allowReplace: [address], confirmDestructive: true }
  const allowed = await it.plan(after, { secrets, wishes })
  const failed = failures(await it.apply(after, { secrets, wishes }))
  const again = await it.plan(after, { secrets, wishes })
  return [
    ...differs('finds, where it is allowed,', codesOf(allowed), []),
    ...differs('fails, where it is allowed,', failed, []),
    ...differs('then plans, where it is allowed,', blocksOf(again.plan), []),
  ]
}
