/** Deploys that are owed: what is written of a service takes effect with its next one only (API facts §1.2). */
import { type Address, readable } from '../address.ts'
import type { Change } from '../change.ts'
import { type ApiRequest, bucketOf, type Client } from '../http/index.ts'
import { type Problem, ProblemsError, toProblems } from '../problem.ts'
import type { AnyDeploys, LiveRecord } from '../rows/index.ts'
import type { Ledger } from './ledger.ts'

/** The deploy that one change may come to owe. */
export interface Debt {
  /** Resolves when the resource may be written: nobody is between a write and a deploy that counts in the same limit. */
  readonly begin: (live: LiveRecord) => Promise<void>
  /** Notes that it is being written: it must be deployed, or the services that take something of it, come what may. */
  readonly owes: (live: LiveRecord) => void
  readonly isOwed: () => boolean
  /** Triggers the deploy, after which nothing is owed. Throws `ProblemsError` where that is refused, or the signal's reason. */
  readonly pay: <Answer>(trigger: () => Promise<Answer>) => Promise<Answer>
  /**
   * Triggers what is owed by a change that failed, was stopped, or was never begun although the group that it takes variables
   * from has changed. It is told and not waited for, and its own failure hides no other. Resolves with whether it was triggered.
   */
  readonly settle: () => Promise<boolean>
  /** Lets others go on. */
  readonly letGo: () => void
}

export interface DebtOptions {
  readonly client: Client
  readonly signal?: AbortSignal
  /** The request that starts the deploy of a change. */
  readonly trigger: (change: Change, deploys: AnyDeploys, live: LiveRecord) => ApiRequest
  readonly ledger: Ledger
  /** Tells that a deploy was triggered as the last thing that is done about a resource, or why it was not. */
  readonly tell: (address: Address, problem?: Problem) => void
}

/** The debts of an apply. */
export interface Debts {
  readonly of: (change: Change) => Debt
  /** Whether something of it was written that takes effect with deploys: with its own, or of a group with those of its services. */
  readonly hasWritten: (address: Address) => boolean
}

export const debtsOf = ({ client, signal, trigger, ledger, tell }: DebtOptions): Debts => {
  const turns = turnsOf()
  const written = new Set<Address>()
  const debtOf = (change: Change): Debt => {
    const { address, kind } = change
    const { deploys } = kind
    let owed: LiveRecord | undefined
    let isRefused = false
    let end: (() => void) | undefined
    const letGo = () => {
      end?.()
      end = undefined
    }
    const pay: Debt['pay'] = async (send) => {
      try {
        const answer = await send()
        owed = undefined
        ledger.deployed(address)
        return answer
      } catch (error) {
        if (signal?.aborted && error === signal.reason) throw error
        isRefused = true
        throw new ProblemsError(undeployed(address, error))
      } finally {
        letGo()
      }
    }
    return {
      begin: async (live) => {
        // All cron jobs share one limit: without turns, all would be written first, and the last be deployed minutes later.
        if (deploys) end ??= await turns(bucketOf(deploys.trigger(live)))
      },
      owes: (live) => {
        ledger.written(address)
        written.add(address)
        if (deploys?.possible(live)) owed = live
      },
      isOwed: () => owed !== undefined,
      pay,
      settle: async () => {
        const live = owed
        if (!live || !deploys || isRefused) return false
        try {
          await pay(() => client.send(trigger(change, deploys, live)))
          tell(address)
          return true
        } catch (error) {
          tell(address, toProblems(error)[0])
          return false
        }
      },
      letGo,
    }
  }
  return { of: debtOf, hasWritten: (address) => written.has(address) }
}

const thenAgain = (address: Address): string =>
  `Then apply again; where the plan says nothing of it, with --redeploy ${readable(address)}.`

/** Whatever was wrong with the request, what was written is still to be deployed. */
const undeployed = (address: Address, error: unknown): readonly Problem[] =>
  toProblems(error, address).map((problem) => ({
    ...problem,
    message: `${readable(address)} is written and not deployed: ${problem.message}`,
    todo: [problem.todo, thenAgain(address)].join(' ').trim(),
  }))

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
