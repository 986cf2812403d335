/** The way from the text of a file to what it wants: no file system, no network, no process. */
import type { Address } from '../address.ts'
import type { Desired, DesiredResource } from '../desired.ts'
import { type Problem, ProblemsError } from '../problem.ts'
import { build, noteBlueprintOnly } from './build.ts'
import { checkEntries, checkRoot } from './check.ts'
import { rootExtensionOf } from './extensions.ts'
import { say } from './messages.ts'
import { parse } from './parse.ts'
import { createReport, type Report } from './report.ts'
import { entriesOf } from './walk.ts'

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
  /** Warnings and notes, in the order of the file. */
  readonly problems: readonly Problem[]
}

const megabyte = 1024 * 1024
const megabytes = 5

/** Reads what the file wants. Throws a {@link ProblemsError} with all errors at once. */
export const load = (files: readonly InputFile[], options: LoadOptions = {}): Loaded => {
  const [{ name, text } = { name: 'render.yaml', text: '' }, ...more] = files
  const plain = text.replace(/^\uFEFF/, '')
  const report = createReport(name, plain)
  if (more.length > 0) report.at(undefined, say.oneFile())
  else if (Buffer.byteLength(text) > megabytes * megabyte) report.at(undefined, say.tooLarge(megabytes))
  const desired = report.failed() ? undefined : read(plain, report, options)
  if (!desired) throw new ProblemsError(report.errors())
  return { desired, problems: report.others() }
}

const read = (text: string, report: Report, { repo }: LoadOptions): Desired | undefined => {
  const file = parse(text, report)
  if (!file) return undefined
  if (!checkRoot(file, report)) return undefined
  const entries = entriesOf(file, file.root, report)
  checkEntries(file, entries, report)
  if (report.failed()) return undefined
  const context = { file, report, repo }
  noteBlueprintOnly(entries, context)
  const resources = new Map<Address, DesiredResource>()
  for (const entry of entries) resources.set(entry.address, build(entry, context))
  return { resources, ...rootExtensionOf(file.root) }
}
