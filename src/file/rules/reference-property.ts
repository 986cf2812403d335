import { inner, items, type Rule, referredBy } from '../judge/index.ts'
import { listed, quoted } from '../messages/index.ts'

/** Found by the plan, too: which properties a resource has can depend on what is live. */
export const referenceProperty: Rule = {
  doc: 'A reference to a property that the service does not have.',
  check: ({ mapping, resources, say }) => {
    for (const [item, at] of items(mapping, 'envVars')) {
      const reference = inner(item, 'fromService')
      if (!reference) continue
      const path = ['envVars', at, 'fromService']
      const { name, property, envVarKey } = reference
      if (property === undefined && envVarKey === undefined) {
        say(path, '"fromService" needs "property" or "envVarKey"')
      }
      const target = referredBy(reference, resources)
      if (property === undefined || !target) continue
      const { title, outputs } = target.kind
      if (Object.hasOwn(outputs, String(property))) continue
      const choices = Object.keys(outputs)
      const instead = choices.length > 0 ? `; it has ${listed(choices)}` : ' or any other property'
      const message = `the ${title} ${quoted(String(name))} has no ${quoted(String(property))}${instead}`
      say([...path, 'property'], message)
    }
  },
}
