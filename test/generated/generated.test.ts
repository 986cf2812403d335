/** What is made from the rows is checked in; `npm run generate` makes it anew. */
import { expect, test } from 'vitest'
import { eventSchema } from '../../cli/telling/schema.ts'
import { fileSchema } from '../../src/file/form/schema.ts'
import { savedPlanSchema } from '../../src/index.ts'
import { api } from '../facts/tables.ts'
import { driven } from '../support/driven.ts'
import { actionPage } from './action-page.ts'
import { callsPage } from './calls-page.ts'
import { cliPage } from './cli-page.ts'
import { eventsPage } from './events-page.ts'
import { fieldsPage } from './fields-page.ts'
import { kindsPage } from './kinds-page.ts'
import { operationsPage } from './operations-page.ts'
import { picture, themes } from './picture.ts'
import { rulesPage } from './rules-page.ts'

test('docs/kinds.md is what the rows say', async () => {
  await expect(kindsPage()).toMatchFileSnapshot('../../docs/kinds.md')
})

test('schemas/render-sync.schema.json is what the rows say', async () => {
  await expect(`${JSON.stringify(fileSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../../schemas/render-sync.schema.json',
  )
})

test('schemas/saved-plan.schema.json is the form that saved plans are read by', async () => {
  await expect(`${JSON.stringify(savedPlanSchema, null, 2)}\n`).toMatchFileSnapshot(
    '../../schemas/saved-plan.schema.json',
  )
})

test('schemas/events.schema.json has a definition for each event', async () => {
  await expect(`${JSON.stringify(eventSchema, null, 2)}\n`).toMatchFileSnapshot(
    '../../schemas/events.schema.json',
  )
})

test('docs/events.md is what the schema says', async () => {
  await expect(eventsPage()).toMatchFileSnapshot('../../docs/events.md')
})

test('docs/fields.md is what the rows say', async () => {
  await expect(fieldsPage()).toMatchFileSnapshot('../../docs/fields.md')
})

test('docs/cli.md is what the program says', async () => {
  await expect(cliPage()).toMatchFileSnapshot('../../docs/cli.md')
})

test('docs/operations.md is what the rows say', async () => {
  await expect(callsPage()).toMatchFileSnapshot('../../docs/operations.md')
})

test('docs/github-action.md has the inputs and outputs of action.yml', async () => {
  await expect(actionPage()).toMatchFileSnapshot('../../docs/github-action.md')
})

test('docs/rules/README.md is what the rules say', async () => {
  await expect(rulesPage()).toMatchFileSnapshot('../../docs/rules/README.md')
})

test('docs/emulator-operations.md is what was seen', async () => {
  await expect(operationsPage()).toMatchFileSnapshot('../../docs/emulator-operations.md')
})

test('every operation was driven by a test', () => {
  const known = driven()
  expect([...known.keys()].sort()).toEqual(Object.keys(api.operations).sort())
  expect([...known.values()].filter(({ tests }) => tests.length === 0)).toEqual([])
})

test.each(Object.entries(themes))("docs/pictures/plan-%s.svg is a plan's", async (name, theme) => {
  await expect(await picture(theme)).toMatchFileSnapshot(`../../docs/pictures/plan-${name}.svg`)
})
