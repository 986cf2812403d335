export { environment } from './environment.ts'
export {
  burials,
  carries,
  confirmDestructive,
  connects,
  deletions,
  deploys,
  destroys,
  file,
  files,
  flag,
  hows,
  ignoreBlueprints,
  json,
  plans,
  pruneScope,
  pulls,
  quiet,
  renders,
  repeated,
  runs,
  writeSecret,
} from './flags.ts'
export type {
  BurialOptions,
  ConnectOptions,
  FileOptions,
  Format,
  FormatOptions,
  GlobalOptions,
  LookOptions,
  RenderOptions,
  RunOptions,
  WorkspaceOptions,
} from './options.ts'
export { count, port, words } from './values.ts'
export type { Act, Verb } from './verb.ts'
