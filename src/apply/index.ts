export { type ApplyOptions, apply } from './apply.ts'
export { type Board, boardOf } from './board.ts'
export type { ApplyEvent, Deed, GoesOn, Stage, Summary } from './events.ts'
export type { ApplyWishes } from './wishes.ts'
