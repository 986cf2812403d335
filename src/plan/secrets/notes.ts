/** What there is to know about secrets that changes nothing. Names only, never a value. Pure. */
import type { Desired } from '../../desired.ts'
import { type Problem, problem } from '../../problem.ts'
import { namesOfSecret, type Secrets } from '../../references/index.ts'
import { nearest } from '../../rows/index.ts'
import type { Source } from '../../source.ts'
import { secretRows, secretsIn, whole } from './found.ts'

/** Optional secrets that nobody has set, and what refers to them. */
export const unset = (names: readonly string[], followers: readonly string[]): readonly Problem[] => {
  if (names.length === 0) return []
  const what = names.length === 1 ? '1 optional secret is' : `${names.length} optional secrets are`
  const more = followers.length === 0 ? '' : `; nor is what takes such a value: ${followers.join(', ')}`
  return [problem('unset-secret', `${what} not set: ${names.join(', ')}${more}`)]
}

/** Given secrets whose live values are others. */
export const differing = (names: readonly string[]): readonly Problem[] => {
  if (names.length === 0) return []
  const what =
    names.length === 1
      ? '1 given secret differs from the live one, which stays'
      : `${names.length} given secrets differ from the live ones, which stay`
  const todo = `Write ${names.length === 1 ? 'it' : 'one'} with --write-secret ${names[0]}.`
  return [problem('differing-secret', `${what}: ${names.join(', ')}`, todo)]
}

/** Given secrets that the file has no use for, each with the name that was probably meant. */
export const unused = (desired: Desired, secrets: Secrets): readonly Problem[] => {
  const known = new Set(secretsIn(whole(desired)).flatMap(({ source }) => namesOfSecret(source)))
  const names = [...secrets.keys()].filter((name) => !known.has(name))
  if (names.length === 0) return []
  const free = [...known].filter((name) => !secrets.has(name))
  const valued = valuesOf(desired)
  const shown = names.flatMap((name) => {
    const near = nearest(name, free)
    if (near !== undefined) return [`${name} (did you mean ${near}?)`]
    if (valued.has(name)) return [`${name} (no secret: the file gives it another value)`]
    return isName(name) ? [name] : []
  })
  const others = names.length - shown.length
  if (others > 0) shown.push(`${others} that ${others === 1 ? 'looks' : 'look'} like no name`)
  const what = names.length === 1 ? '1 given secret' : `${names.length} given secrets`
  return [problem('unused-secret', `nothing uses ${what}: ${shown.join(', ')}`)]
}

/** Variables and files that are no secrets, by the names that they would have as ones. */
const valuesOf = (desired: Desired): ReadonlySet<string> =>
  new Set(
    [...whole(desired).resources.values()].flatMap((resource) =>
      Object.entries(resource.parts).flatMap(([aspect, items]) =>
        items
          .filter(({ values }) => secretRows(resource, aspect).some((row) => isOther(values[row] as Source)))
          .flatMap(({ key }) => [key, `${resource.names.at(-1)}/${key}`]),
      ),
    ),
  )

const isOther = (source: Source | undefined): boolean => source !== undefined && source.from !== 'secret'

/** Lines of a key that was pasted without quotes read like names, with "=" at their ends: those are not repeated. */
const isName = (name: string): boolean => {
  const key = name.slice(name.lastIndexOf('/') + 1)
  return name.length <= 100 && (/^[A-Z_][A-Z0-9_]*$/.test(key) || /^[a-z0-9_.-]*[_.-][a-z0-9_.-]*$/.test(key))
}
