/** The richest files, and every change of one field that the field table allows in them: planned, done, settled. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kinds } from '../../src/kinds/index.ts'
import type { AnyKind } from '../../src/rows/kind.ts'
import { goodRealFiles, goodSamples, withoutRealFiles } from '../support/files.ts'
import { sitesOf } from './single-changes/edits.ts'
import { listChanges } from './single-changes/lists.ts'
import { richestOf } from './single-changes/richest.ts'
import { partChanges, rowChanges } from './single-changes/rows.ts'
import { trialsOf } from './single-changes/trial.ts'
import { addedKey } from './single-changes/values.ts'

/** Every row of every kind and of its aspects; an aspect without rows is one itself. */
const fieldTable = Object.entries<AnyKind>(kinds).flatMap(([kind, { fields, aspects }]) => [
  ...Object.keys(fields).map((row) => `${kind} ${row}`),
  ...Object.entries(aspects).flatMap(([aspect, { fields }]) =>
    Object.keys(fields).length > 0
      ? Object.keys(fields).map((row) => `${kind} ${aspect}.${row}`)
      : [`${kind} ${aspect}`],
  ),
])

/** What no change of a file changes, and why. */
const outOfReach = [
  // The identity.
  'registryCredential login.name',
  // Secrets, which stand in no file.
  'registryCredential login.authToken',
  'postgres logStream.token',
  'keyValue logStream.token',
  'privateService logStream.token',
  'webService logStream.token',
  'staticSite logStream.token',
  // Under x-render-sync, beside the routes that it is for: test/kinds/routes.test.ts.
  'staticSite routes.address',
  'staticSite routes.path',
  // As above.
  'backgroundWorker logStream.token',
  'cronJob logStream.token',
  'webhook receiver.url',
  'workspaceLogStream target.token',
]

/** The files that have workflows are not the richest of any kind that is changed here: test/kinds/rows.test.ts has their rows. */
const isElsewhere = (row: string) => row.startsWith('workflow ')

describe(`single changes of the richest files${withoutRealFiles}`, () => {
  const tried = new Set<string>()
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'render-sync-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each([...richestOf(goodSamples), ...richestOf(goodRealFiles)])('$file', async ({ text, secrets }) => {
    const all = new Map([...secrets, ['authToken', 'a token'], [addedKey, 'a secret']])
    const trials = await trialsOf(text(), all, folder)
    const sites = sitesOf(trials.file.text, trials.file.desired)
    expect(sites).toHaveLength(trials.file.desired.resources.size)
    const wrong: string[] = []
    for (const site of sites) {
      const changes = [rowChanges, partChanges, listChanges].flatMap((make) => make(trials.file, site))
      for (const change of changes) {
        tried.add(change.of)
        const complaints = await trials.try(change)
        wrong.push(...complaints.map((what) => `${change.of} of ${change.address} ${what}`))
      }
    }
    expect(wrong).toEqual([])
  })

  test('try the whole field table', () => {
    expect(fieldTable.filter((row) => !tried.has(row) && !isElsewhere(row))).toEqual(outOfReach)
  })
})
