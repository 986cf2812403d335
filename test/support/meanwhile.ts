/** A plan that is applied after somebody else has been there. */
import { expect } from 'vitest'
import { type ApplyEvent, apply, type Planned, type Problem } from '../../src/index.ts'
import { type Bench, collect, failures, lines, secretsOf } from './workspace.ts'

export type Mapping = Readonly<Record<string, unknown>>

export const node = { runtime: 'node', plan: 'standard', buildCommand: 'npm ci', startCommand: 'npm start' }

export const secrets = secretsOf({ authToken: 'a token', logStreamToken: 'a token' })

export const carryOut = async ({ client, clock }: Bench, { plan, desired, known }: Planned) =>
  await collect(apply(plan, { client, clock, desired, known, secrets }))

export const problemsOf = (events: readonly ApplyEvent[]): readonly Problem[] =>
  events.flatMap((event) => (event.type === 'apply_errored' ? [event.problem] : []))

export const planOf = async (it: Bench, text: string) => lines((await it.plan(text, { secrets })).plan)

export const settle = async (it: Bench, text: string) =>
  expect(failures(await it.apply(text, { secrets }))).toEqual([])
