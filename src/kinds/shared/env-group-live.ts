import { form } from '../../http/index.ts'

/** What the API says of an environment group: the list leaves out variables and files (API facts §1.3). */
export interface EnvGroupLive {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly environmentId?: string
  readonly serviceLinks: readonly { readonly id: string }[]
  readonly envVars?: readonly { readonly key: string; readonly value: string }[]
  readonly secretFiles?: readonly { readonly name: string; readonly content: string }[]
}

const listed = {
  id: form.id,
  name: form.word,
  createdAt: form.time,
  environmentId: form.maybe(form.id),
  serviceLinks: form.listOf(form.object({ id: form.id })),
}

export const listedGroup = form.object(listed)

/** The whole of it, as every answer about one group tells it. */
export const groupForm = form.object({
  ...listed,
  envVars: form.listOf(form.object({ key: form.segment, value: form.text })),
  secretFiles: form.listOf(form.object({ name: form.segment, content: form.text })),
})
