/** Whether a mapping has the form that its kind asks for, once old and loose spellings are made right. */
import { allKinds } from '../../kinds/index.ts'
import type { AnyFields, AnyKind, FilePath, JsonSchema } from '../../rows/index.ts'
import { article } from '../messages/index.ts'
import { isMapping, type Mapping, type ParsedFile, type Report, valueAt } from '../text/index.ts'
import { fileShape, kindShapes } from './checked-shapes.ts'
import { kindsIn } from './lists.ts'
import { dropNulls, withoutNulls } from './nulls.ts'
import { renameRoot } from './old-names.ts'
import { respell } from './respell.ts'
import { propertyOf } from './shapes.ts'
import { flawsOf, type Holder } from './validate.ts'
import type { Entry } from './walk.ts'

const shapeFor = (kind: AnyKind): JsonSchema => kindShapes.get(kind) ?? {}

const whole: Holder = {
  title: 'the file',
  holdersOf: () => [],
  choicesOf: () => undefined,
  ownersOf: () => [],
}

const holderOf = (kind: AnyKind): Holder => {
  const { title, file } = kind
  const others = kindsIn(file.list).filter((other) => other !== kind)
  return {
    title: article(title),
    holdersOf: (key) =>
      others.filter((other) => propertyOf(shapeFor(other), key)).map((other) => other.title),
    choicesOf: (path) => {
      const name = path.join('.')
      if (name !== 'runtime') return offeredIn(kind, name)
      const alike = others.filter((other) => other.file.types?.[0] === file.types?.[0])
      return [kind, ...alike].flatMap((other) => propertyOf(shapeFor(other), 'runtime')?.enum ?? [])
    },
    ownersOf: (path, word) =>
      allKinds
        .filter((other) => path.join('.') in other.fields && wordsAt(shapeFor(other), path)?.includes(word))
        .map((other) => article(other.title)),
  }
}

/** The choices that a shape has at a path. */
const wordsAt = (shape: JsonSchema, path: FilePath): readonly unknown[] | undefined =>
  path.reduce<JsonSchema | undefined>((schema, key) => propertyOf(schema, String(key)), shape)?.enum

/** The words of a row that a new resource may have. */
const offeredIn = ({ fields }: AnyKind, name: string): readonly unknown[] | undefined => {
  const codec = (fields as AnyFields)[name]?.codec
  return codec?.schema.enum?.filter((word) => !codec.retired?.(codec.toApi(word)))
}

/** A file whose root is a mapping. */
export type RootedFile = ParsedFile & { readonly root: Mapping }

/** Whether the root is a mapping that one can go on with. */
export const checkRoot = (file: ParsedFile, report: Report): file is RootedFile => {
  if (isMapping(file.root)) {
    renameRoot(file, [], file.root, report)
    dropNulls(file, [], file.root, fileShape, {}, report)
    respell(file, [], file.root, fileShape, report)
  }
  for (const { path, side, problem } of flawsOf(fileShape, file.root, whole)) {
    report.on(file, path, problem, { side })
  }
  return isMapping(file.root)
}

/** Whether a resource has the right form; what is wrong with it is reported. */
export const checkForm = (file: ParsedFile, entry: Entry, report: Report): boolean => {
  const { kind, mapping, path, address } = entry
  const shape = shapeFor(kind)
  dropNulls(file, path, mapping, shape, kind.fields, report)
  respell(file, path, mapping, shape, report)
  const flaws = flawsOf(shape, withoutNulls(mapping, shape), holderOf(kind))
  const about = kind.file.single || valueAt(mapping, ['name']) ? address : undefined
  for (const flaw of flaws) {
    report.on(file, [...path, ...flaw.path], flaw.problem, { side: flaw.side, address: about })
  }
  return flaws.every(({ problem }) => problem.severity !== 'error')
}
