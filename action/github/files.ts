/** Files of the repository as they were at another commit. */
import type { Client, Repository } from './client.ts'
import { asked, statusOf } from './failure.ts'

/** The text of a file, by its path in the repository; undefined: there was none. */
export const textOfFile = (
  client: Client,
  repository: Repository,
  path: string,
  commit: string,
): Promise<string | undefined> =>
  asked('a file be read as it was', 'contents: read', async () => {
    try {
      const { data } = await client.request('GET /repos/{owner}/{repo}/contents/{path}', {
        ...repository,
        path,
        ref: commit,
        // As it is, up to 100 MB.
        mediaType: { format: 'raw' },
      })
      return String(data)
    } catch (error) {
      if (statusOf(error) === 404) return undefined
      throw error
    }
  })
