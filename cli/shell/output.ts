/** What a command line reads from and writes to. */
interface Terminal {
  readonly isTTY?: boolean
  /** How wide it is, and how high. */
  readonly columns?: number
  readonly rows?: number
}

export type Input = NodeJS.ReadableStream & Pick<Terminal, 'isTTY'>
export type Output = NodeJS.WritableStream & Terminal
