/** Which parts of a text must not be repeated: values of variables, contents of files, and all of what is no Blueprint. */
import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type YAMLMap } from 'yaml'

/** Whether the line that an offset stands in must not be repeated. */
export type Sealed = (offset: number) => boolean

/** What holds a value wherever it stands. */
const values = new Set(['value', 'previewValue', 'content', 'authToken', 'password', 'token'])

/** What holds variables, files or addresses with a key in them, also where people write something else than Render reads. */
const holders = new Set([
  'env',
  'envs',
  'envVar',
  'envVars',
  'environment',
  'secretFiles',
  'secrets',
  'variables',
  'vars',
  'webhooks',
])

/** What may be shown of a variable, a file or a webhook: whatever else there is may be a value under a misspelled key. */
const harmless = new Set([
  'enabled',
  'eventFilter',
  'fromDatabase',
  'fromGroup',
  'fromService',
  'generateValue',
  'key',
  'name',
  'optional',
  'sync',
  'x-render-sync',
])

/** How a Blueprint begins: with one of its lists, or one of the mappings beside them. */
const lists = ['services', 'databases', 'envVarGroups', 'projects']
const mappings = ['ungrouped', 'previews', 'x-render-sync']

const keyOf = (key: unknown): string => (isScalar(key) ? String(key.value) : '')

const isBlueprint = (root: unknown): boolean =>
  isMap(root) &&
  root.items.some(({ key, value }) => {
    const name = keyOf(key)
    const isEmpty = value === null || (isScalar(value) && value.value === null)
    return (
      (lists.includes(name) && (isEmpty || isSeq(value) || isAlias(value))) ||
      (mappings.includes(name) && isMap(value))
    )
  })

type Range = readonly [from: number, to: number]

/** For a text that could be read: exactly what holds values. */
export const sealedIn = (text: string, root: unknown): Sealed => {
  if (!isBlueprint(root)) return () => true
  const ranges: Range[] = []
  find(root, false, ranges)
  // Whole lines, for that is what is shown.
  const lines = ranges.map(([from, to]): Range => [text.lastIndexOf('\n', from - 1) + 1, to])
  return (offset) => {
    const end = text.indexOf('\n', offset)
    const [start, stop] = [text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? text.length : end]
    // A directive is no part of what was read.
    return text[start] === '%' || lines.some(([from, to]) => from <= stop && to > start)
  }
}

const seal = (node: unknown, ranges: Range[]): void => {
  if (isNode(node) && node.range) ranges.push([node.range[0], Math.max(node.range[1], node.range[0] + 1)])
}

/** `held`: only what is harmless in a variable is shown. */
const find = (node: unknown, held: boolean, ranges: Range[]): void => {
  if (isMap(node)) findInMap(node, held || node.has('key'), ranges)
  else if (isSeq(node)) for (const item of node.items) find(isPair(item) ? item.value : item, held, ranges)
  else if (held) seal(node, ranges)
}

const findInMap = ({ items }: YAMLMap, held: boolean, ranges: Range[]): void => {
  for (const { key, value } of items) {
    const name = keyOf(key)
    if (values.has(name) || (held && !isHarmless(name, value))) seal(value, ranges)
    // "env" is the old name of "runtime" as well.
    else find(value, holders.has(name) && !(name === 'env' && isScalar(value)), ranges)
  }
}

/** Some people write `NAME=value` for a name. */
const isHarmless = (name: string, value: unknown): boolean =>
  harmless.has(name) && !(isScalar(value) && String(value.value).includes('='))

const begins =
  /^(?:(?:services|databases|envVarGroups|projects):[ \t]*(?:#.*)?(?:\[|\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*-)|(?:ungrouped|previews|x-render-sync):)/m
const entry = /^\s*(?:-\s+)*([\w-]+)[ \t]*:(?:\s|$)/
const suspicious = /value|content|token|password|secret|credential|[={]/i

const indentOf = (line: string): number => /^[\s-]*/.exec(line)?.[0].length ?? 0

/** For a text that could not be read: all but plain entries that stand in nothing that holds values. */
export const sealedAnyway = (text: string): Sealed => {
  if (!begins.test(text)) return () => true
  const lines = text.split('\n')
  return (offset) => {
    const at = text.slice(0, offset).split('\n').length - 1
    const line = lines[at] ?? ''
    const key = entry.exec(line)?.[1]
    if (key === undefined || suspicious.test(line)) return true
    let indent = indentOf(line)
    for (const before of lines.slice(0, at).reverse()) {
      if (/^\s*(#|$)/.test(before) || indentOf(before) >= indent) continue
      indent = indentOf(before)
      const outer = entry.exec(before)?.[1]
      if (outer === undefined || values.has(outer)) return true
      if (holders.has(outer)) return !harmless.has(key)
    }
    return false
  }
}
