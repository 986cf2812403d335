import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judgedEmulator } from '../../support/traffic.ts'

export const newFile = () => join(mkdtempSync(join(tmpdir(), 'emulator-')), 'state.json')

/** What another emulator makes of a file. */
export const stateOf = (state: string) => judgedEmulator({ state }).state()

/** The changes in a file, behind the workspace that it begins with. */
export const changesIn = (state: string): Record<string, Record<string, unknown>>[] =>
  readFileSync(state, 'utf8')
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line))
