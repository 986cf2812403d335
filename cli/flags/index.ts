export { environment } from './environment.ts'
export {
  carries,
  connects,
  deletions,
  deploys,
  file,
  files,
  flag,
  hows,
  json,
  plans,
  pulls,
  quiet,
  renders,
  repeated,
  runs,
  writeSecret,
} from './flags.ts'
export type {
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
