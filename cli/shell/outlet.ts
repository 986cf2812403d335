/** The way out: nothing is printed but through here, so that nothing hidden is. */
import type { Shell } from './shell.ts'

export interface Outlet {
  /** Writes to stdout, to stderr, as it stands. */
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Writes to stdout what the user asked to see although it is hidden. */
  readonly revealed: (text: string) => void
  /** Writes a line of JSON to stdout, or with an indent a document; what is hidden is taken out of its texts, so that it stays JSON. */
  readonly json: (document: unknown, indent?: number) => void
  /** Takes out of a text what is hidden: before it is cut, for a part of it would not be found. */
  readonly hide: (text: string) => string
}

/** What a shell prints with. */
export type Printing = Pick<Shell, 'stdout' | 'stderr' | 'mask' | 'region'>

export const outletOf = ({ stdout, stderr, mask, region }: Printing): Outlet => {
  const print = region?.above ?? ((write: () => void) => write())
  return {
    hide: (text) => mask.hide(text),
    out: (text) => print(() => stdout.write(mask.hide(text))),
    revealed: (text) => print(() => stdout.write(text)),
    err: (text) => print(() => stderr.write(mask.hide(text))),
    json: (document, indent) =>
      print(() => stdout.write(`${withoutCommands(JSON.stringify(document, masked({ mask }), indent))}\n`)),
  }
}

/** `##[` within a text is a command to runners that read all that a step prints: the same text, spelled otherwise. */
const withoutCommands = (json: string): string => json.replaceAll('##', '\\u0023#')

/** For `JSON.stringify`: takes out of all texts what is hidden. */
export const masked =
  ({ mask }: Pick<Shell, 'mask'>) =>
  (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? mask.hide(value) : value
