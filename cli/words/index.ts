/** What all that is printed is made of: values, numbers, problems and tables, harmless to terminal and page. */

export { filled, lineOf, type Piece, shortened, widthOf } from './columns.ts'
export { diagnosticEvent, failureDocument, failureMarkdown, formatVersion } from './failure.ts'
export { flow, indented, type Layout, signText, tints, wrapped } from './layout.ts'
export { barred, cell, code, fenced, folded, html, prose } from './markup.ts'
export { notesText } from './notes.ts'
export { countdownText, counted, durationText, listed, moneyText, timeText } from './phrases.ts'
export {
  countText,
  heard,
  problemDocument,
  problemList,
  problemsText,
  problemText,
} from './problems.ts'
export { type Table, tableMarkdown, tableText } from './table.ts'
export { patchBetween, type Tree, treeOf } from './tree.ts'
export { addressText, harmless, inOneLine, onlySpaceDiffers, shown } from './value.ts'
