/** The one issue of a file that has drifted. */
import { at, numberAt, textAt } from '../asked/index.ts'
import { type IssueText, type KnownIssue, markIn } from '../told/index.ts'
import type { Client, Repository } from './client.ts'
import { asked } from './failure.ts'
import { nodesAt } from './nodes.ts'
import { writtenOnce } from './once.ts'

/** What issues of ours are found by. */
const label = 'render-sync'

const query = `query ($owner: String!, $repo: String!, $label: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    issues(first: 100, after: $after, labels: [$label]) {
      pageInfo { hasNextPage endCursor }
      nodes { number state body viewerDidAuthor }
    }
  }
}`

const permission = 'issues: write'

/** The newest issue of ours about this, open or closed; undefined: there is none. */
const issueAbout = async (
  client: Client,
  repository: Repository,
  about: string,
): Promise<KnownIssue | undefined> => {
  const nodes = await asked('issues be read', permission, () =>
    nodesAt(['repository', 'issues'], (after) => client.graphql(query, { ...repository, label, after })),
  )
  return nodes.flatMap((node) => issueFrom(node, about)).at(-1)
}

const issueFrom = (node: unknown, about: string): readonly KnownIssue[] => {
  const number = numberAt(node, 'number')
  const isOurs = at(node, 'viewerDidAuthor') === true && markIn(textAt(node, 'body') ?? '')?.about === about
  return isOurs && number !== undefined ? [{ number, isOpen: at(node, 'state') === 'OPEN' }] : []
}

/** `textFor`: what to write, by what is there; undefined: nothing. */
export const writeIssue = (
  client: Client,
  repository: Repository,
  {
    about,
    textFor,
    retryMs,
  }: {
    readonly about: string
    readonly textFor: (found: KnownIssue | undefined) => IssueText | undefined
    readonly retryMs: number
  },
): Promise<void> =>
  asked('an issue be written', permission, () =>
    writtenOnce(retryMs, {
      find: () => issueAbout(client, repository, about),
      change: async (found) => {
        const text = textFor(found)
        if (!text) return
        await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
          ...repository,
          issue_number: found.number,
          ...text,
        })
      },
      create: async () => {
        const text = textFor(undefined)
        if (!text) return
        const { title, body } = text
        await client.request('POST /repos/{owner}/{repo}/issues', {
          ...repository,
          title,
          body,
          labels: [label],
          request: { retries: 0 },
        })
      },
    }),
  )
