/** The way to the workspace: what the environment says about it. */
import {
  type Client,
  createClient,
  openSession,
  type RequestEvent,
  type Session,
  type Wait,
} from '../../src/index.ts'
import type { ConnectOptions } from '../flags/index.ts'
import { type Shell, tell, version } from '../shell/index.ts'
import { openAccount } from './account.ts'
import { openJournal } from './journal.ts'
import { openLanguage } from './open.ts'
import { planKeyOf } from './plan-key.ts'
import { fail } from './reading/index.ts'

/** An empty variable is one that is not set. */
const variable = ({ env }: Shell, name: string): string | undefined => env[name]?.trim() || undefined

const defaultHost = 'https://api.render.com/v1'

/** The way to the API: whose key, and which workspace is meant by the environment or the account. */
export const connectClient = async (
  options: ConnectOptions,
  shell: Shell,
  signal: AbortSignal,
): Promise<{ readonly client: Client; readonly wanted: string | undefined }> => {
  const { debug, parallelism, maxWait } = options
  const account = await openAccount(options, shell, signal)
  const apiKey =
    account?.apiKey ??
    variable(shell, 'RENDER_API_KEY') ??
    fail(
      'missing-api-key',
      'RENDER_API_KEY is not set',
      'Create a key in the Dashboard: Account Settings, API Keys.',
    )
  openLanguage(shell)
  const client = createClient({
    host: account?.host ?? variable(shell, 'RENDER_HOST') ?? defaultHost,
    apiKey,
    concurrency: parallelism,
    userAgent: `render-sync/${version}`,
    mask: shell.mask,
    onWait: waitsTold(shell),
    ...(maxWait !== undefined && { maxWaitMs: maxWait }),
    ...(debug && { onRequest: (event) => tell(shell, requestLine(event)) }),
  })
  const wanted =
    account?.workspace ?? variable(shell, 'RENDER_OWNER_ID') ?? variable(shell, 'RENDER_WORKSPACE')
  return { client, wanted }
}

/** Finds the workspace. `guard`: the one that the file is for, by id or name; `otherwise`: the one that is meant where the environment names none. */
export const connect = async (
  options: ConnectOptions,
  shell: Shell,
  signal: AbortSignal,
  guard?: string,
  otherwise?: string,
): Promise<Session> => {
  const { client, wanted = otherwise } = await connectClient(options, shell, signal)
  const { expectDeploy } = options
  const journal = await openJournal(options, shell)
  return openSession({
    client,
    planKey: planKeyOf(shell),
    journal,
    wanted,
    guard,
    signal,
    ...(expectDeploy !== undefined && { expectDeploy: expectDeploy / 1000 }),
  })
}

/** Many reads wait for the same: it is told once. */
const waitsTold = (shell: Shell) => {
  let told = 0
  return ({ limit, until }: Wait, where: string) => {
    if (Math.abs(until - told) < 2_000) return
    told = until
    const why = limit === undefined ? 'the API is unavailable' : `Render lets through ${limit}`
    tell(shell, `Waiting until ${new Date(until).toTimeString().slice(0, 8)} with ${where}: ${why}.`)
  }
}

const requestLine = ({ method, path, ms, status, requestId, failure }: RequestEvent): string =>
  [method, path, status ?? failure, `${Math.round(ms)} ms`, requestId]
    .filter((part) => part !== undefined)
    .join(' ')
