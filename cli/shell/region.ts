/** Lines at the end of a terminal that are drawn again and again in their own place, below all else that is printed. */
import type { Mask } from '../../src/mask/index.ts'
import type { Output } from './output.ts'

/** How many columns and lines there are to draw in. */
export interface Room {
  readonly width: number
  readonly height: number
}

interface Frame {
  /** No more lines than fit, and none wider. */
  readonly lines: (room: Room) => readonly string[]
  /** How many columns a line takes. */
  readonly widthOf: (line: string) => number
}

export interface Region {
  /** Draws a frame in the place of the one before, once nothing else is to be done; again when the window changes. */
  readonly show: (frame: Frame) => void
  /** Takes the frame away. */
  readonly clear: () => void
  /** Prints something else, above the frame. */
  readonly above: (print: () => void) => void
}

// What a terminal has that does not say how large it is.
const usual = { columns: 80, rows: 24 }

const eraseLine = '\u001b[2K'
const eraseBelow = '\u001b[J'
const up = (rows: number) => `\r${rows > 0 ? `\u001b[${rows}A` : ''}`

interface Around {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stderr: Output
  readonly mask: Mask
}

/** Undefined: no line can be taken back there, or nobody looks on. */
export const regionOf = ({ env, stderr, mask }: Around): Region | undefined => {
  if (!stderr.isTTY || env.TERM === 'dumb' || env.CI) return undefined
  let frame: Frame | undefined
  let drawn: readonly string[] = []
  let waiting: NodeJS.Immediate | undefined

  // A window that was made narrower has folded what was drawn in the wider one.
  const height = () => {
    const columns = stderr.columns || usual.columns
    return drawn.reduce(
      (rows, line) => rows + Math.max(1, Math.ceil((frame?.widthOf(line) ?? 0) / columns)),
      0,
    )
  }
  const put = (lines: readonly string[]) => {
    const text = lines.map((line) => `${eraseLine}${mask.hide(line)}\n`).join('')
    stderr.write(`${up(height())}${text}${eraseBelow}`)
    drawn = lines
  }
  const draw = () => {
    waiting = undefined
    const lines = frame?.lines(roomIn(stderr)) ?? []
    if (lines.join('\n') !== drawn.join('\n')) put(lines)
  }
  const redraw = () => {
    if (frame) put(frame.lines(roomIn(stderr)))
  }
  return {
    show: (next) => {
      if (!frame) stderr.on('resize', redraw)
      frame = next
      waiting ??= setImmediate(draw)
    },
    clear: () => {
      if (waiting) clearImmediate(waiting)
      waiting = undefined
      if (drawn.length > 0) put([])
      frame = undefined
      stderr.off('resize', redraw)
    },
    above: (print) => {
      const lines = drawn
      if (lines.length > 0) put([])
      print()
      if (lines.length > 0) put(lines)
    },
  }
}

/** The last column stays free, for a line that fills it may be folded; so does the last line, where the cursor is. */
const roomIn = ({ columns, rows }: Output): Room => ({
  width: (columns || usual.columns) - 1,
  height: (rows || usual.rows) - 1,
})
