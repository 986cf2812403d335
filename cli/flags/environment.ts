/** The environment variables that are heeded. */

/** One of them, or several that belong together. */
interface Variables {
  readonly names: readonly string[]
  readonly meaning: string
}

export const environment: readonly Variables[] = [
  { names: ['RENDER_API_KEY'], meaning: 'the API key' },
  { names: ['RENDER_OWNER_ID', 'RENDER_WORKSPACE'], meaning: 'the workspace, by id or name' },
  {
    names: ['RENDER_SYNC_ACCOUNT', 'RENDER_SYNC_ACCOUNTS'],
    meaning: 'an account by its name, as with --account; where accounts.yaml is',
  },
  {
    names: ['RENDER_SYNC_PLAN_KEY'],
    meaning: 'the same secret where a plan is saved and where it is applied',
  },
  {
    names: ['RENDER_SYNC_NOTIFY', 'RENDER_SYNC_NOTIFY_SECRET'],
    meaning: 'where drift posts what it finds, as with --notify; signs that, as Standard Webhooks are',
  },
  { names: ['RENDER_SYNC_WEBHOOK_SECRET'], meaning: 'the secret of the webhook that listen is posted to' },
  { names: ['RENDER_HOST'], meaning: 'default: https://api.render.com/v1' },
  { names: ['HTTPS_PROXY', 'NO_PROXY'], meaning: 'a proxy, and where to go without' },
  { names: ['COLUMNS'], meaning: 'how wide a line of a terminal is' },
  { names: ['NO_COLOR', 'CI'], meaning: 'no colours; no questions' },
]
