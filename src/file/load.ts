/** The way from the text of files to what they want: no file system, no network, no process. */
import type { Address } from '../address.ts'
import type { Desired, DesiredResource } from '../desired.ts'
import { type Problem, ProblemsError } from '../problem.ts'
import { noteBlueprintOnly } from './blueprint-only.ts'
import { build } from './build.ts'
import { checkForm, checkRoot, entriesOf, type RootedFile, rootExtensionOf } from './form/index.ts'
import { judge } from './judge/index.ts'
import { mergeOver } from './merge/index.ts'
import { say } from './messages/index.ts'
import { rules } from './rules/index.ts'
import { applyComments } from './silence.ts'
import {
  type Comment,
  createReport,
  type FileText,
  fileText,
  type Marks,
  parse,
  type Report,
} from './text/index.ts'

/** A file as it was read: its name is only for messages. */
export interface InputFile {
  readonly name: string
  readonly text: string
}

export interface LoadOptions {
  /** The repository that holds the file: what a new service without `repo` is built from. */
  readonly repo?: string | undefined
}

export interface Loaded {
  readonly desired: Desired
  /** Warnings and notes, in the order of the files. */
  readonly problems: readonly Problem[]
}

const megabyte = 1024 * 1024
const megabytes = 5

const nothing: InputFile = { name: 'render.yaml', text: '' }

/**
 * Reads what the files want; where they differ, the later one wins (docs/files.md). Throws a {@link ProblemsError} with
 * all problems at once when there is an error among them.
 */
export const load = (files: readonly InputFile[], options: LoadOptions = {}): Loaded => {
  const report = createReport()
  const texts = (files.length === 0 ? [nothing] : files).map(({ name, text }, order) =>
    fileText(name, text.replace(/^\uFEFF/, ''), order, files.length < 2),
  )
  for (const text of texts) {
    if (Buffer.byteLength(text.text) > megabytes * megabyte)
      report.at(text, undefined, say.tooLarge(megabytes))
  }
  const comments: Comment[] = []
  const desired = report.failed() ? undefined : read(texts, comments, report, options)
  applyComments(comments, report)
  const problems = report.problems()
  if (!desired) throw new ProblemsError(problems)
  return { desired, problems }
}

const read = (
  texts: readonly FileText[],
  comments: Comment[],
  report: Report,
  { repo }: LoadOptions,
): Desired | undefined => {
  const file = merged(texts, comments, report)
  if (!file) return undefined
  const { entries, leftOut } = entriesOf(file, file.root, report)
  const sound = entries.filter((entry) => checkForm(file, entry, report))
  judge(rules, { file, all: entries, sound, report })
  if (report.failed()) return undefined
  const context = { file, report, repo, leftOut }
  noteBlueprintOnly(entries, context)
  const resources = new Map<Address, DesiredResource>()
  for (const entry of entries) resources.set(entry.address, build(entry, context))
  return { resources, ...(leftOut.size > 0 && { leftOut }), ...rootExtensionOf(file.root) }
}

/** One file made of all; undefined: there is nothing to go on with. */
const merged = (texts: readonly FileText[], comments: Comment[], report: Report): RootedFile | undefined => {
  const marks: Marks = new WeakMap()
  const parsed = texts.map((text) => parse(text, marks, report, (comment) => comments.push(comment)))
  const given = parsed.filter((file) => file !== undefined && file.root !== null)
  if (report.failed()) return undefined
  for (const file of parsed) {
    if (file?.root === null) {
      report.at(file.text, undefined, given.length > 0 ? say.emptyBeside() : say.empty())
    }
  }
  const [first, ...later] = given
    .filter((file) => file !== undefined)
    .filter((file) => checkRoot(file, report))
  if (!first) return undefined
  for (const file of later) mergeOver(first, file, report)
  return first
}
