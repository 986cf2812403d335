import { inner, type Rule } from '../judge/index.ts'

/** One that is off and has no page of its own may stand there: it is not sent. */
export const freePlanWithMaintenance: Rule = {
  doc: 'A maintenance page on the free plan.',
  check: ({ mapping, say }) => {
    const { enabled, uri } = inner(mapping, 'maintenanceMode') ?? {}
    if (mapping.plan !== 'free' || (enabled !== true && !uri)) return
    say(['maintenanceMode'], '"maintenanceMode" needs a paid plan; got "free"', { side: 'key' })
  },
}
