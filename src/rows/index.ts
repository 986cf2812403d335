export {
  type AnyAspect,
  aspectOf,
  type DeclareContext,
  type DeclaredItem,
  type Edit,
  type FileObject,
  type FilePath,
  type SpellContext,
  type SpelledItem,
  type Surroundings,
  schemaOfRows,
  type Wanted,
} from './aspect.ts'
export {
  asOf,
  type Codec,
  dayOf,
  flag,
  growing,
  hyphenated,
  integer,
  type JsonSchema,
  oneOf,
  same,
  setOf,
  spelled,
  switched,
  text,
  usually,
} from './codec.ts'
export {
  type AnyDeploys,
  type Deploy,
  type Deploys,
  deployForm,
  type FailedDeploy,
  failedDeploy,
  failureInWords,
  type MadeOf,
  type Origin,
  type OwedDeploy,
  type Readiness,
} from './deploys.ts'
export {
  type AnyField,
  type AnyFields,
  type Body,
  type DefaultContext,
  type EntryKey,
  fieldsOf,
  isPlanned,
  keyOfTexts,
  merge,
  type OnChange,
  type WriteContext,
} from './field.ts'
export {
  type AnyKind,
  type Bill,
  type Billed,
  type CreateContext,
  type Created,
  type FileForm,
  type Kind,
  kindOf,
  type LiveRecord,
  type Output,
  type ValuesOf,
} from './kind.ts'
export { memo } from './memo.ts'
export { nearest } from './nearest.ts'
export { misspelled, withVersion } from './newer.ts'
export { inYaml } from './yaml.ts'
