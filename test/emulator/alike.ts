/** Compares a recorded answer with the emulator's. Everything that may differ is said here. */

/** Recorded ids and the ids that the emulator gave in their place; filled while comparing. */
export type Ids = Map<string, string>

const id = /\b[a-z]{3}-[0-9a-v]{20}(?:-[a-z])?\b/g

/** The text with every recorded id, and the name put over recorded workspaces, made the emulator's. */
export const mapped = (text: string, ids: Ids, ownerId: string) =>
  text.replace(id, (found) => ids.get(found) ?? found).replaceAll('some-owner-id', ownerId)

export const withoutIds = (text: string) => text.replace(id, '{id}')

/** Values that no two workspaces have in common: only their type is compared. */
const ownToEach: ReadonlySet<string> = new Set([
  'cursor',
  'password',
  'psqlCommand',
  'cliCommand',
  'internalConnectionString',
  'externalConnectionString',
  'url',
  'slug',
  'dashboardUrl',
  'sshAddress',
  'databaseName',
  'sha',
  'email',
])

/** Keys that came or went between the recordings' dates (2024 to 2026): absent or null on one side is alike. */
const ofAnotherDate: ReadonlySet<string> = new Set(['autoDeployTrigger', 'startedAt', 'finishedAt'])
const environmentsOfAnotherDate: ReadonlySet<string> = new Set(['ipAllowList'])

/** What time alone changes: a recording waited, its replay does not. */
const inTime: ReadonlySet<string> = new Set([
  ...['unknown', 'creating', 'available'],
  ...['build_in_progress', 'pre_deploy_in_progress', 'update_in_progress', 'live'],
])

/** What the recorder's own workspace is called; its id is hidden in most places but not in all. */
const ofTheRecorder: ReadonlySet<string> = new Set(['owner.name', 'owner.id'])

type Json = Record<string, unknown>

const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)
const isObject = (value: unknown): value is Json => kindOf(value) === 'object'
const isTime = (text: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)
const isGenerated = (text: string) => /^[A-Za-z0-9+/]{43}=$/.test(text)

const learn = (want: string, got: string, ids: Ids) => {
  const [wanted, given] = [want.match(id) ?? [], got.match(id) ?? []]
  if (wanted.length !== given.length) return
  for (const [at, each] of wanted.entries()) ids.set(each, given[at] ?? '')
}

const sameText = (key: string, want: string, got: string, ids: Ids, ownerId: string): boolean => {
  learn(want, got, ids)
  const bothAre = (test: (text: string) => boolean) => test(want) && test(got)
  return (
    mapped(want, ids, ownerId) === got ||
    ownToEach.has(key) ||
    bothAre(isTime) ||
    bothAre(isGenerated) ||
    (key === 'status' && bothAre((text) => inTime.has(text)))
  )
}

const mayBeAbsent = (key: string, holder: Json) =>
  ofAnotherDate.has(key) || ('protectedStatus' in holder && environmentsOfAnotherDate.has(key))

const objectDifferences = (path: string, want: Json, got: Json, ids: Ids, ownerId: string): string[] =>
  [...new Set([...Object.keys(want), ...Object.keys(got)])].flatMap((key) => {
    const at = path === '' ? key : `${path}.${key}`
    const [wanted, given] = [want[key], got[key]]
    if (ofTheRecorder.has(at.split('.').slice(-2).join('.'))) return []
    if (mayBeAbsent(key, want) && ((wanted ?? null) === null || (given ?? null) === null)) return []
    if (wanted === undefined || given === undefined)
      return [`${at}: ${given === undefined ? 'missing' : 'added'}`]
    return differences(at, wanted, given, ids, ownerId)
  })

/** Each difference as its path and what it is; none for answers that are alike. */
export const differences = (
  path: string,
  want: unknown,
  got: unknown,
  ids: Ids,
  ownerId: string,
): string[] => {
  if (kindOf(want) !== kindOf(got)) return [`${path}: ${kindOf(want)} became ${kindOf(got)}`]
  if (isObject(want) && isObject(got)) return objectDifferences(path, want, got, ids, ownerId)
  if (Array.isArray(want) && Array.isArray(got)) {
    if (want.length !== got.length) return [`${path}: ${want.length} items became ${got.length}`]
    return want.flatMap((item, at) => differences(path, item, got[at], ids, ownerId))
  }
  const key = path.slice(path.lastIndexOf('.') + 1)
  const same =
    typeof want === 'string' && typeof got === 'string'
      ? sameText(key, want, got, ids, ownerId)
      : want === got
  return same ? [] : [`${path}: value`]
}
