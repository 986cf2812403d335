export { serviceNames } from './form/old-names.ts'
export { formatProblem } from './format.ts'
export { type InputFile, type Loaded, load } from './load.ts'
export { valueAt } from './text/marks.ts'
