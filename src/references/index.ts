export { areaOf } from './areas.ts'
export { audit, type Whereabouts } from './audit.ts'
export { type LeftAlone, leftAlone, withoutLeftAlone } from './left-alone.ts'
export {
  declaredLinks,
  type LinkedElsewhere,
  leftLinks,
  linkAspects,
  linkedElsewhere,
  liveLinks,
} from './links.ts'
export { holderOf, needsOf, providerOf, sourcesOf, variables } from './needs.ts'
export { originOf } from './origin.ts'
export { type Resolve, resolver } from './resolve.ts'
export { givenFor, nameAmong, namesOfSecret, type Secrets } from './secrets.ts'
export {
  byRender,
  isHazard,
  type SeenVariable,
  seenBy,
  variableParts,
  variablesOf,
  youngestFirst,
} from './seen.ts'
export { unseenOf } from './unseen.ts'
export { leadsTo, placeOf, placesOf, type Use, usesOf, valuesIn } from './uses.ts'
