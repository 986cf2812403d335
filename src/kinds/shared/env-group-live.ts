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
