export { type ApplyOptions, apply } from './apply.ts'
export { type Board, boardOf } from './board.ts'
export type { ApplyEvent, Deed, Stage, Summary } from './events.ts'
