/** The flags of the commands, as commander gives them. */
export interface GlobalOptions {
  readonly color: boolean
  /** Leaves warnings and notes out. */
  readonly quiet?: true
  readonly debug?: true
}

export interface FileOptions extends GlobalOptions {
  readonly file?: readonly string[]
}

export interface ConnectOptions extends GlobalOptions {
  readonly account?: string
  readonly parallelism: number
  /** A file, or `off`. */
  readonly journal?: string
  /** In milliseconds. */
  readonly maxDuration?: number
  /** In milliseconds. */
  readonly maxWait?: number
  /** In milliseconds. */
  readonly expectDeploy?: number
}

export interface WorkspaceOptions extends FileOptions, ConnectOptions {
  readonly secrets?: readonly string[]
  readonly secretsCommand?: readonly string[]
  readonly secretsEnv?: true
  readonly allowMissing?: readonly string[]
  readonly repo?: string
  readonly target?: readonly string[]
  readonly exclude?: readonly string[]
  readonly environment?: readonly string[]
  readonly writeSecret?: readonly string[]
  readonly skipDeploys?: true
  readonly redeployFailed?: true
  readonly redeploy?: readonly string[]
  readonly deployLinked?: true
  readonly deployOnly?: true
  /** Whether what the file declares is to be deleted. */
  readonly destroys?: true
  readonly ignoreBlueprints?: true
  readonly prune?: readonly string[]
  readonly strict?: true
  readonly pruneScope?: 'declared' | 'ungrouped' | 'workspace'
  readonly confirmDestructive?: true
  readonly maxDeletes?: number | `${number}%`
  readonly allowReplace?: readonly string[]
  readonly secretsLater?: true
  /** A file. */
  readonly prices?: string
  /** In US dollars a month. */
  readonly maxCostIncrease?: number
}

/** How an apply runs. */
export interface RunOptions {
  readonly wait: boolean
  readonly rollbackOnFailure?: true
  readonly commit?: string
  /** In milliseconds. */
  readonly deployTimeout?: number
}

/** Of what people and programs read. */
interface FormatOptions {
  readonly format: 'text' | 'json' | 'markdown'
}

/** Of what programs collect from many tools too. */
export interface ReportOptions {
  readonly format: FormatOptions['format'] | 'sarif' | 'junit'
}

export type Format = ReportOptions['format'] | 'html'

/** Of commands that plan. */
export interface RenderOptions extends WorkspaceOptions {
  readonly format: Format
}

/** How long a page may be. */
export interface PageOptions {
  readonly maxLength?: number
  readonly wholeUrl?: string
}

/** Of commands that only look at a workspace. */
export interface LookOptions extends ConnectOptions, FormatOptions {}

/** Where what is deleted is written down first. */
export interface BurialOptions {
  readonly deletedOut?: string
  readonly secretsOut?: string
}
