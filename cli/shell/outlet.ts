/** The way out: nothing is printed but through here, so that nothing hidden is. */
import type { Shell } from './shell.ts'

export interface Outlet {
  /** Writes to stdout, to stderr, as it stands. */
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Writes a line of JSON to stdout, or with an indent a document; what is hidden is taken out of its texts, so that it stays JSON. */
  readonly json: (document: unknown, indent?: number) => void
}

export const outletOf = ({ stdout, stderr, mask }: Pick<Shell, 'stdout' | 'stderr' | 'mask'>): Outlet => ({
  out: (text) => void stdout.write(mask.hide(text)),
  err: (text) => void stderr.write(mask.hide(text)),
  json: (document, indent) =>
    void stdout.write(`${withoutCommands(JSON.stringify(document, masked({ mask }), indent))}\n`),
})

/** `##[` within a text is a command to runners that read all that a step prints: the same text, spelled otherwise. */
const withoutCommands = (json: string): string => json.replaceAll('##', '\\u0023#')

/** For `JSON.stringify`: takes out of all texts what is hidden. */
export const masked =
  ({ mask }: Pick<Shell, 'mask'>) =>
  (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? mask.hide(value) : value
