export { connects, file, flag, json, plans, pulls, renders, repeated, writeSecret } from './flags.ts'
export type {
  ConnectOptions,
  FileOptions,
  GlobalOptions,
  LookOptions,
  RenderOptions,
  WorkspaceOptions,
} from './options.ts'
export { count, port, words } from './values.ts'
export type { Act, Verb } from './verb.ts'
