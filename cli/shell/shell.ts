import type { Mask } from '../../src/mask/index.ts'
import type { ExitCode } from './exit.ts'
import type { Input, Output } from './output.ts'
import type { Region } from './region.ts'

/** What a command shows, whatever it prints it as; nothing hidden is in it. */
export interface Shown {
  /** As its `--json` has it. */
  readonly document: () => unknown
  readonly markdown: () => string
}

/** What a command line has around it. Only main.ts takes it from the process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder that names of files start from. */
  readonly cwd: string
  /** Where the user's programs keep what outlives a run; undefined: nowhere. */
  readonly stateFolder: () => Promise<string | undefined>
  /** Where the user's settings are; absent: nowhere. */
  readonly configFolder?: () => Promise<string>
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  /** Ctrl-C, the system's wish to end and a closed terminal call the listener and end nothing. Returns how to stop listening. */
  readonly onInterrupt: (listener: () => void) => () => void
  /** The same as Ctrl-C. */
  readonly interrupt: () => void
  /** Ends at once, whatever is under way. */
  readonly exit: (code: ExitCode) => never
  /** Is given what a command shows beside what is printed: for who runs it in this process. */
  readonly onShown?: (shown: Shown) => void
}

/** The same for one run of a command. */
export interface Shell extends Surroundings {
  /** Takes out of all that is printed what is hidden. */
  readonly mask: Mask
  /** Where it is shown how an apply goes on; undefined: nobody looks on. */
  readonly region: Region | undefined
}
