/** What pulls of test workspaces have in common. */
import type { Pulled, PullOptions } from '../../src/export/pull.ts'
import { pull } from '../../src/export/pull.ts'
import { findWorkspace } from '../../src/index.ts'
import type { Bench } from '../support/workspace.ts'

/** Pulls everything, or what is asked for. */
export const pulled = async ({ client, emulator }: Bench, options: PullOptions = {}): Promise<Pulled> =>
  pull(client, await findWorkspace(client, { wanted: emulator.ownerId }), options)

/** Render adds a random suffix to names of databases, and to the users that are named after them. */
export const withoutSuffixes = (text: string): string =>
  text.replace(/^(\s+(?:databaseName|user): .*?)(?:_[a-z0-9]{4})+(_user)?$/gm, '$1')

/** Pulls into a file. */
export const pulledInto = (it: Bench, text: string, options: PullOptions = {}): Promise<Pulled> =>
  pulled(it, { ...options, file: { name: 'render.yaml', text } })
