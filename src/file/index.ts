export { serviceNames } from './form/index.ts'
export { type InputFile, type Loaded, load } from './load.ts'
export { saysSecret, secretIn } from './messages/index.ts'
export { valueAt } from './text/index.ts'
