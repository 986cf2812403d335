/** What a client has to be told so that it trusts a certificate that nobody else vouches for. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFiles } from '../input/index.ts'

export interface Trust {
  readonly file: string
  /** What a shell has to set: Node's clients read the first, those in Go and Python the others. */
  readonly variables: Readonly<Record<string, string>>
  remove(): Promise<void>
}

/** Keeps the certificate in a file for as long as the emulator runs: clients read none from anywhere else. */
export const trustIn = async (certificate: string): Promise<Trust> => {
  const folder = await mkdtemp(join(tmpdir(), 'render-sync-emulator-'))
  const name = 'certificate.pem'
  await writeFiles({ cwd: folder }, [{ name, text: certificate }])
  const file = join(folder, name)
  return {
    file,
    variables: { NODE_EXTRA_CA_CERTS: file, SSL_CERT_FILE: file, REQUESTS_CA_BUNDLE: file },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
