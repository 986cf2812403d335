/** The two streams: stdout has what was asked for, stderr everything else. */
import colors from 'picocolors'

export type Paint = ReturnType<typeof colors.createColors>

export interface Screen {
  /** Writes a line, or several, to stdout. */
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Colours for stdout; for stderr. They may differ: one of the two may be a file. */
  readonly paint: Paint
  readonly paintErr: Paint
  /** How many columns a line may have. */
  readonly width: number
}

// What fits into a narrow terminal and a pull request alike.
const defaultWidth = 80
const narrowest = 40

export const createScreen = ({ color = true }: { readonly color?: boolean } = {}): Screen => {
  const wanted =
    color && !process.env.NO_COLOR && process.env.TERM !== 'dumb' && !process.argv.includes('--no-color')
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    paint: colors.createColors(wanted && process.stdout.isTTY === true),
    paintErr: colors.createColors(wanted && process.stderr.isTTY === true),
    width: Math.max(narrowest, process.stdout.columns ?? defaultWidth),
  }
}
