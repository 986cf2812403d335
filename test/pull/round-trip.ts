/** What pulls of test workspaces have in common. */

import { findWorkspace } from '../../src/index.ts'
import type { Pulled, PullOptions } from '../../src/pull/pull.ts'
import { pull } from '../../src/pull/pull.ts'
import type { Bench } from '../support/workspace.ts'

/** Pulls everything, or what is asked for. */
export const pulled = async ({ client, emulator }: Bench, options: PullOptions = {}): Promise<Pulled> =>
  pull(client, await findWorkspace(client, { wanted: emulator.ownerId }), options)

/** Pulls into a file. */
export const pulledInto = (it: Bench, text: string, options: PullOptions = {}): Promise<Pulled> =>
  pulled(it, { ...options, file: { name: 'render.yaml', text } })
