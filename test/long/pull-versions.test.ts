/** What one version of a real file made, pulled into another version of it: the plan is empty then. */
import { describe, expect, test } from 'vitest'
import { pulledInto } from '../pull/round-trip.ts'
import { hasShared, type RealFile, realFiles, sharedText, withoutShared } from '../support/shared.ts'
import { bench, failures, lines } from '../support/workspace.ts'

/** Versions of one file, from its history: what one of them made, pulled into the other. */
const versions = (): readonly (readonly [RealFile, RealFile])[] => {
  const stem = ({ file }: RealFile) => file.replace(/(__(h?\d+))?\.yaml$/, '')
  const files = realFiles('converges')
  return files.flatMap((live) =>
    files.flatMap((file) => (file !== live && stem(file) === stem(live) ? [[live, file] as const] : [])),
  )
}

describe.skipIf(!hasShared)(`one version of a real file into another${withoutShared}`, () => {
  test.each(versions().map(([live, file]) => [live.file, file.file, live.secrets ?? []] as const))(
    '%s into %s',
    async (live, file, secrets) => {
      const it = bench()
      const given = new Map(secrets.map((name) => [name, `value of ${name}`]))
      expect(failures(await it.apply(sharedText(`blueprints/${live}`), { secrets: given }))).toEqual([])
      const options = { all: true, remove: true }
      const { text } = await pulledInto(it, sharedText(`blueprints/${file}`), options)
      const { plan } = await it.plan(text)
      expect(lines(plan)).toEqual([])
      expect(plan.unmanaged).toEqual([])
      expect((await pulledInto(it, text, options)).text).toBe(text)
    },
  )
})
