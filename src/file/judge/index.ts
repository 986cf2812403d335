export { formerName, formerPath } from './former.ts'
export { inner, items, listIn } from './items.ts'
export { judge } from './judge.ts'
export type { Resources } from './resources.ts'
export type { Rule, Rules, Subject } from './rule.ts'
export {
  filesOf,
  filesPath,
  isDots,
  isIdleSync,
  referredBy,
  secretsOf,
  secretsPath,
  variablesOf,
} from './variables.ts'
