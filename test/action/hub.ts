/** A GitHub that is no more than what the Action asks of one, behind a socket of this machine. Written from GitHub's reference, not from our client. */
import { serve } from '@hono/node-server'
import { strToU8, zipSync } from 'fflate'
import { type Context, Hono } from 'hono'
import { onTestFinished } from 'vitest'

/** Who the job's token is, as GraphQL calls it. */
export const bot = 'github-actions'

/** Somebody whose account is gone. */
export const ghost = 'ghost'

interface HubComment {
  readonly id: number
  readonly pull: number
  author: string
  editor: string | null
  body: string
}

interface HubIssue {
  readonly number: number
  readonly author: string
  labels: readonly string[]
  state: 'open' | 'closed'
  title: string
  body: string
}

interface HubPull {
  head: string
  mergedAs?: string
}

interface Artifact {
  readonly id: number
  readonly run: number
  readonly name: string
  expired: boolean
  readonly zip: Uint8Array
}

/** What goes wrong with the next requests like this. `lost`: the work is done all the same. */
export interface HubFault {
  readonly request: RegExp
  readonly status: number
  times: number
  readonly lost?: true
}

export interface Hub {
  readonly url: string
  readonly pulls: Map<number, HubPull>
  readonly comments: HubComment[]
  readonly issues: HubIssue[]
  readonly artifacts: Artifact[]
  /** By `COMMIT:PATH`. */
  readonly files: Map<string, string>
  readonly faults: HubFault[]
  /** `POST /repos/…`, in order. */
  readonly requests: string[]
  /** What actions/upload-artifact does. */
  readonly keep: (run: number, name: string, text: string) => void
}

/** A comment or an issue takes no more. */
const longest = 65_536

/** Comments have had ids beyond 32 bits for years. */
const firstId = 3_000_000_000

export const startHub = async (): Promise<Hub> => {
  const hub: Omit<Hub, 'url'> = {
    pulls: new Map(),
    comments: [],
    issues: [],
    artifacts: [],
    files: new Map(),
    faults: [],
    requests: [],
    keep: (run, name, text) => {
      const zip = zipSync({ [`${name}.json`]: strToU8(text) })
      hub.artifacts.push({ id: hub.artifacts.length + 1, run, name, expired: false, zip })
    },
  }
  const server = serve({ fetch: appOf(hub).fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((listening) => server.once('listening', listening))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { ...hub, url: `http://127.0.0.1:${port}` }
}

type Within = Omit<Hub, 'url'>

const appOf = (hub: Within): Hono => {
  const app = new Hono()
  app.use(async (c, next) => {
    const line = `${c.req.method} ${c.req.path}`
    hub.requests.push(line)
    const fault = hub.faults.find(({ request, times }) => times > 0 && request.test(line))
    if (!fault) return next()
    fault.times--
    if (fault.lost) await next()
    const message = fault.status === 403 ? 'Resource not accessible by integration' : 'Server Error'
    c.res = Response.json({ message }, { status: fault.status })
  })
  app.use('/repos/*', async (c, next) =>
    c.req.header('authorization') === 'token ghs_0123456789' ? next() : refuse(c, 401, 'Bad credentials'),
  )
  addGraphql(app, hub)
  addPulls(app, hub)
  addComments(app, hub)
  addIssues(app, hub)
  addArtifacts(app, hub)
  app.get('/repos/acme/app/contents/:path{.+}', (c) => {
    const text = hub.files.get(`${c.req.query('ref')}:${c.req.param('path')}`)
    const isRaw = c.req.header('accept')?.includes('raw')
    return text !== undefined && isRaw ? c.text(text) : refuse(c, 404, 'Not Found')
  })
  return app
}

const refuse = (c: Context, status: 401 | 404 | 422, message: string) => c.json({ message }, status)

const isTooLong = (body: string) => [...body].length > longest

const login = (name: string | null) => (name === null ? null : { login: name })

/** The two questions that are asked; pages of a few, so that there are several. */
const addGraphql = (app: Hono, { comments, issues }: Within) =>
  app.post('/graphql', async (c) => {
    const { query, variables } = await c.req.json<{
      query: string
      variables: { pull?: number; label?: string; after?: string }
    }>()
    const page = <Node>(all: readonly Node[]) => {
      const from = Number(variables.after ?? 0)
      const to = from + 2
      return {
        pageInfo: { hasNextPage: to < all.length, endCursor: String(to) },
        nodes: all.slice(from, to),
      }
    }
    if (query.includes('pullRequest(')) {
      const nodes = comments
        .filter(({ pull }) => pull === variables.pull)
        .map(({ id, body, author, editor }) => ({
          fullDatabaseId: String(id),
          body,
          viewerDidAuthor: author === bot,
          author: login(author),
          lastEditedAt: editor === null ? null : '2026-11-27T08:00:00Z',
          editor: editor === ghost ? null : login(editor),
        }))
      return c.json({ data: { repository: { pullRequest: { comments: page(nodes) } } } })
    }
    const nodes = issues
      .filter(({ labels }) => labels.includes(variables.label ?? ''))
      .map(({ number, state, body, author }) => ({
        number,
        state: state.toUpperCase(),
        body,
        viewerDidAuthor: author === bot,
      }))
    return c.json({ data: { repository: { issues: page(nodes) } } })
  })

const pullView = (number: number, { head, mergedAs }: HubPull) => ({
  number,
  head: { sha: head },
  merged_at: mergedAs === undefined ? null : '2026-11-27T08:00:00Z',
  merge_commit_sha: mergedAs ?? 'f'.repeat(40),
})

const addPulls = (app: Hono, { pulls }: Within) => {
  app.get('/repos/acme/app/pulls/:number', (c) => {
    const number = Number(c.req.param('number'))
    const pull = pulls.get(number)
    return pull ? c.json(pullView(number, pull)) : refuse(c, 404, 'Not Found')
  })
  // Also those that merely have the commit.
  app.get('/repos/acme/app/commits/:sha/pulls', (c) =>
    c.json(
      [...pulls]
        .filter(([, { head, mergedAs }]) => [head, mergedAs].includes(c.req.param('sha')))
        .map(([number, pull]) => pullView(number, pull)),
    ),
  )
}

const addComments = (app: Hono, { comments }: Within) => {
  app.post('/repos/acme/app/issues/:number/comments', async (c) => {
    const { body } = await c.req.json<{ body: string }>()
    if (isTooLong(body)) return refuse(c, 422, 'Body is too long (maximum is 65536 characters)')
    const comment = {
      id: firstId + comments.length,
      pull: Number(c.req.param('number')),
      author: bot,
      editor: null,
      body,
    }
    comments.push(comment)
    return c.json({ id: comment.id }, 201)
  })
  app.patch('/repos/acme/app/issues/comments/:id', async (c) => {
    const { body } = await c.req.json<{ body: string }>()
    if (isTooLong(body)) return refuse(c, 422, 'Body is too long (maximum is 65536 characters)')
    const comment = comments.find(({ id }) => id === Number(c.req.param('id')))
    if (!comment) return refuse(c, 404, 'Not Found')
    Object.assign(comment, { body, editor: bot })
    return c.json({ id: comment.id })
  })
}

const addIssues = (app: Hono, { issues }: Within) => {
  app.post('/repos/acme/app/issues', async (c) => {
    const { title, body, labels } = await c.req.json<Pick<HubIssue, 'title' | 'body' | 'labels'>>()
    if (isTooLong(body)) return refuse(c, 422, 'Body is too long (maximum is 65536 characters)')
    issues.push({ number: issues.length + 1, author: bot, labels, state: 'open', title, body })
    return c.json({ number: issues.length }, 201)
  })
  app.patch('/repos/acme/app/issues/:number', async (c) => {
    const issue = issues.find(({ number }) => number === Number(c.req.param('number')))
    if (!issue) return refuse(c, 404, 'Not Found')
    Object.assign(issue, await c.req.json<Partial<HubIssue>>())
    return c.json({ number: issue.number })
  })
}

const addArtifacts = (app: Hono, { artifacts }: Within) => {
  app.get('/repos/acme/app/actions/runs/:run/artifacts', (c) => {
    const name = c.req.query('name')
    const found = artifacts.filter(
      (one) => one.run === Number(c.req.param('run')) && (name === undefined || one.name === name),
    )
    const views = found.map(({ id, name, expired, zip }) => ({
      id,
      name,
      expired,
      size_in_bytes: zip.length,
    }))
    return c.json({ total_count: views.length, artifacts: views })
  })
  app.get('/repos/acme/app/actions/artifacts/:id/zip', (c) => c.redirect(`/blobs/${c.req.param('id')}`, 302))
  app.get('/blobs/:id', (c) => {
    const found = artifacts.find(({ id }) => id === Number(c.req.param('id')))
    if (!found) return refuse(c, 404, 'Not Found')
    return c.body(new Uint8Array(found.zip), 200, { 'content-type': 'application/zip' })
  })
}
