/** Live services of a type that is newer than all that is known: they are seen, and nothing is done about them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bench, errorsOf, failures, lines } from '../support/workspace.ts'

const database = { databases: [{ name: 'main' }] }
const file = JSON.stringify({ services: [{ type: 'web', name: 'box', runtime: 'docker' }], ...database })

const withStranger = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'render-sync-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const state = join(folder, 'state.json')
  expect(failures(await bench({ state }).apply(file))).toEqual([])
  writeFileSync(state, readFileSync(state, 'utf8').replaceAll('"web_service"', '"sandbox_service"'))
  return bench({ state })
}

test('the rest is planned, and it is named among what is left alone', async () => {
  const { plan } = await (await withStranger()).plan(JSON.stringify(database))
  expect(lines(plan)).toEqual([])
  expect(plan.unmanaged).toMatchObject([{ address: 'service/box', id: expect.stringMatching(/^srv-/) }])
})

test('its name is taken', async () => {
  const planned = await (await withStranger()).plan(file)
  expect(errorsOf(planned)).toMatchObject([
    {
      code: 'replace-refused',
      address: 'service/box',
      message: expect.stringContaining('it is a sandbox_service, a type that is not known yet'),
    },
  ])
})
