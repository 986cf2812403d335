/** Turns YAML nodes into plain values and notes where each of them stands. */
import { type Alias, isAlias, isMap, isPair, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml'
import { isSound } from '../../address.ts'
import type { Problem } from '../../problem.ts'
import { say } from '../messages/index.ts'
import { type Mapping, type Mark, type Marks, setOwn } from './marks.ts'
import type { About } from './report.ts'
import type { FileText } from './text.ts'

/** Values that aliases may bring in, all in all: a file of a few lines can stand for more than fits in memory. */
const aliasBudget = 100_000
const depthLimit = 200

interface Context {
  readonly file: FileText
  readonly marks: Marks
  readonly report: (offset: number, problem: Problem, about?: About) => void
  readonly anchors: Map<string, object>
  /** What each alias stands for: an anchor may be set again further down. */
  readonly targets: Map<Alias, object | undefined>
  /** The collections that are being read. */
  readonly open: Set<object>
  aliasDepth: number
  expanded: number
  exhausted: boolean
  /** Something has no value: what follows from that is not worth a word. */
  broken: boolean
}

const fail = (context: Context, node: unknown, problem: Problem, about?: About): void => {
  context.broken = true
  context.report(startOf(node), problem, about)
}

/** Escapes can spell what no name, no address and no request can hold. It may be a secret: the line is not repeated. */
const sound = <Value>(value: Value, node: unknown, context: Context): Value => {
  if (typeof value === 'string' && !isSound(value)) fail(context, node, say.badText(), { bare: true })
  return value
}

type Tools = Pick<Context, 'file' | 'marks' | 'report'>

/** The plain value of a node; undefined: it has none, which is reported. */
export const toPlain = (node: unknown, tools: Tools): unknown => {
  const context: Context = {
    ...tools,
    anchors: new Map(),
    targets: new Map(),
    open: new Set(),
    aliasDepth: 0,
    expanded: 0,
    exhausted: false,
    broken: false,
  }
  const value = plain(node, context)
  return context.broken ? undefined : value
}

const startOf = (node: unknown): number =>
  (node as { range?: readonly number[] | null } | null)?.range?.[0] ?? 0

const plain = (node: unknown, context: Context): unknown => {
  if (context.exhausted) return null
  if (isAlias(node)) return aliased(node, context)
  if (context.aliasDepth > 0 && ++context.expanded > aliasBudget) return exhaust(node, context)
  if (isScalar(node)) return scalar(node, context)
  if (!isMap(node) && !isSeq(node)) return null
  if (node.anchor !== undefined) context.anchors.set(node.anchor, node)
  if (context.open.size >= depthLimit) return exhaust(node, context)
  context.open.add(node)
  const value = isMap(node) ? mapping(node, context) : list(node.items, context)
  context.open.delete(node)
  return value
}

const exhaust = (node: unknown, context: Context): null => {
  context.exhausted = true
  fail(context, node, context.aliasDepth > 0 ? say.tooManyAliases() : say.tooDeep())
  return null
}

const aliased = (alias: Alias, context: Context): unknown => {
  if (!context.targets.has(alias)) context.targets.set(alias, context.anchors.get(alias.source))
  const target = context.targets.get(alias)
  if (!target || context.open.has(target)) {
    const name = context.file.isSealed(startOf(alias)) ? undefined : alias.source
    fail(context, alias, target ? say.aliasOfItself(alias.source) : say.unknownAnchor(name))
    return null
  }
  context.aliasDepth += 1
  const value = plain(target, context)
  context.aliasDepth -= 1
  return value
}

const sourceOf = (node: Scalar, { file }: Context): string =>
  node.source ?? file.text.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0)

const scalar = (node: Scalar, context: Context): unknown => {
  if (node.anchor !== undefined) context.anchors.set(node.anchor, node)
  const { value } = node
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
    ? sound(value, node, context)
    : sourceOf(node, context)
}

const markOf = (key: unknown, value: unknown, context: Context): Mark => ({
  file: context.file,
  key: startOf(key),
  value: value === null ? startOf(key) : startOf(value),
  ...(isScalar(value) && { text: sourceOf(value, context) }),
})

const list = (items: readonly unknown[], context: Context): unknown[] => {
  const marks = new Map<string | number, Mark>()
  const values = items.map((item, index) => {
    marks.set(index, markOf(item, item, context))
    return plain(isPair(item) ? item.value : item, context)
  })
  context.marks.set(values, marks)
  return values
}

const mapping = (node: YAMLMap, context: Context): Mapping => {
  const result: Mapping = {}
  const marks = new Map<string | number, Mark>()
  const merged: unknown[] = []
  for (const pair of node.items) {
    if (isScalar(pair.key) && pair.key.value === '<<' && pair.key.type === 'PLAIN') {
      merged.push(pair.value)
      continue
    }
    const key = nameOf(pair.key, context)
    if (key === undefined) continue
    const mark = markOf(pair.key, pair.value, context)
    const before = marks.get(key)
    const value = plain(pair.value, context)
    if (before) {
      const variables = key === 'env' && [value, result.env].some(Array.isArray)
      const todo = variables ? 'Variables stand under "envVars": write that for the list.' : undefined
      context.report(mark.key, say.duplicateKey(key, context.file.line(before.key), todo))
      continue
    }
    marks.set(key, mark)
    setOwn(result, key, value)
  }
  context.marks.set(result, marks)
  for (const source of merged) merge(result, source, context)
  return result
}

const nameOf = (key: unknown, context: Context): string | undefined => {
  const value = isAlias(key) ? plain(key, context) : isScalar(key) ? sourceOf(key, context) : undefined
  if (isScalar(key) && key.anchor !== undefined) context.anchors.set(key.anchor, key)
  if (typeof value === 'string') return sound(value, key, context)
  fail(context, key, say.keyIsNoText())
  return undefined
}

/** Takes in the entries of `<<`: what stands in the mapping itself wins, then what comes first. */
const merge = (into: Mapping, source: unknown, context: Context): void => {
  const value = plain(source, context)
  const parts = Array.isArray(value) ? value : [value]
  for (const part of parts) {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) {
      if (!context.broken) fail(context, source, say.mergeNeedsMapping())
      continue
    }
    for (const [key, entry] of Object.entries(part)) {
      if (Object.hasOwn(into, key)) continue
      setOwn(into, key, entry)
      const mark = context.marks.get(part)?.get(key)
      if (mark) context.marks.get(into)?.set(key, mark)
    }
  }
}
