export { mergeOver } from './merge.ts'
