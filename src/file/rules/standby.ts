import { inner, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const standby: Rule = {
  doc: 'A standby that the plan or the version does not have.',
  check: ({ entry, mapping, say }) => {
    if (inner(mapping, 'highAvailability')?.enabled !== true) return
    const needs = (needed: string, got: string) =>
      say(['highAvailability'], `"highAvailability" needs ${needed}; got ${quoted(got)}`, { side: 'key' })
    const { plan } = mapping
    if (plan !== undefined && lacksStandby(entry.kind.fields.plan?.codec.toApi(plan)))
      needs('a pro plan or larger', `plan: ${mapping.plan}`)
    const version = mapping.postgresMajorVersion
    if (version !== undefined && Number(version) < 13) {
      needs('Postgres 13 or newer', `postgresMajorVersion: ${version}`)
    }
  },
}

/** What is smaller than the families pro and accelerated, under their old names too; of what is newer, nobody knows. */
const lacksStandby = (apiPlan: unknown): boolean =>
  /^(free|basic_\w+|starter|standard|1c-2g)$/.test(String(apiPlan))
