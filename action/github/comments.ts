/** Comments on pull requests: ours are told by who made them, and one that somebody else has edited is told too. */
import { at, textAt } from '../asked/index.ts'
import { type Mark, markIn } from '../told/index.ts'
import type { Client, Repository } from './client.ts'
import { asked } from './failure.ts'
import { nodesAt } from './nodes.ts'
import { writtenOnce } from './once.ts'

/** A comment that this identity has made. */
export interface Comment {
  readonly id: number
  readonly mark: Mark
  /** Whether its text is not ours any more. */
  readonly isEdited: boolean
}

// REST does not tell who edited a comment.
const query = `query ($owner: String!, $repo: String!, $pull: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $pull) {
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId body viewerDidAuthor lastEditedAt author { login } editor { login } }
      }
    }
  }
}`

const permission = 'pull-requests: write'

/** The newest comment of ours about this; undefined: there is none. */
export const commentAbout = async (
  client: Client,
  repository: Repository,
  pull: number,
  about: string,
): Promise<Comment | undefined> => {
  const nodes = await asked('comments be read', permission, () =>
    nodesAt(['repository', 'pullRequest', 'comments'], (after) =>
      client.graphql(query, { ...repository, pull, after }),
    ),
  )
  return nodes.flatMap(commentFrom).findLast(({ mark }) => mark.about === about)
}

const commentFrom = (node: unknown): readonly Comment[] => {
  const mark = markIn(textAt(node, 'body') ?? '')
  if (!mark || at(node, 'viewerDidAuthor') !== true) return []
  // An editor whose account is gone has no name.
  const editor = textAt(node, 'editor', 'login')
  const isEdited = textAt(node, 'lastEditedAt') !== undefined && editor !== textAt(node, 'author', 'login')
  // A number of 64 bits, as text.
  return [{ id: Number(at(node, 'fullDatabaseId')), mark, isEdited }]
}

/** Writes the comment about this, in the place of ours where there is one. */
export const writeComment = (
  client: Client,
  repository: Repository,
  pull: number,
  { about, body, retryMs }: { readonly about: string; readonly body: string; readonly retryMs: number },
): Promise<void> =>
  asked('a comment be written', permission, () =>
    writtenOnce(retryMs, {
      find: () => commentAbout(client, repository, pull, about),
      change: ({ id }) =>
        client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
          ...repository,
          comment_id: id,
          body,
        }),
      create: () =>
        client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
          ...repository,
          issue_number: pull,
          body,
          request: { retries: 0 },
        }),
    }),
  )
