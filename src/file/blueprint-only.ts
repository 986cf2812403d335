import type { FilePath } from '../rows/index.ts'
import type { BuildContext } from './build.ts'
import type { Entry } from './form/index.ts'
import { say } from './messages/index.ts'
import { isMapping, valueAt } from './text/index.ts'

/** Names once each thing that the file says and only Render's own Blueprint sync can do. */
export const noteBlueprintOnly = (entries: readonly Entry[], { file, report }: BuildContext): void => {
  const found = new Map<string, FilePath[]>()
  const count = (name: string, path: FilePath) => {
    found.set(name, [...(found.get(name) ?? []), path])
  }
  if (isMapping(file.root) && file.root.previews !== undefined) count('previews', ['previews'])
  for (const { kind, mapping, path } of entries) {
    for (const name of Object.keys(kind.blueprintOnly)) {
      const steps = name.split('.')
      if (valueAt(mapping, steps) !== undefined) count(name, [...path, ...steps])
    }
    if (!Array.isArray(mapping.envVars)) continue
    for (const [index, item] of mapping.envVars.entries()) {
      if (isMapping(item) && item.previewValue !== undefined)
        count('previewValue', [...path, 'envVars', index, 'previewValue'])
    }
  }
  for (const [name, [first = [], ...more]] of found) {
    report.on(file, first, say.blueprintOnly(name, more.length + 1), { side: 'key' })
  }
}
