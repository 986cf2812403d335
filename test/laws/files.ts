/** Laws of whole files, on an empty workspace: what is right settles in one apply, what is wrong sends nothing. */
import { expect, test } from 'vitest'
import { ProblemsError } from '../../src/index.ts'
import type { TestFile } from '../support/files.ts'
import { bench, errorsOf, failures, lines } from '../support/workspace.ts'

export const settle = (files: readonly TestFile[]): void => {
  test.each(files)('$file settles', async ({ text, secrets }) => {
    const { plan, apply } = bench()
    expect(errorsOf(await plan(text(), { secrets }))).toEqual([])
    expect(failures(await apply(text(), { secrets }))).toEqual([])
    const again = await plan(text())
    expect(lines(again.plan)).toEqual([])
    expect(errorsOf(again)).toEqual([])
  })
}

export const sendNothing = (files: readonly TestFile[]): void => {
  test.each(files)('$file sends nothing', async ({ text }) => {
    const { plan, emulator } = bench()
    const refusal = await plan(text()).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ProblemsError)
    const { problems } = refusal as ProblemsError
    expect(problems.filter(({ at }) => at !== undefined).length).toBeGreaterThan(0)
    expect(emulator.requests()).toEqual([])
  })
}
