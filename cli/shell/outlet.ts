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
  json: (document, indent) => void stdout.write(`${JSON.stringify(document, masked({ mask }), indent)}\n`),
})

/** For `JSON.stringify`: takes out of all texts what is hidden. */
export const masked =
  ({ mask }: Pick<Shell, 'mask'>) =>
  (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? mask.hide(value) : value
