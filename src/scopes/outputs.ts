/** What other programs ask for: ids, addresses, hosts and ports of what a workspace has. Nothing of it is hidden. */
import { type Address, address } from '../address.ts'
import type { Client } from '../http/index.ts'
import { type Answered, type CallOptions, callAll, type operations } from '../operations/index.ts'

export interface Output {
  readonly address: Address
  readonly id: string
  readonly url?: string
  readonly dashboard?: string
  /** Where others of the workspace reach it. */
  readonly host?: string
  readonly port?: number
}

type Service = Answered<(typeof operations)['services.get']>
type Database = Answered<(typeof operations)['postgres.get']>

const textIn = (record: Readonly<Record<string, unknown>> = {}, key: string): string | undefined => {
  const value = record[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const defined = (output: { readonly [K in keyof Output]: Output[K] | undefined }): Output =>
  Object.fromEntries(Object.entries(output).filter(([, value]) => value !== undefined)) as unknown as Output

/** Web services and sites have a URL; private services are told as host:port (API facts §1.1). */
const ofService = ({ id, name, type, slug, dashboardUrl, serviceDetails }: Service): Output => {
  const told = textIn(serviceDetails, 'url')
  const [, host, port] = type === 'private_service' ? (/^([^:]+):(\d+)$/.exec(told ?? '') ?? []) : []
  return defined({
    address: address('service', name),
    id,
    url: type === 'private_service' ? undefined : told,
    dashboard: dashboardUrl,
    host: host ?? (type === 'web_service' ? slug : undefined),
    port: port === undefined ? undefined : Number(port),
  })
}

/** Inside of Render a database is reached by its id, at the port that its kind usually has (API facts §1.8, §1.9). */
const ofDatabase =
  (port: number) =>
  ({ id, name, dashboardUrl }: Database): Output =>
    defined({
      address: address('database', name),
      id,
      url: undefined,
      dashboard: dashboardUrl,
      host: id,
      port,
    })

const postgresPort = 5432
const redisPort = 6379

/** What all services and databases of a workspace tell of themselves, in the order of their addresses. Throws `ApiError`. */
export const outputsOf = async (client: Client, options: CallOptions): Promise<readonly Output[]> => {
  const found: Output[] = []
  for await (const service of callAll(client, 'services.list', { includePreviews: false }, options))
    found.push(ofService(service))
  for await (const database of callAll(client, 'postgres.list', { includeReplicas: false }, options))
    found.push(ofDatabase(postgresPort)(database))
  for await (const store of callAll(client, 'keyValue.list', {}, options))
    found.push({ ...ofDatabase(redisPort)(store), address: address('service', store.name) })
  return found.sort((one, other) => (one.address < other.address ? -1 : 1))
}
