import { type FileObject, type FilePath, inYaml } from '../../rows/index.ts'
import { items, type Rule, secretsOf } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'
import { isMapping, keepItems } from '../text/index.ts'

/** Render leaves variables of a group alone that the file gives no value; one that is named as a secret is known to be one. */
export const syncFalseInGroup: Rule = {
  doc: 'A variable of a group without a value.',
  straighten: ({ entry, mapping, file, say }) => {
    if (!isGroup(entry.path)) return
    const secrets = new Set(secretsOf(mapping).map(([key]) => key))
    for (const [item, index] of items(mapping, 'envVars')) {
      const key = String(item.key)
      if (hasValue(item) || secrets.has(key)) continue
      say(
        ['envVars', index],
        `the variable ${quoted(key)} of a group has no value and is left out, as Render does`,
        {
          todo: `Give it a value, name it in the group with ${inYaml('x-render-sync.secrets', [key])}, or set it in each service with sync: false.`,
        },
      )
    }
    keepItems(file.marks, mapping, 'envVars', (item) => isMapping(item) && hasValue(item))
  },
}

const isGroup = (path: FilePath): boolean => path.at(-2) === 'envVarGroups'

const hasValue = (item: FileObject): boolean => item.value !== undefined || item.generateValue === true
