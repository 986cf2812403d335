/** What a workspace has beside what a file can say: read and named when it is pulled, and never by a plan. */
import type { Address } from '../address.ts'
import { type ApiList, form, path } from '../http/index.ts'
import type { LiveRecord, Surroundings } from '../rows/index.ts'

/** Something that is left out of a file. */
export interface LeftOut {
  /** The resource that has it; absent: the workspace itself. */
  readonly of?: Address
  readonly what: string
}

interface Beside<Item> {
  /** What stands for all of it, where the key may not see it. */
  readonly address: Address
  /** Undefined: there is nothing to ask for. */
  readonly list: (owner: string, around: Surroundings) => ApiList | undefined
  readonly say: (item: Item, around: Surroundings) => readonly LeftOut[]
}

interface DedicatedIps {
  readonly name: string
  readonly region: string
  readonly environmentIds: readonly string[] | null
}

const ipsForm = form.object({
  name: form.text,
  region: form.text,
  environmentIds: form.maybe(form.listOf(form.id)),
})

const dedicatedIps: Beside<DedicatedIps> = {
  address: 'dedicated-ip/*',
  list: (owner) => ({
    path: '/dedicated-ips',
    query: { ownerId: [owner] },
    answers: 'all at once',
    item: ipsForm,
  }),
  say: ({ name, region, environmentIds }, { addressOf }) => {
    const what = `the dedicated IPs ${name} (${region})`
    const holders = (environmentIds ?? []).flatMap((id) => addressOf(id) ?? [])
    return holders.length > 0 ? holders.map((of) => ({ of, what })) : [{ what }]
  },
}

/** Its address is nobody's business: it may have a key in it. */
const metricsStream: Beside<{ readonly provider: string }> = {
  address: 'metrics-stream/*',
  list: (owner) => ({
    path: path`/metrics-stream/${owner}`,
    answers: 'one item',
    item: form.object({ provider: form.text }),
  }),
  say: ({ provider }) => [{ what: `the metrics stream of the workspace (${provider})` }],
}

interface Database extends LiveRecord {
  readonly role?: string
}

const replicasIn = ({ records }: Surroundings): readonly string[] =>
  records('database').flatMap((record) => {
    const { id, role } = record as Database
    return role === 'replica' ? [id] : []
  })

/** Of a replica the file has little more than the name. */
const replicaLogStreams: Beside<{ readonly resourceId: string }> = {
  address: 'database/*/logStream',
  list: (owner, around) => {
    const resourceId = replicasIn(around)
    const query = { ownerId: [owner], resourceId }
    return resourceId.length > 0
      ? {
          path: '/logs/streams/resource',
          query,
          answers: 'one page',
          item: form.object({ resourceId: form.id }),
        }
      : undefined
  },
  say: ({ resourceId }, { addressOf }) => {
    const of = addressOf(resourceId)
    return of === undefined ? [] : [{ of, what: 'its log stream' }]
  },
}

// biome-ignore lint/suspicious/noExplicitAny: each is checked where it is written
export const allBeside: readonly Beside<any>[] = [dedicatedIps, metricsStream, replicaLogStreams]
