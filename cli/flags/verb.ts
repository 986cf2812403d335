import type { Argument, Command, Option } from 'commander'
import type { ExitCode, Shell } from '../shell/index.ts'

/** Does what a verb says. `options` are those of the verb's flags. */
export type Act = (options: never, shell: Shell, command: Command) => Promise<ExitCode>

/** What can be typed: help, parsing and completion are made of it. */
export interface Verb {
  readonly name: string
  readonly does: string
  /** The same under names that other tools have for it. */
  readonly aliases?: readonly string[]
  /** In the order in which they are typed; the last one may be a list. */
  readonly arguments?: readonly Argument[]
  /** What is typed behind its arguments is for what it does, `--help` as well. */
  readonly takesMore?: true
  /** The flag that its argument is short for. */
  readonly argumentFor?: 'file'
  readonly flags: readonly Option[]
  readonly examples: readonly string[]
  /** Loads what does it. */
  readonly act: () => Promise<Act>
}
