/** The way to the workspace: what the environment says about it. */
import { type Client, createClient, type RequestEvent } from '../../src/index.ts'
import type { ConnectOptions } from '../flags/options.ts'
import { fail } from '../problem.ts'
import type { Screen } from '../render/screen.ts'
import { version } from '../version.ts'

/** An empty variable is one that is not set. */
const variable = (name: string): string | undefined => process.env[name]?.trim() || undefined

const defaultHost = 'https://api.render.com/v1'

export interface Connection {
  readonly client: Client
  readonly apiKey: string
  /** An id or a name. */
  readonly wanted: string | undefined
}

export const connect = ({ debug, parallelism }: ConnectOptions, screen: Screen): Connection => {
  const apiKey =
    variable('RENDER_API_KEY') ??
    fail(
      'missing-api-key',
      'RENDER_API_KEY is not set',
      'Create a key in the Dashboard: Account Settings, API Keys.',
    )
  const client = createClient({
    host: variable('RENDER_HOST') ?? defaultHost,
    apiKey,
    concurrency: parallelism,
    userAgent: `render-sync/${version()}`,
    ...(debug && { onRequest: (event) => screen.err(requestLine(event)) }),
  })
  return { client, apiKey, wanted: variable('RENDER_OWNER_ID') ?? variable('RENDER_WORKSPACE') }
}

const requestLine = ({ method, path, ms, status, requestId, failure }: RequestEvent): string =>
  [method, path, status ?? failure, `${Math.round(ms)} ms`, requestId]
    .filter((part) => part !== undefined)
    .join(' ')
