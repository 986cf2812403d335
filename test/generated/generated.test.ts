/** What is made from the rows is checked in; `npm run generate` makes it anew. */
import { expect, test } from 'vitest'
import { kindsPage } from './kinds-page.ts'

test('docs/kinds.md is what the rows say', async () => {
  await expect(kindsPage()).toMatchFileSnapshot('../../docs/kinds.md')
})
