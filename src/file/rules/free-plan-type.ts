import type { Rule } from '../judge/index.ts'

/** Cron jobs have no such plan at all. */
const paidTypes = ['worker', 'pserv']

export const freePlanType: Rule = {
  doc: 'The free plan for a type that it is not offered for.',
  check: ({ mapping: { plan, type }, say }) => {
    if (plan !== 'free' || !paidTypes.includes(String(type))) return
    say(['plan'], `services of type ${type} have no free plan`, { todo: 'The smallest one is "starter".' })
  },
}
