/** What answers have: of each thing what is documented for all of its kind, and what this program asks of it. */
import type { Hidden } from '../../hidden.ts'
import { type Form, form } from '../../http/index.ts'

const { object, listOf, maybe, text, word, id, flag, time, number } = form

/** A text as the API sends it, which is out of sight once an answer is given to its caller. */
const hidden = text as Form as Form<Hidden>

export const owner = object({ id, name: text, type: maybe(word), email: maybe(text) })
export const user = object({ name: text, email: text })
export const member = object({ userId: id, name: text, email: text, role: word, status: maybe(word) })

export const service = object({
  id,
  name: word,
  type: word,
  ownerId: id,
  slug: maybe(text),
  dashboardUrl: maybe(text),
  suspended: maybe(word),
  environmentId: maybe(text),
  repo: maybe(text),
  branch: maybe(text),
  imagePath: maybe(text),
  autoDeploy: maybe(word),
  autoDeployTrigger: maybe(word),
  createdAt: maybe(time),
  updatedAt: maybe(time),
  serviceDetails: maybe(object()),
})
export const made = object({ deployId: maybe(text), service: maybe(service) })
export const instances = listOf(object({ id: text, createdAt: maybe(time) }))

export const deploy = object({
  id,
  status: maybe(word),
  trigger: maybe(word),
  commit: maybe(object({ id: maybe(text), message: maybe(text), createdAt: maybe(time) })),
  image: maybe(object({ ref: maybe(text), sha: maybe(text) })),
  createdAt: maybe(time),
  startedAt: maybe(time),
  finishedAt: maybe(time),
  updatedAt: maybe(time),
})

export const job = object({
  id,
  serviceId: maybe(text),
  startCommand: maybe(text),
  planId: maybe(text),
  status: maybe(word),
  createdAt: maybe(time),
  startedAt: maybe(time),
  finishedAt: maybe(time),
})
export const cronRun = object({ id, status: maybe(word), startedAt: maybe(time), finishedAt: maybe(time) })

export const domain = object({ id, name: word, domainType: maybe(word), verificationStatus: maybe(word) })
export const variable = object({ key: word, value: hidden })
export const file = object({ name: word, content: hidden })
export const header = object({ id: maybe(text), path: text, name: text, value: text })
export const route = object({ id: maybe(text), type: word, source: text, destination: text })
export const disk = object({ id, name: word, mountPath: maybe(text), sizeGB: maybe(number) })
export const snapshot = object({ snapshotKey: maybe(text), instanceId: maybe(text), createdAt: maybe(time) })

export const groupMeta = object({
  id,
  name: word,
  ownerId: maybe(text),
  environmentId: maybe(text),
  serviceLinks: maybe(listOf(object({ id, name: maybe(text), type: maybe(text) }))),
})
export const group = object({
  id,
  name: word,
  ownerId: maybe(text),
  environmentId: maybe(text),
  serviceLinks: maybe(listOf(object({ id, name: maybe(text), type: maybe(text) }))),
  envVars: listOf(variable),
  secretFiles: listOf(file),
})

export const project = object({ id, name: word, environmentIds: maybe(listOf(text)) })
export const environment = object({ id, name: word, projectId: id, protectedStatus: maybe(word) })

export const database = object({
  id,
  name: word,
  plan: maybe(word),
  region: maybe(word),
  status: maybe(word),
  version: maybe(text),
  dashboardUrl: maybe(text),
  createdAt: maybe(time),
})
export const postgresConnection = object({
  password: hidden,
  internalConnectionString: hidden,
  externalConnectionString: hidden,
  psqlCommand: hidden,
})
export const keyValueConnection = object({
  internalConnectionString: hidden,
  externalConnectionString: hidden,
})
export const credentialOfDatabase = object({ username: maybe(text) })

export const event = object({
  id,
  timestamp: time,
  type: word,
  serviceId: maybe(text),
  details: maybe(object()),
})
const label = object({ name: text, value: text })
const logLine = object({ id: text, message: text, timestamp: time, labels: maybe(listOf(label)) })
export const logs = object({
  hasMore: flag,
  logs: listOf(logLine),
  nextStartTime: maybe(time),
  nextEndTime: maybe(time),
})
export const series = listOf(
  object({
    labels: listOf(object({ field: text, value: text })),
    unit: text,
    values: listOf(object({ timestamp: time, value: number })),
  }),
)

export const registryCredential = object({ id, name: word, registry: maybe(word), username: maybe(text) })
/** A webhook's URL often is its own password. */
export const hiddenKeysOfWebhooks = ['url', 'secret']
export const webhook = object({
  id,
  name: text,
  url: hidden,
  secret: maybe(hidden),
  enabled: flag,
  eventFilter: maybe(listOf(word)),
})
export const delivery = object({
  id,
  eventId: text,
  eventType: word,
  sentAt: time,
  statusCode: maybe(number),
})
export const logStream = object({ endpoint: maybe(text), setting: maybe(word), resourceId: maybe(text) })
export const metricsStream = object({ ownerId: id, provider: word, url: maybe(text) })
export const notifications = object({ notificationsToSend: maybe(word) })
export const ips = object({ id, name: text, status: maybe(word), ips: maybe(listOf(text)) })
export const maintenance = object({ id, resourceId: text, state: word, scheduledAt: maybe(time) })
export const auditLog = object({ id: maybe(text), timestamp: maybe(time), event: maybe(text) })
export const blueprint = object({
  id,
  name: text,
  repo: maybe(text),
  branch: maybe(text),
  status: maybe(word),
})
export const sync = object({ id, state: word })

export const workflow = object({ id, name: word })
export const version = object({ id, status: maybe(word) })
export const task = object({ id, name: maybe(text) })
export const taskRun = object({ id, status: maybe(word) })
export const record = object()
