import { inner, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const standby: Rule = {
  doc: 'A standby that the plan or the version does not have.',
  check: ({ entry, mapping, say }) => {
    if (inner(mapping, 'highAvailability')?.enabled !== true) return
    const needs = (needed: string, got: string) =>
      say(['highAvailability'], `"highAvailability" needs ${needed}; got ${quoted(got)}`, { side: 'key' })
    const plan = entry.kind.fields.plan?.codec.toApi(mapping.plan)
    if (plan !== undefined && !hasStandby(plan)) needs('a pro plan or larger', `plan: ${mapping.plan}`)
    const version = mapping.postgresMajorVersion
    if (version !== undefined && Number(version) < 13) {
      needs('Postgres 13 or newer', `postgresMajorVersion: ${version}`)
    }
  },
}

/** The families pro and accelerated, under their old names and those by CPU too. */
const hasStandby = (apiPlan: unknown): boolean => /^(pro|accelerated)/.test(String(apiPlan))
