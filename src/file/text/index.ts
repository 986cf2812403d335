export {
  entryAt,
  isMapping,
  keepItems,
  type Mapping,
  type Marks,
  type ParsedFile,
  put,
  setOwn,
  valueAt,
} from './marks.ts'
export { type Comment, parse } from './parse.ts'
export { type About, createReport, lineOf, positionOf, type Report, type Side } from './report.ts'
export { type FileText, fileText } from './text.ts'
