/** Runs before each test file: a test whose traffic is wrong fails. */
import { afterEach, expect } from 'vitest'
import { takeJudged, takeViolations } from './traffic.ts'

afterEach(({ task }) => {
  task.meta.judged = takeJudged()
  expect(takeViolations(), 'traffic that the facts of the API do not allow').toEqual([])
})
