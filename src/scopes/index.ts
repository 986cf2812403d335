/** Whose a variable is, and what a change of it means for others. */
export { holderNamed, openScopes, type Scopes } from './holder.ts'
export { type Output, outputsOf } from './outputs.ts'
export { type Compared, parityOf, type Side, sideOf, sideOfEnvironment } from './parity.ts'
export { type Effect, setVariable, unsetVariable, type Value } from './setting.ts'
