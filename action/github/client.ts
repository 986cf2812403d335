/** Requests to GitHub: repeated where that is harmless, through the proxy of the runner, and with failures that say what to do. */
import { Octokit } from '@octokit/core'
import { paginateRest } from '@octokit/plugin-paginate-rest'
import { retry } from '@octokit/plugin-retry'
import { EnvHttpProxyAgent, fetch } from 'undici'
import { version } from '../../cli/shell/index.ts'

export interface Access {
  /** `https://api.github.com`, or that of a server of one's own. */
  readonly apiUrl: string
  readonly token: string
  /** Milliseconds before the first repetition; the second waits four times as long, the third nine times. */
  readonly retryMs: number
}

const Client = Octokit.plugin(retry, paginateRest)
export type Client = InstanceType<typeof Client>

export const clientOf = ({ apiUrl, token, retryMs }: Access): Client => {
  const dispatcher = new EnvHttpProxyAgent()
  const quiet = () => {}
  return new Client({
    baseUrl: apiUrl,
    auth: token,
    userAgent: `render-sync-action/${version}`,
    retry: { retryAfterBaseValue: retryMs },
    request: {
      fetch: (url: string, options: Parameters<typeof fetch>[1]) => fetch(url, { ...options, dispatcher }),
    },
    // What it has to say of its own API is nothing for the log of a workflow.
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  })
}

/** The repository of a run. */
export interface Repository {
  readonly owner: string
  readonly repo: string
}
