/** The two streams: stdout has what was asked for, stderr everything else. */
import colors from 'picocolors'
import type { Shell } from './shell.ts'

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

export const createScreen = (
  { env, stdout, stderr }: Pick<Shell, 'env' | 'stdout' | 'stderr'>,
  { color }: { readonly color: boolean },
): Screen => {
  const wanted = color && !env.NO_COLOR && env.TERM !== 'dumb'
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    paint: colors.createColors(wanted && stdout.isTTY === true),
    paintErr: colors.createColors(wanted && stderr.isTTY === true),
    width: Math.max(narrowest, stdout.columns ?? defaultWidth),
  }
}
