/** Which workspace is meant, and when a file is kept from it. */
import { describe, expect, test } from 'vitest'
import { findWorkspace, ProblemsError } from '../../src/index.ts'
import { bench } from '../support/workspace.ts'

const [id, name] = ['tea-c0000000000000000010', 'Shop']
const [otherId, otherName] = ['tea-c0000000000000000020', 'Staging']

/** What is found, or why nothing is. */
const outcome = async (wanted: string | undefined, guard: string | undefined, several = true) => {
  const otherOwners = several ? [{ id: otherId, name: otherName }] : []
  const { client } = bench({ ownerId: id, ownerName: name, otherOwners })
  try {
    return (await findWorkspace(client, { wanted, guard })).name
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    return error.problems.map(({ code, todo }) => `${code}: ${todo}`).join()
  }
}

const refused = 'wrong-workspace: Use the file with its own workspace: set RENDER_WORKSPACE.'
const ofEnvironment = 'unknown-workspace: Check RENDER_OWNER_ID or RENDER_WORKSPACE.'
const ofFile = 'unknown-workspace: Check x-render-sync.workspace of the file.'

describe('a key that sees several workspaces', () => {
  test.each([
    ['named by its id', id, undefined, name],
    ['named by its name', otherName, undefined, otherName],
    [
      'named by nobody',
      undefined,
      undefined,
      'several-workspaces: Name one: set RENDER_WORKSPACE to its id.',
    ],
    ['named by the guard alone, by its id', undefined, otherId, otherName],
    ['named by the guard alone, by its name', undefined, otherName, otherName],
    ['guarded by its id', id, id, name],
    ['guarded by its id, named by its name', name, id, name],
    ['guarded by its name, named by its id', id, name, name],
    ['guarded by the id of another one', id, otherId, refused],
    ['guarded by the name of another one', id, otherName, refused],
    ['an id that is not there', 'tea-c0000000000000000030', undefined, ofEnvironment],
    ['a name that is not there', 'Nowhere', undefined, ofEnvironment],
    ['a guard that is not there, by its id', undefined, 'tea-c0000000000000000030', ofFile],
    ['a guard that is not there, by its name', undefined, 'Nowhere', ofFile],
  ])('%s', async (_, wanted, guard, expected) => {
    expect(await outcome(wanted, guard)).toBe(expected)
  })
})

describe('a key that sees one workspace', () => {
  test.each([
    ['named by nobody', undefined, name],
    ['guarded by its id', id, name],
    ['guarded by its name', name, name],
    ['guarded by the id of another one', otherId, ofFile],
  ])('%s', async (_, guard, expected) => {
    expect(await outcome(undefined, guard, false)).toBe(expected)
  })
})
