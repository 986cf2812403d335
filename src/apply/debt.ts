/** Deploys that are owed: what is written of a service takes effect with its next one only (API facts §1.2). */
import { bucketOf } from '../http/index.ts'
import type { AnyDeploys, LiveRecord } from '../rows/index.ts'

/** The deploy that one change may come to owe. */
export interface Debt {
  /** Resolves when the resource may be written: nobody is between a write and a deploy that counts in the same limit. */
  readonly begin: (live: LiveRecord) => Promise<void>
  /** Notes that it is written: it must be deployed, come what may. */
  readonly owes: (live: LiveRecord) => void
  /** Whom the deploy is owed to. */
  readonly owed: () => LiveRecord | undefined
  /** Triggers the deploy, after which nothing is owed. */
  readonly pay: <Answer>(trigger: () => Promise<Answer>) => Promise<Answer>
  /** Lets others go on. */
  readonly letGo: () => void
}

/** Resolves when it is one's turn at something, with what ends the turn. */
type Turns = (at: string) => Promise<() => void>

/** One at a time, in the order in which they come. */
const turnsOf = (): Turns => {
  const last = new Map<string, Promise<void>>()
  return async (at) => {
    const before = last.get(at)
    let end = () => {}
    last.set(
      at,
      new Promise((resolve) => {
        end = resolve
      }),
    )
    await before
    return end
  }
}

/** The debts of an apply, one for each change; without `deploys` there is never one. */
export type Debts = (deploys: AnyDeploys | undefined) => Debt

export const debtsOf = (): Debts => {
  const turns = turnsOf()
  return (deploys) => {
    let owed: LiveRecord | undefined
    let end: (() => void) | undefined
    const letGo = () => {
      end?.()
      end = undefined
    }
    return {
      begin: async (live) => {
        // All cron jobs share one limit: without turns, all would be written first, and the last be deployed minutes later.
        if (deploys) end ??= await turns(bucketOf(deploys.trigger(live)))
      },
      owes: (live) => {
        if (deploys?.possible(live)) owed = live
      },
      owed: () => owed,
      pay: async (trigger) => {
        try {
          const answer = await trigger()
          owed = undefined
          return answer
        } finally {
          letGo()
        }
      },
      letGo,
    }
  }
}
