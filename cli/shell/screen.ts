/** The two streams: stdout has what was asked for, stderr everything else. */
import colors from 'picocolors'
import { masked, type Outlet, outletOf, type Printing } from './outlet.ts'
import type { Output } from './output.ts'
import type { Region } from './region.ts'
import type { Shell, Shown } from './shell.ts'

export type Paint = ReturnType<typeof colors.createColors>

/** `out` and `err` write a line, or several. */
export interface Screen extends Outlet {
  /** Colours for stdout; for stderr. They may differ: one of the two may be a file. */
  readonly paint: Paint
  readonly paintErr: Paint
  /** How many columns a line may have on stdout; on stderr. Infinite: it is no terminal, and nothing is folded. */
  readonly width: number
  readonly widthErr: number
  /** Whether warnings and notes are left out. */
  readonly quiet: boolean
  /** Where an apply is watched; undefined: nobody looks on. */
  readonly region: Region | undefined
  /** Tells who runs the command in this process what it shows. */
  readonly shows: (shown: Shown) => void
}

// What a terminal has that does not say how wide it is.
const defaultWidth = 80
const narrowest = 40

/** A line on stderr. */
export const tell = (shell: Printing, text: string): void => outletOf(shell).err(`${text}\n`)

export const createScreen = (
  shell: Printing & Pick<Shell, 'env' | 'onShown'>,
  { color, quiet = false }: { readonly color: boolean; readonly quiet?: boolean },
): Screen => {
  const { env, stdout, stderr } = shell
  const outlet = outletOf(shell)
  const wanted = color && !env.NO_COLOR && env.TERM !== 'dumb'
  const widthOf = (stream: Output) =>
    stream.isTTY
      ? Math.max(narrowest, columnsIn(env) ?? (stream.columns || defaultWidth))
      : Number.POSITIVE_INFINITY
  const shows: Screen['shows'] = ({ document, markdown }) =>
    shell.onShown?.({
      document: () => JSON.parse(JSON.stringify(document(), masked(shell))),
      markdown: () => shell.mask.hide(markdown()),
    })
  return {
    ...outlet,
    shows,
    out: (text) => outlet.out(`${text}\n`),
    err: (text) => outlet.err(`${text}\n`),
    paint: colors.createColors(wanted && stdout.isTTY === true),
    paintErr: colors.createColors(wanted && stderr.isTTY === true),
    width: widthOf(stdout),
    widthErr: widthOf(stderr),
    quiet,
    region: shell.region,
  }
}

/** `COLUMNS`, which is stronger than what a terminal says of itself. */
export const columnsIn = ({ COLUMNS = '' }: Shell['env']): number | undefined =>
  /^[1-9]\d{0,5}$/.test(COLUMNS) ? Number(COLUMNS) : undefined
