/** Keeps the formatting of a file: only lines that say something else than before are taken from the new text. */
import { isDeepStrictEqual } from 'node:util'
import { parseDocument } from 'yaml'

/** More comparisons than any render.yaml needs. */
const tooMany = 25_000_000

/** For each line of `a` the index of its partner in `b`, or -1: a longest common subsequence. Undefined: it would take too long. */
const partners = (a: readonly string[], b: readonly string[]): readonly number[] | undefined => {
  const found = a.map(() => -1)
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) found[start] = start++
  let end = 0
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) {
    end++
    found[a.length - end] = b.length - end
  }
  const rows = a.length - start - end
  const columns = b.length - start - end
  if (rows * columns > tooMany) return undefined
  const width = columns + 1
  const longest = new Uint32Array((rows + 1) * width)
  const at = (row: number, column: number) => longest[row * width + column] ?? 0
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      longest[row * width + column] =
        a[start + row] === b[start + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (a[start + row] === b[start + column]) found[start + row++] = start + column++
    else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return found
}

interface Hunk {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

/**
 * What makes `after` of `before`: ranges of lines, each with what stands there instead. They begin and end at lines that come
 * from one of the original.
 */
const hunksOf = (
  before: readonly string[],
  after: readonly string[],
  origins: readonly number[],
): readonly Hunk[] | undefined => {
  const found = partners(before, after)
  if (!found) return undefined
  const hunks: Hunk[] = []
  let [from, at] = [0, 0]
  for (let line = 0; line <= before.length; line++) {
    // An empty line that the library puts in is none of the file's.
    const placed = before[line] === '' || (origins[line] ?? -1) >= 0 ? found[line] : -1
    const partner = line === before.length ? after.length : (placed ?? -1)
    if (partner < 0) continue
    const lines = after.slice(at, partner)
    if (!isDeepStrictEqual(lines, before.slice(from, line))) hunks.push({ from, to: line, lines })
    from = line + 1
    at = partner + 1
  }
  return hunks
}

const indentOf = (line = ''): number => line.length - line.trimStart().length

/** Moves lines sideways, each with all that is deeper than it. `offsetAt`: how far, for a line of some depth. */
const shifted = (lines: readonly string[], offsetAt: (depth: number) => number): readonly string[] => {
  let outermost = Number.POSITIVE_INFINITY
  let by = 0
  return lines.map((line) => {
    if (line === '') return line
    const depth = indentOf(line)
    if (depth <= outermost) by = offsetAt(depth)
    outermost = Math.min(outermost, depth)
    return by < 0 ? line.slice(-by) : ' '.repeat(by) + line
  })
}

/** A comment keeps its distance. `before`: the lines of which one had it. */
const aligned = (line: string, before: readonly string[]): string => {
  const comment = before
    .flatMap((one) => /\S(\s+#.*?)\s*$/.exec(one)?.[1] ?? [])
    .find((one) => line.endsWith(` ${one.trimStart()}`))
  return comment === undefined ? line : line.slice(0, -comment.trimStart().length - 1) + comment
}

const bare = (line: string) => line.replace(/\s+/g, '')

/** Where a range of lines begins in the original: the library moves some comments, so not every line has a partner. */
const startOf = (origins: readonly number[], from: number, to: number): number => {
  const own = origins[from] ?? -1
  const isOwn = from < to || (origins[from - 1] ?? -1) < 0
  return own >= 0 && isOwn ? own : (origins.slice(0, from).findLast((origin) => origin >= 0) ?? -1) + 1
}

/** How far a new line stands to the right of what the library makes of it: as the last one before it that is no deeper. */
const offsetOf = (
  depth: number,
  before: readonly string[],
  origins: readonly number[],
  lines: readonly string[],
): number => {
  const beside = before.findLastIndex((line, at) => (origins[at] ?? -1) >= 0 && indentOf(line) <= depth)
  return beside < 0 ? 0 : indentOf(lines[origins[beside] ?? 0]) - indentOf(before[beside])
}

const endOf = (origins: readonly number[], to: number, end: number): number => {
  const last = origins[to - 1] ?? -1
  return last >= 0 ? last + 1 : (origins.slice(to).find((origin) => origin >= 0) ?? end)
}

/**
 * The same change, in the formatting of `original`. `before` is what the YAML library makes of the original, `after` what
 * it makes of the changed document; they differ in the change alone, and from the original in blanks alone.
 */
export const keepFormat = (original: string, before: string, after: string): string => {
  if (before === after) return original
  const lines = original.split('\n')
  const [old, now] = [before.split('\n'), after.split('\n')]
  const origins = partners(old.map(bare), lines.map(bare))
  const hunks = origins && hunksOf(old, now, origins)
  if (!origins || !hunks) return after
  const kept: string[] = []
  let position = 0
  for (const { from, to, lines: changed } of hunks) {
    const start = startOf(origins, from, to)
    const stop = from < to ? endOf(origins, to, lines.length) : start
    if (start < position || stop < start) return after
    const beside = old.slice(0, from < to ? from + 1 : from)
    const moved = shifted(changed, (depth) => offsetOf(depth, beside, origins, lines))
    const replaced = lines.slice(start, stop)
    kept.push(...lines.slice(position, start), ...moved.map((line) => aligned(line, replaced)))
    position = stop
  }
  const text = [...kept, ...lines.slice(position)].join('\n')
  return says(text, after) ? text : after
}

const says = (text: string, wanted: string): boolean => {
  const [a, b] = [text, wanted].map((one) => parseDocument(one, { uniqueKeys: false }))
  return a?.errors.length === 0 && isDeepStrictEqual(a.toJS(), b?.toJS())
}
