import { describe, expect, test } from 'vitest'
import { formatProblem } from '../../src/problem.ts'
import { problemsOf, web } from './said.ts'

const formatted = (text: string) => problemsOf(text).map(formatProblem)

describe('a problem as text', () => {
  test('says where and what, shows the line, and what to do', () => {
    expect(formatted(web('branch: 2024'))).toEqual([
      `render.yaml:5:11 warning loose-value: "branch" is read as the text "2024"
    branch: 2024
            ^
Put it in quotes.`,
    ])
  })

  test('without a place in the text there is no line to show', () => {
    expect(formatted('')).toEqual([
      `render.yaml:1:1 error nothing-declared: the file declares nothing
Add "services", "databases" or "envVarGroups".`,
    ])
  })

  test('without a place at all it says what', () => {
    expect(formatProblem({ code: 'missing-api-key', severity: 'error', message: 'no key' })).toBe(
      'error missing-api-key: no key',
    )
  })

  test('a line is cut around the caret, without control characters', () => {
    const [text = ''] = formatted(
      `services: [${'a, '.repeat(100)}"\\e", \t{ type: web, plam: ${'x'.repeat(200)} }]`,
    ).slice(-1)
    const [, line = '', caret = ''] = text.split('\n')
    expect(line.length).toBeLessThan(110)
    expect(line).toMatch(/^ +….*…$/)
    expect(line).not.toMatch(/\p{Cc}/u)
    expect(caret.trim()).toBe('^')
  })

  test('the caret stands under what is wrong, after carriage returns too', () => {
    const [text = ''] = formatted(web('plan: huge').replaceAll('\n', '\r\n'))
    const [, line = '', caret = ''] = text.split('\n')
    expect(line.slice(caret.indexOf('^'))).toBe('huge')
  })
})
