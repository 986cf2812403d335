import colors from 'picocolors'
import { expect, test } from 'vitest'
import { problemText } from '../../../cli/words/problems.ts'
import { problemsOf, web } from '../../file/said.ts'

const paint = colors.createColors(true)

test.each([
  ['red', 'error', web('plan: free\ndisk: { name: data, mountPath: /data }'), 'free-plan-with-disk'],
  ['yellow', 'warning', web('plan: Pro'), 'loose-value'],
  ['cyan', 'note', web('initialDeployHook: ./seed'), 'blueprint-only'],
] as const)('in %s: %s', (tint, severity, file, code) => {
  const [first = ''] = problemsOf(file).map((problem) => problemText(problem, paint))
  expect(first).toMatch(/^render\.yaml:\d+:\d+ /)
  expect(first).toContain(` ${paint.bold(paint[tint](severity))} ${code}: `)
})
