/** What a rule is, and what it gets to see. */
import type { RuleCode } from '../../problem.ts'
import type { FilePath } from '../../rows/index.ts'
import type { Entry } from '../form/index.ts'
import type { About, ParsedFile } from '../text/index.ts'
import type { Resources } from './resources.ts'

export interface Rule {
  /** What it finds, in one sentence: docs/rules. */
  readonly doc: string
  /** Makes right what can be meant one way only, before any check looks at it. */
  readonly straighten?: Check
  readonly check?: Check
  /** Looks at all resources together. */
  readonly whole?: WholeCheck
}

/** All of them, in the order in which they straighten. */
export type Rules = Readonly<Record<RuleCode, Rule>>

interface More extends About {
  /** What to do about it. */
  readonly todo?: string
}

/** What the rule has found, at a path. */
export type Say = (path: FilePath, message: string, more?: More) => void

/** One resource that has the right form, and the others of the file. */
export interface Subject {
  readonly entry: Entry
  readonly mapping: Entry['mapping']
  readonly resources: Resources
  readonly file: ParsedFile
  /** Paths are below the resource. */
  readonly say: Say
  /** The line that something stands in, in words. */
  readonly lineOf: (path: FilePath) => string
}

type Check = (subject: Subject) => void

interface Whole {
  /** The resources that have the right form. */
  readonly resources: Resources
  readonly all: readonly Entry[]
  readonly file: ParsedFile
  readonly say: Say
  readonly lineOf: (path: FilePath) => string
}

type WholeCheck = (whole: Whole) => void
