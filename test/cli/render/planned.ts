/** Plans to render, made by the engine itself: from one file to another. */
import type { Plan } from '../../../src/index.ts'
import { bench, secretsOf } from '../../support/workspace.ts'

export interface From {
  /** What the workspace has, as a file. */
  readonly live?: string
  readonly secrets?: Readonly<Record<string, string>>
}

export const planned = async (file: string, { live, secrets = {} }: From = {}): Promise<Plan> => {
  const place = bench({ ownerName: 'Acme' })
  const given = { secrets: secretsOf(secrets) }
  if (live !== undefined) await place.apply(live, given)
  return (await place.plan(file, given)).plan
}
