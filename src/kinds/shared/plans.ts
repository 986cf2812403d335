/**
 * Names of instance types, as they were on {@link tableDay} (API facts §2.5, §8.1; the page of prices). Since 28 August 2026
 * most have two: an older one, and one that says CPU and memory. Nobody knows which of them the API answers with, so that
 * both mean the same wherever they are compared; what is sent is the older one, which has been recorded.
 */
import type { Codec } from '../../rows/index.ts'
import { growing } from '../../rows/index.ts'
import { tableDay } from './table-day.ts'

/** One instance type: the name that is sent, in the file's spelling, and its other name. */
type Plan = readonly [sent: string, other: string] | readonly [sent: string]

interface Table {
  readonly offered: readonly Plan[]
  /** What live resources have and no new one gets, with the equal or nearest name that one does; undefined: nothing is near. */
  readonly retired?: Readonly<Record<string, string | undefined>>
}

/** Names that say CPU and memory are the same in the API; in the older ones it has `_` for what parts the words. */
const inApi = (word: string): string => (/^\d/.test(word) ? word : word.replaceAll(/[ -]/g, '_'))

/** The other way round, of a name that is newer than the table: as the file parts the words of those that are in it. */
const inFile = (api: string, words: readonly string[]): string => {
  const parting = words.some((word) => word.includes(' ')) ? ' ' : '-'
  return /^\d/.test(api) ? api : api.replaceAll('_', parting)
}

const olderFirst = (words: readonly string[]) => [
  ...words.filter((word) => !/^\d/.test(word)),
  ...words.filter((word) => /^\d/.test(word)),
]

const planOf = ({ offered, retired = {} }: Table): Codec<string, string> => {
  const meaning = new Map(
    offered.flatMap(([sent, other = sent]) => [
      [inApi(sent), inApi(sent)],
      [inApi(other), inApi(sent)],
    ]),
  )
  const meant = (api: string) => meaning.get(api) ?? api
  const current = olderFirst(offered.flat())
  const words = [...current, ...Object.keys(retired)]
  const instead = new Map(Object.entries(retired).map(([word, near]) => [inApi(word), near]))
  return growing(tableDay, {
    schema: { type: 'string', enum: words },
    toApi: (file) => meant(inApi(file)),
    toFile: (api) =>
      words.find((word) => inApi(word) === api) ??
      words.find((word) => meant(inApi(word)) === api) ??
      inFile(api, current),
    equal: (desired, live) => meant(desired) === meant(live),
    retired: (api) => (instead.has(api) ? { instead: instead.get(api) } : undefined),
  })
}

const compute: readonly Plan[] = [
  ['starter', '0.5c-512mb'],
  ['standard', '1c-2g'],
  ['pro', '2c-4g'],
  ['2c-8g'],
  ['2c-16g'],
  ['pro plus', '4c-8g'],
  ['pro max', '4c-16g'],
  ['4c-32g'],
  ['8c-16g'],
  ['pro ultra', '8c-32g'],
  ['8c-64g'],
]

/** The sizes of the first two lie between their neighbours: the next one up is no loss. */
const legacyCompute = {
  'starter plus': 'standard',
  'standard plus': 'pro',
  'starter legacy': 'starter',
  'standard legacy': 'standard',
  'standard plus legacy': 'pro',
  'pro legacy': 'pro',
  'pro plus legacy': 'pro plus',
  custom: undefined,
}

const largest = ['12c-24g', '12c-48g', '12c-96g']

/** Runs have no free plan. The API knows the largest for them; Render's language does not, and nothing near is as large. */
export const cronPlan = planOf({
  offered: compute,
  retired: { ...legacyCompute, ...Object.fromEntries(largest.map((plan) => [plan, undefined])) },
})

export const serverPlan = planOf({
  offered: [['free'], ...compute, ...largest.map((plan): Plan => [plan])],
  retired: legacyCompute,
})

/** The last three have no older name that the API takes. */
export const keyValuePlan = planOf({
  offered: [
    ['free'],
    ['starter', '256mb'],
    ['standard', '1g'],
    ['3g'],
    ['pro', '5g'],
    ['pro plus', '10g'],
    ['20g', 'pro max'],
    ['40g', 'pro ultra'],
    ['50g'],
  ],
  retired: { custom: undefined },
})

/** Which older name stands for which newer one: the page of prices, by CPU and memory. */
const databases: readonly Plan[] = [
  ['free'],
  ['basic-256mb', '0.1c-256mb'],
  ['basic-1gb', '0.5c-1g'],
  ['1c-2g'],
  ['basic-4gb', '2c-4g'],
  ['pro-4gb', '1c-4g'],
  ['pro-8gb', '2c-8g'],
  ['pro-16gb', '4c-16g'],
  ['pro-32gb', '8c-32g'],
  ['pro-64gb', '16c-64g'],
  ['pro-128gb', '32c-128g'],
  ['pro-192gb', '48c-192g'],
  ['pro-256gb', '64c-256g'],
  ['pro-384gb', '96c-384g'],
  ['pro-512gb', '128c-512g'],
  ['accelerated-16gb', '2c-16g'],
  ['accelerated-32gb', '4c-32g'],
  ['accelerated-64gb', '8c-64g'],
  ['accelerated-128gb', '16c-128g'],
  ['accelerated-256gb', '32c-256g'],
  ['accelerated-384gb', '48c-384g'],
  ['accelerated-512gb', '64c-512g'],
  ['accelerated-768gb', '96c-768g'],
  ['accelerated-1024gb', '128c-1024g'],
]

/** By memory: what Render calls legacy plans, and refuses for new databases. */
const legacyDatabases = {
  starter: 'basic-256mb',
  standard: 'basic-1gb',
  pro: 'basic-4gb',
  'pro plus': 'pro-8gb',
  custom: undefined,
}

export const postgresPlan = planOf({ offered: databases, retired: legacyDatabases })

/** The number of CPUs and of megabytes that a name says. */
const sizeIn = (name: string): readonly [cpus: number, megabytes: number] | undefined => {
  const [, cpus, memory, unit] = /^([\d.]+)c-(\d+)(mb|g)$/.exec(name) ?? []
  return memory === undefined ? undefined : [Number(cpus), Number(memory) * (unit === 'g' ? 1024 : 1)]
}

const databaseSizes = new Map(
  databases.flatMap((names) => {
    const size = names.map(sizeIn).find((one) => one !== undefined)
    return size ? [[postgresPlan.toApi(names[0]), size] as const] : []
  }),
)

const sizeOf = (plan: string) => {
  const instead = postgresPlan.retired?.(plan)?.instead
  return databaseSizes.get(postgresPlan.toApi(instead ?? plan))
}

/** Whether a database on the first plan has less of something than on the second; of what is unknown, nobody knows. */
export const isSmaller = (desired: string, live: string): boolean => {
  const [now, before] = [sizeOf(desired), sizeOf(live)]
  if (desired === 'free') return live !== 'free'
  return now !== undefined && before !== undefined && (now[0] < before[0] || now[1] < before[1])
}
