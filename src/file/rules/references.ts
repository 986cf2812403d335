/** Rules for what variables take from elsewhere: other services, groups, an anchor that several share. */
import { address } from '../../address.ts'
import { say } from '../messages/index.ts'
import { type Check, inner, items, type WholeCheck } from './judge.ts'
import { secretsOf } from './variables.ts'

export const referenceProperty: Check = ({ mapping, index, say: tell }) => {
  for (const [item, at] of items(mapping, 'envVars')) {
    const reference = inner(item, 'fromService')
    if (!reference) continue
    const path = ['envVars', at, 'fromService']
    const { name, type, property, envVarKey } = reference
    if (property === undefined && envVarKey === undefined) tell(path, say.noPropertyNamed())
    const targets = index.services(name)
    const target = targets.find(({ mapping: other }) => other.type === type) ?? targets[0]
    if (property === undefined || !target) continue
    const { title, outputs } = target.kind
    if (Object.hasOwn(outputs, String(property))) continue
    const finding = say.noSuchProperty(title, String(name), String(property), Object.keys(outputs))
    tell([...path, 'property'], finding)
  }
}

export const maskedVariable: Check = ({ mapping, index, say: tell }) => {
  const variables = items(mapping, 'envVars')
  const groups = variables.flatMap(([{ fromGroup }]) => {
    const group = typeof fromGroup === 'string' ? index.at(address('group', fromGroup)) : undefined
    const keys = new Set([
      ...items(group?.mapping, 'envVars').map(([{ key }]) => String(key)),
      ...secretsOf(group?.mapping ?? {}).map(([, key]) => key),
    ])
    return group ? [{ name: String(fromGroup), keys }] : []
  })
  for (const [{ key }, at] of variables) {
    if (key === undefined) continue
    const masked = groups.filter(({ keys }) => keys.has(String(key))).map(({ name }) => name)
    if (masked.length > 0) tell(['envVars', at, 'key'], say.masked(String(key), masked))
  }
}

/** An alias repeats the text of a variable, not its value: what comes from one place in the file is shared by its readers. */
export const sharedGenerated: WholeCheck = ({ index, file, say: tell }) => {
  const uses = new Map<string, { key: string; path: readonly (string | number)[]; holders: string[] }>()
  for (const { mapping, path, address: holder } of index.entries) {
    for (const [item, at] of items(mapping, 'envVars')) {
      const mark = item.generateValue === true ? file.marks.get(item)?.get('generateValue') : undefined
      if (!mark) continue
      const place = `${mark.file.order} ${mark.key}`
      const use = uses.get(place) ?? {
        key: String(item.key),
        path: [...path, 'envVars', at, 'generateValue'],
        holders: [],
      }
      use.holders.push(holder)
      uses.set(place, use)
    }
  }
  for (const { key, path, holders } of uses.values()) {
    if (holders.length > 1) tell(path, say.sharedGenerated(key, holders), 'key')
  }
}
