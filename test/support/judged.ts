/** Runs before each test file: a test whose traffic is wrong fails. */
import { afterEach, expect } from 'vitest'
import { takeDriven, takeJudged, takeViolations } from './traffic.ts'

afterEach(({ task }) => {
  task.meta.judged = takeJudged()
  task.meta.driven = takeDriven()
  expect(takeViolations(), 'traffic that the facts of the API do not allow').toEqual([])
})
