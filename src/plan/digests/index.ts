/** Digests of what a plan rests on and of what it says. */
export { digestOf } from './canonical.ts'
export { fingerprintOf, hiddenUnits, type Rests, restsOf } from './rests.ts'
export { deeds, saysOf } from './says.ts'
export type { Digests } from './unit.ts'
