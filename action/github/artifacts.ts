/** The plan that another run has kept as an artifact. */
import { strFromU8, unzipSync } from 'fflate'
import type { Client, Repository } from './client.ts'
import { asked, statusOf } from './failure.ts'

/** More than any saved plan has; a larger file is not even unpacked. In bytes. */
const largest = 64 * 1024 * 1024

/** The text of the file in the newest artifact of that name; undefined: it is gone. */
export const artifactText = (
  client: Client,
  repository: Repository,
  run: number,
  name: string,
): Promise<string | undefined> =>
  asked('the reviewed plan be downloaded', 'actions: read', async () => {
    try {
      const artifacts = await client.paginate('GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', {
        ...repository,
        run_id: run,
        name,
        per_page: 100,
      })
      const kept = artifacts.filter(
        (one) => one.name === name && !one.expired && one.size_in_bytes <= largest,
      )
      const [newest] = kept.toSorted((one, other) => other.id - one.id)
      return newest && fileIn(await zipOf(client, repository, newest.id))
    } catch (error) {
      const status = statusOf(error)
      if (status === 404 || status === 410) return undefined
      throw error
    }
  })

const zipOf = async (client: Client, repository: Repository, artifact: number): Promise<Uint8Array> => {
  const { data } = await client.request(
    'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
    { ...repository, artifact_id: artifact, archive_format: 'zip' },
  )
  return new Uint8Array(data as ArrayBuffer)
}

/** What is no zip, or has no such file, is none of ours. */
const fileIn = (zip: Uint8Array): string | undefined => {
  try {
    const files = unzipSync(zip, {
      filter: ({ name, originalSize }) => name.endsWith('.json') && originalSize <= largest,
    })
    const [bytes] = Object.values(files)
    return bytes && strFromU8(bytes)
  } catch {
    return undefined
  }
}
