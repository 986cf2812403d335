import { address } from '../../address.ts'
import { items, type Resources, type Rule, secretsOf } from '../judge/index.ts'
import { listed, quoted } from '../messages/index.ts'

export const maskedGroupVariable: Rule = {
  doc: 'A variable that hides one of a linked group.',
  check: ({ mapping, resources, say }) => {
    const variables = items(mapping, 'envVars')
    const groups = variables.flatMap(([{ fromGroup }]) => groupOf(fromGroup, resources))
    for (const [{ key }, at] of variables) {
      if (key === undefined) continue
      const masked = groups.filter(({ keys }) => keys.has(String(key))).map(({ name }) => quoted(name))
      if (masked.length === 0) continue
      const hidden = `${masked.length > 1 ? 'the groups' : 'the group'} ${listed(masked)}`
      say(['envVars', at, 'key'], `the variable ${quoted(String(key))} hides the one of ${hidden}`, {
        todo: 'Remove one of them, if that is not meant.',
      })
    }
  },
}

const groupOf = (name: unknown, resources: Resources) => {
  const group = typeof name === 'string' ? resources.at(address('group', name)) : undefined
  if (!group) return []
  const variables = items(group.mapping, 'envVars').map(([{ key }]) => String(key))
  const secrets = secretsOf(group.mapping).map(([key]) => key)
  return [{ name: String(name), keys: new Set([...variables, ...secrets]) }]
}
