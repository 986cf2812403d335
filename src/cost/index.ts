/** What a workspace costs a month, by prices that have a day and a source. Below plans: it knows changes, and what kinds bill. */
export { type Amount, type Charge, type Cost, costOf, type ResourceCost } from './cost.ts'
export { costProblems } from './limit.ts'
export type { Prices } from './prices.ts'
export { readPrices } from './read.ts'
export { builtIn as builtInPrices, pricesBelow } from './table.ts'
