/** Plans to render, made by the engine itself: from one file to another. */
import type { Plan, Planned } from '../../../src/index.ts'
import { bench, secretsOf } from '../../support/workspace.ts'

export interface From {
  /** What the workspace has, as a file. */
  readonly live?: string
  readonly secrets?: Readonly<Record<string, string>>
}

/** With what it was made from. */
export const compared = async (file: string, { live, secrets = {} }: From = {}): Promise<Planned> => {
  const place = bench({ ownerName: 'Acme' })
  const given = { secrets: secretsOf(secrets) }
  if (live !== undefined) await place.apply(live, given)
  return place.plan(file, given)
}

export const planned = async (file: string, from?: From): Promise<Plan> => (await compared(file, from)).plan
