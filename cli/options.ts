/** The flags of the commands, as commander gives them. */
export interface GlobalOptions {
  readonly color: boolean
  readonly debug?: true
}

export interface FileOptions extends GlobalOptions {
  readonly file?: string
}

export interface WorkspaceOptions extends FileOptions {
  readonly secrets?: string
  readonly secretsEnv?: true
  readonly repo?: string
  readonly parallelism: number
  /** In milliseconds. */
  readonly maxDuration?: number
}

type Format = 'text' | 'json' | 'markdown'

export interface RenderOptions extends WorkspaceOptions {
  readonly format: Format
}
