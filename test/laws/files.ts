/** Laws of whole files, on an empty workspace: what is right settles in one apply, what is wrong sends nothing. */
import { expect, test } from 'vitest'
import { ProblemsError } from '../../src/index.ts'
import type { TestFile } from '../support/files.ts'
import { type BenchSettings, bench, errorsOf, failures, lines } from '../support/workspace.ts'

/** `title` says under what; `settings`: what else may be true of a workspace. */
export const settle = (files: readonly TestFile[], title = '', settings: BenchSettings = {}): void => {
  test.each(files)(`$file settles${title}`, async ({ text, secrets }) => {
    const { plan, apply } = bench(settings)
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
