/** Live resources as the text of a file. */
export { keepFormat } from './keep.ts'
export { type Located, locate } from './locate.ts'
export { secretsOf, secretsText } from './secrets.ts'
export {
  checkExtent,
  type Extent,
  holderOf,
  isMeant,
  isWhole,
  type Selects,
  selector,
} from './select.ts'
export {
  aspectsOf,
  cleaned,
  combine,
  extension,
  isMapping,
  type Keeps,
  keysOf,
  nested,
  type Part,
  type Speller,
  spellerOf,
  withoutNothing,
} from './spell.ts'
export { customTags, fileText, withoutHidden } from './text.ts'
export { declarable, leftOut, type Note, treeOf } from './tree.ts'
