/** The number of letters to add, drop, change or swap to make one text of the other. */
const distance = (from: string, to: string): number => {
  let before: number[] = []
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + change,
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = row
    row = next
  }
  return row[to.length] ?? 0
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The known name that a wrong one was probably meant to be; undefined: none is near. */
export const nearest = (wrong: string, known: readonly string[]): string | undefined => {
  // Nobody mistypes a name this long, and the comparison costs the product of both lengths.
  if (wrong.length > 60) return undefined
  const start = plain(wrong)
  const allowed = Math.max(1, Math.floor(wrong.length / 3))
  let best: string | undefined
  let fewest = allowed + 1
  for (const name of known) {
    const letters = plain(name)
    if (Math.abs(letters.length - start.length) >= fewest) continue
    const steps = distance(start, letters)
    if (steps < fewest) [best, fewest] = [name, steps]
  }
  return best ?? (start.length < 4 ? undefined : known.find((name) => plain(name).startsWith(start)))
}
