/** References that lead nowhere. Pure. */
import { type Address, readable } from '../../address.ts'
import type { Live } from '../../live.ts'
import type { Problem } from '../../problem.ts'
import { needsOf, originOf, providerOf, sourcesOf, unseenOf } from '../../references/index.ts'
import type { Source } from '../../source.ts'
import { termsOf } from '../outputs.ts'
import { refusal, type Subject } from './subject.ts'

const isThere = (of: Address, { desired, known }: Subject): boolean =>
  providerOf(desired, of) !== undefined || known.get(of) !== undefined

/** What is referred to is neither declared nor live. */
export const unknownReferences = (subject: Subject): readonly Problem[] => {
  const { desired, known } = subject
  const { resources, whole } = desired
  return [...resources.values()].flatMap((resource) =>
    needsOf(resource, known.ofKind(resource)).flatMap(({ of, at }) => {
      if (isThere(of, subject) || known.unlisted(of)) return []
      const isLeftOut = whole !== undefined && providerOf({ resources: whole }, of) !== undefined
      const [why, todo] = isLeftOut
        ? ['left out of this run, and not in the workspace', 'Take it along.']
        : ['neither in the file nor in the workspace', 'Correct the name, or declare it in the file.']
      const message = `${readable(resource.address)} refers to ${readable(of)}, which is ${why}`
      return [refusal('unknown-reference', at, resource.address, message, todo)]
    }),
  )
}

/** What is referred to is there, and has no such property or variable. */
export const valuelessReferences = (subject: Subject): readonly Problem[] => {
  const { desired, changes, known, resolve } = subject
  return [...desired.resources.values()].flatMap((resource) =>
    sourcesOf(resource, known.ofKind(resource)).flatMap(({ source, item }) => {
      if (source.from !== 'property' && source.from !== 'variable') return []
      if (!isThere(source.of, subject) || unseenOf(source, desired, known)) return []
      const terms = source.from === 'property' ? termsOf(source, changes, known) : undefined
      if (terms?.met ?? (isPending(source, subject) || resolve(source).known)) return []
      const why = `${readable(source.of)} has ${missing(source)}, which ${readable(resource.address)} refers to as ${item.key}${reasonOf(source)}`
      const todo = terms ? `It has one with ${terms.shown} only.` : insteadOf(source, known)
      return [refusal('reference-property', item.at, resource.address, why, todo)]
    }),
  )
}

type Reference = Extract<Source, { from: 'property' | 'variable' }>

const missing = (source: Reference) =>
  source.from === 'property' ? `no ${source.property}` : `no variable ${source.key}`

/** Names of variables that Render sets by itself; of most of them the API tells nobody else the value. */
const byRender = /^(RENDER$|RENDER_|PORT$|IS_PULL_REQUEST$)/

const reasonOf = (source: Reference): string =>
  source.from === 'variable' && byRender.test(source.key)
    ? `: what Render sets by itself is for ${readable(source.of)} only`
    : ''

const insteadOf = (source: Reference, known: Live): string => {
  const live = known.get(source.of)
  const has = live && source.from === 'property' ? Object.keys(live.kind.outputs) : []
  return has.length > 0 ? `It has ${has.join(', ')}.` : 'Declare it there, or correct the reference.'
}

/** Whether the value comes to be with something that this plan makes. */
const isPending = (source: Reference, { desired, known, changes }: Subject): boolean => {
  const change = changes.get(source.of)
  if (change?.action === 'replace')
    return source.from === 'variable' || source.property in change.kind.outputs
  const live = known.get(source.of)
  if (source.from === 'property') return !live && providerOf(desired, source.of) !== undefined
  const { at, declared } = originOf(desired, known, source)
  // Where that leads nowhere, it is told there.
  if (declared) return true
  if (at !== undefined) return false
  const made = live ? undefined : desired.resources.get(source.of)
  const given = { ...made?.defaults, ...made?.values }
  return made?.kind.platformKeys?.(given).includes(source.key) ?? false
}
