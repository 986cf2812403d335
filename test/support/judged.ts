/** Runs before each test file: a test whose traffic is wrong fails, and one that tells a secret. */
import { afterEach, expect } from 'vitest'
import { takeLeaks } from './told.ts'
import { takeDriven, takeJudged, takeViolations } from './traffic.ts'

afterEach(({ task }) => {
  task.meta.judged = takeJudged()
  task.meta.driven = takeDriven()
  expect(takeLeaks(), 'secrets in what was printed or written').toEqual([])
  expect(takeViolations(), 'traffic that the facts of the API do not allow').toEqual([])
})
