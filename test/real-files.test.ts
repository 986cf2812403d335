/** Files from public repositories, on an empty workspace: what converges does so in one apply, the rest sends nothing. */
import { describe, expect, test } from 'vitest'
import { ProblemsError } from '../src/index.ts'
import { hasShared, realFiles, sharedText, withoutShared } from './support/shared.ts'
import { bench, failures, lines } from './support/workspace.ts'

const errors = (problems: readonly { severity: string; message: string }[]) =>
  problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)

describe.skipIf(!hasShared)(`real files that converge${withoutShared}`, () => {
  test.each(realFiles('converges'))('$file', async ({ file, secrets = [] }) => {
    const text = sharedText(`blueprints/${file}`)
    const { plan, apply } = bench()
    const options = { secrets: new Map(secrets.map((name) => [name, `value of ${name}`])) }
    expect(errors((await plan(text, options)).plan.problems)).toEqual([])
    expect(failures(await apply(text, options))).toEqual([])
    const again = await plan(text)
    expect(lines(again.plan)).toEqual([])
    expect(errors(again.plan.problems)).toEqual([])
  })
})

describe.skipIf(!hasShared)(`real files that are rejected${withoutShared}`, () => {
  test.each(realFiles('rejected'))('$file', async ({ file }) => {
    const { plan, emulator } = bench()
    const refusal = await plan(sharedText(`blueprints/${file}`)).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ProblemsError)
    const { problems } = refusal as ProblemsError
    expect(problems.filter(({ at }) => at !== undefined).length).toBeGreaterThan(0)
    expect(emulator.requests()).toEqual([])
  })
})
