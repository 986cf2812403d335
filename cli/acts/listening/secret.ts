import type { GlobalOptions } from '../../flags/index.ts'
import { fail, readText } from '../../input/index.ts'
import type { Shell } from '../../shell/index.ts'

export const secretName = 'RENDER_SYNC_WEBHOOK_SECRET'

/** The secrets of the webhooks that are listened to, one or several; hidden from now on. Throws `ProblemsError`. */
export const secretsOf = async (
  { secretFile }: GlobalOptions & { readonly secretFile?: string },
  shell: Shell,
): Promise<readonly string[]> => {
  const text = secretFile === undefined ? shell.env[secretName] : await readText(shell, secretFile, 1)
  const secrets = (text ?? '').split(/\s+/).filter((word) => word !== '')
  for (const secret of secrets) shell.mask.learn(secret)
  // What is run has the environment, and what it prints is printed here.
  if (shell.env.RENDER_API_KEY) shell.mask.learn(shell.env.RENDER_API_KEY)
  if (secrets.length > 0) return secrets
  const todo = `Copy it from the webhook in the Dashboard to ${secretName}, or to a file for --secret-file.`
  return fail('bad-usage', 'there is no secret to check signatures with', todo)
}
