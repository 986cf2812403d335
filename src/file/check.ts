/** All checks of a file that has been parsed: of its form, and of what it means. */

import { allKinds } from '../kinds/index.ts'
import type { AnyKind, JsonSchema } from '../rows/index.ts'
import { dropNulls, withoutNulls } from './form/nulls.ts'
import { renameRoot } from './form/old-names.ts'
import { respell } from './form/respell.ts'
import { kindsIn, propertyOf, rootShape, shapeOf } from './form/shapes.ts'
import { flawsOf, type Holder } from './form/validate.ts'
import type { Entry } from './form/walk.ts'
import { article } from './messages/index.ts'
import { type Rule, rules } from './rules/index.ts'
import { indexOf, subjectOf } from './rules/judge.ts'
import type { ParsedFile } from './text/marks.ts'
import { isMapping, type Mapping, valueAt } from './text/marks.ts'
import { lineOf, type Report } from './text/report.ts'

/** Items are checked one by one, each against the shape of its own kind. */
const anyMapping = (): JsonSchema => ({ type: 'object' })

const shapes = new Map(allKinds.map((kind) => [kind, shapeOf(kind, anyMapping)]))
const shapeFor = (kind: AnyKind): JsonSchema => shapes.get(kind) ?? {}
const root = rootShape(anyMapping)

const whole: Holder = { title: 'the file', holdersOf: () => [], choicesOf: () => undefined }

const holderOf = (kind: AnyKind): Holder => {
  const { title, file } = kind
  const others = kindsIn(file.list).filter((other) => other !== kind)
  return {
    title: article(title),
    holdersOf: (key) =>
      others.filter((other) => propertyOf(shapeFor(other), key)).map((other) => other.title),
    choicesOf: ([key = '', ...deeper]) =>
      key === 'runtime' && deeper.length === 0
        ? [kind, ...others.filter((other) => other.file.types?.[0] === file.types?.[0])].flatMap(
            (other) => propertyOf(shapeFor(other), 'runtime')?.enum ?? [],
          )
        : undefined,
  }
}

/** A file whose root is a mapping. */
export type RootedFile = ParsedFile & { readonly root: Mapping }

/** Whether the root is a mapping that one can go on with. */
export const checkRoot = (file: ParsedFile, report: Report): file is RootedFile => {
  if (isMapping(file.root)) {
    renameRoot(file, [], file.root, report)
    dropNulls(file, [], file.root, root, {}, report)
    respell(file, [], file.root, root, report)
  }
  for (const { path, side, finding } of flawsOf(root, file.root, whole)) report.on(file, path, finding, side)
  return isMapping(file.root)
}

/** Reports what is wrong with the resources; one without the right form is not asked what it means. */
export const checkEntries = (file: ParsedFile, entries: readonly Entry[], report: Report): void => {
  const sound = entries.filter((entry) => checkForm(file, entry, report))
  const index = indexOf(sound)
  const each = Object.entries<Rule>(rules)
  for (const stage of ['settle', 'check'] as const) {
    for (const [id, { [stage]: check }] of each) {
      if (check) for (const entry of sound) check(subjectOf(entry, index, file, report, id))
    }
  }
  for (const [rule, { whole }] of each) {
    whole?.({
      index,
      all: entries,
      file,
      say: (path, finding, side, address) => report.on(file, path, { ...finding, rule }, side, address),
      lineOf: (path) => lineOf(file, path),
    })
  }
}

const checkForm = (file: ParsedFile, entry: Entry, report: Report): boolean => {
  const { kind, mapping, path, address } = entry
  const shape = shapeFor(kind)
  dropNulls(file, path, mapping, shape, kind.fields, report)
  respell(file, path, mapping, shape, report)
  const flaws = flawsOf(shape, withoutNulls(mapping, shape), holderOf(kind))
  for (const flaw of flaws) {
    report.on(
      file,
      [...path, ...flaw.path],
      flaw.finding,
      flaw.side,
      valueAt(mapping, ['name']) ? address : undefined,
    )
  }
  return flaws.every(({ finding }) => finding.severity !== 'error')
}
