/** What all that is printed is made of: values, numbers, problems and tables, harmless to terminal and page. */
export { flow, type Layout, signText } from './layout.ts'
export { cell, code, folded, html, prose } from './markup.ts'
export { counted, durationText, listed } from './phrases.ts'
export { problemDocument, problemList, problemText, sorted } from './problems.ts'
export { type Table, tableMarkdown, tableText } from './table.ts'
export { cut, cutBoth, harmless, onlySpaceDiffers, shown } from './value.ts'
