/** GitHub, as far as a run asks it: the one place that does. */
import type { IssueText, KnownIssue } from '../told/index.ts'
import { artifactText } from './artifacts.ts'
import { type Access, clientOf, type Repository } from './client.ts'
import { type Comment, commentAbout, writeComment } from './comments.ts'
import { textOfFile } from './files.ts'
import { writeIssue } from './issues.ts'
import { type Pull, pullMergedAs, pullNumbered } from './pulls.ts'

export type { Access, Comment, Pull, Repository }

/** Each throws `ProblemsError` (`github-request`) where GitHub refuses. */
export interface GitHub {
  readonly pullMergedAs: (commit: string) => Promise<Pull | undefined>
  readonly pullNumbered: (number: number) => Promise<Pull>
  readonly commentAbout: (pull: number, about: string) => Promise<Comment | undefined>
  readonly writeComment: (pull: number, about: string, body: string) => Promise<void>
  readonly textOfFile: (path: string, commit: string) => Promise<string | undefined>
  readonly artifactText: (run: number, name: string) => Promise<string | undefined>
  readonly writeIssue: (
    about: string,
    textFor: (found: KnownIssue | undefined) => IssueText | undefined,
  ) => Promise<void>
}

export const githubOf = (access: Access, repository: Repository): GitHub => {
  const client = clientOf(access)
  const { retryMs } = access
  return {
    pullMergedAs: (commit) => pullMergedAs(client, repository, commit),
    pullNumbered: (number) => pullNumbered(client, repository, number),
    commentAbout: (pull, about) => commentAbout(client, repository, pull, about),
    writeComment: (pull, about, body) => writeComment(client, repository, pull, { about, body, retryMs }),
    textOfFile: (path, commit) => textOfFile(client, repository, path, commit),
    artifactText: (run, name) => artifactText(client, repository, run, name),
    writeIssue: (about, textFor) => writeIssue(client, repository, { about, textFor, retryMs }),
  }
}
