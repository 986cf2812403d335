/** Texts by the columns of a terminal that they take: letters of other scripts may take two. */
import truncate from 'cli-truncate'
import stringWidth from 'string-width'

// Nearly all that is shown is as wide as it is long, and a window is drawn each second and with each event.
const isPlain = (text: string): boolean => /^[ -~…]*$/.test(text)

export const widthOf = (text: string): number => (isPlain(text) ? text.length : stringWidth(text))

/** Filled up with spaces on the right; what is wider stays as it is. */
export const filled = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** With `…` at the end, where it is wider. */
export const cut = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text
  return isPlain(text) && width > 0 ? `${text.slice(0, width - 1)}…` : truncated(text, width, 'end')
}

/** With `…` in the middle, where it is wider: names that differ often do so at their ends. */
export const shortened = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text
  const half = Math.floor(width / 2)
  return isPlain(text) && half > 0
    ? `${text.slice(0, width - half - 1)}…${text.slice(-half)}`
    : truncated(text, width, 'middle')
}

// It takes some letters for narrower than they are, so that it may leave too many.
const truncated = (text: string, width: number, position: 'end' | 'middle'): string => {
  let shown = truncate(text, width, { position })
  for (let most = width - 1; widthOf(shown) > width; most--) shown = truncate(text, most, { position })
  return shown
}

/** A part of a line, and how it is painted. */
export interface Piece {
  readonly text: string
  readonly paint?: (text: string) => string
}

/** One line of pieces, cut where it is full. */
export const lineOf = (pieces: readonly Piece[], width: number): string => {
  let free = width
  return pieces
    .map(({ text, paint = (same) => same }) => {
      const shown = cut(text, free)
      free -= widthOf(shown)
      return shown === '' ? '' : paint(shown)
    })
    .join('')
}
