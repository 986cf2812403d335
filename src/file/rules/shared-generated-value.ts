import { type Address, readable } from '../../address.ts'
import type { FilePath } from '../../rows/index.ts'
import { items, type Rule } from '../judge/index.ts'
import { listed, quoted } from '../messages/index.ts'

/** An alias repeats the text of a variable, not its value: what comes from one place in the file is shared by its readers. */
export const sharedGeneratedValue: Rule = {
  doc: 'A generated variable that several resources take through an anchor.',
  whole: ({ resources, file, say }) => {
    const uses = new Map<string, { key: string; path: FilePath; holders: Address[] }>()
    for (const { mapping, path, address } of resources.entries) {
      for (const [item, at] of items(mapping, 'envVars')) {
        const mark = item.generateValue === true ? file.marks.get(item)?.get('generateValue') : undefined
        if (!mark) continue
        const spot = `${mark.file.order} ${mark.key}`
        const known = uses.get(spot)
        if (known) known.holders.push(address)
        else {
          const first = [...path, 'envVars', at, 'generateValue']
          uses.set(spot, { key: String(item.key), path: first, holders: [address] })
        }
      }
    }
    for (const { key, path, holders } of uses.values()) {
      if (holders.length < 2) continue
      say(path, `each of ${listed(holders.map(readable))} gets a value of its own for ${quoted(key)}`, {
        side: 'key',
        todo: 'Put the variable into a group, or take it from one service with "fromService".',
      })
    }
  },
}
