import type { Exchange } from '../support/shared.ts'

/** A recording of one type of service as another would have it: what the types differ in is API facts §1.1. */

export type ServerType = 'web_service' | 'private_service' | 'background_worker' | 'cron_job'

type Details = Record<string, unknown>

const ports = [{ port: 10000, protocol: 'TCP' }]

/** What only some types have in serviceDetails: in requests and answers, and in answers alone. */
const fields: Record<ServerType, { both: Details; answers: Details }> = {
  web_service: {
    both: { healthCheckPath: '', maintenanceMode: { enabled: false, uri: '' } },
    answers: { openPorts: ports, url: 'https://one.onrender.com' },
  },
  private_service: { both: {}, answers: { openPorts: ports, url: 'one:10000' } },
  background_worker: { both: {}, answers: {} },
  cron_job: { both: { schedule: '0 0 * * *' }, answers: {} },
}

const ofServers = {
  both: { numInstances: 1, pullRequestPreviewsEnabled: 'no' },
  answers: { previews: { generation: 'off' }, sshAddress: 'one@ssh.oregon.render.com' },
}

const ofSome = Object.values(fields).flatMap(({ both, answers }) => Object.keys({ ...both, ...answers }))
const notOfCronJobs = [
  ...Object.keys({ ...ofServers.both, ...ofServers.answers }),
  'preDeployCommand',
  'disk',
  'autoscaling',
]

const isObject = (value: unknown): value is Details => typeof value === 'object' && value !== null

const without = (record: Details, names: readonly string[]) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)))

/** Commands as the type has them: cron jobs alone have no preDeployCommand, and post a credential as they read it. */
const commands = (given: unknown, type: ServerType) =>
  isObject(given)
    ? without(given, type === 'cron_job' ? ['preDeployCommand'] : ['registryCredential'])
    : given

const detailsOf = (given: Details, type: ServerType, extra: Details) => {
  const common = without(given, type === 'cron_job' ? [...ofSome, ...notOfCronJobs] : ofSome)
  const { envSpecificDetails } = given
  return {
    ...extra,
    ...common,
    ...(envSpecificDetails ? { envSpecificDetails: commands(envSpecificDetails, type) } : {}),
  }
}

const asked = (body: unknown, type: ServerType): unknown => {
  if (!isObject(body) || !isObject(body.serviceDetails)) return body
  const made = body.type === undefined ? {} : { type }
  return { ...body, ...made, serviceDetails: detailsOf(body.serviceDetails, type, fields[type].both) }
}

const answered = (value: unknown, type: ServerType): unknown => {
  if (Array.isArray(value)) return value.map((each) => answered(each, type))
  if (!isObject(value)) return value
  const { serviceDetails } = value
  if (!isObject(serviceDetails))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, answered(each, type)]))
  const server = type === 'cron_job' ? {} : { ...ofServers.both, ...ofServers.answers }
  const extra = { ...server, ...fields[type].both, ...fields[type].answers }
  return { ...value, type, serviceDetails: detailsOf(serviceDetails, type, extra) }
}

const notFor = (type: ServerType): RegExp => {
  if (type === 'web_service') return /^$/
  return type === 'cron_job' ? /custom-domains|autoscaling|scale|disks/ : /custom-domains/
}

export const transposed = (exchanges: readonly Exchange[], type: ServerType): Exchange[] => {
  const [from, to] =
    type === 'cron_job' ? [/\bsrv-(?=[a-z0-9]{20})/g, 'crn-'] : [/\bcrn-(?=[a-z0-9]{20})/g, 'srv-']
  const renamed: Exchange[] = JSON.parse(JSON.stringify(exchanges).replace(from, to))
  return renamed
    .filter(({ path }) => !notFor(type).test(path))
    .map(({ query, body, response, ...rest }) => ({
      ...rest,
      ...(query === undefined ? {} : { query: query.replace(/type=[a-z_]+/, `type=${type}`) }),
      ...(body === undefined ? {} : { body: asked(body, type) }),
      ...(response === undefined ? {} : { response: answered(response, type) }),
    }))
}
