/** A comment on a pull request may have so many characters and no more: what does not fit is left out whole, and counted. */

/** GitHub's limit for a comment. */
export const commentLimit = 65_536

/** A piece of a page. */
export interface Block {
  readonly text: string
  /** What is left out first: the highest. Equal ones from the end. */
  readonly rank: number
  /** Whether it is about one resource, so that a reader is told how many are missing. */
  readonly ofResource?: true
}

/** How many blocks are left out, of how many. */
export interface Cut {
  readonly resources: number
  readonly ofResources: number
  readonly others: number
}

const between = '\n\n'

/**
 * The blocks that fit, in their order. `notice`: what tells of the others; it stands behind the last block of rank 0 and fits
 * always, as long as those of rank 0 and it do.
 */
export const fitted = (blocks: readonly Block[], limit: number, notice: (cut: Cut) => string): string => {
  const lengthOf = (all: readonly Block[]) =>
    all.reduce((sum, { text }) => sum + text.length + between.length, 0)
  if (lengthOf(blocks) <= limit) return blocks.map(({ text }) => text).join(between)
  const all = cutOf(blocks, [])
  const room = limit - notice(all).length - between.length
  const kept = new Set<Block>()
  let used = 0
  for (const block of blocks.toSorted((one, other) => one.rank - other.rank)) {
    const length = block.text.length + between.length
    if (used + length > room) continue
    kept.add(block)
    used += length
  }
  const shown = blocks.filter((block) => kept.has(block))
  const head = shown.filter(({ rank }) => rank === 0)
  const rest = shown.filter(({ rank }) => rank > 0)
  return [
    ...head.map(({ text }) => text),
    notice(cutOf(blocks, shown)),
    ...rest.map(({ text }) => text),
  ].join(between)
}

const cutOf = (blocks: readonly Block[], shown: readonly Block[]): Cut => {
  const resources = (all: readonly Block[]) => all.filter(({ ofResource }) => ofResource).length
  const ofResources = resources(blocks)
  return {
    resources: ofResources - resources(shown),
    ofResources,
    others: blocks.length - shown.length - (ofResources - resources(shown)),
  }
}
