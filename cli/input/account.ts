/** Accounts by name: whose key is meant, which workspace and which host. The file says where keys are, and has none itself. */
import { stat } from 'node:fs/promises'
import { platform } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import schema from '../../schemas/accounts.schema.json' with { type: 'json' }
import { nearest } from '../../src/index.ts'
import type { Shell } from '../shell/index.ts'
import { keyInKeychain } from './keychain.ts'
import { fail, readText } from './reading/index.ts'
import { outputOf } from './secrets/index.ts'

export type KeySource =
  | { readonly variable: string }
  | { readonly file: string }
  | { readonly command: string }
  | { readonly keychain: true }

interface Account {
  readonly key: KeySource
  readonly workspace?: string
  readonly host?: string
}

interface Accounts {
  readonly default?: string
  readonly accounts: Readonly<Record<string, Account>>
}

/** An account with its key. */
export interface OpenAccount {
  readonly name: string
  readonly apiKey: string
  readonly workspace: string | undefined
  readonly host: string | undefined
}

/** The file, where there can be one: `RENDER_SYNC_ACCOUNTS`, or in the folder of the user's settings. */
export const accountsFile = async ({ env, cwd, configFolder }: Shell): Promise<string | undefined> => {
  const named = env.RENDER_SYNC_ACCOUNTS?.trim()
  if (named) return resolve(cwd, named)
  const folder = await configFolder?.()
  return folder === undefined ? undefined : join(folder, 'accounts.yaml')
}

const megabytes = 1
const othersMayWrite = 0o022
const othersMayRead = 0o077

/** On Windows modes say nothing. */
const modeOf = async (path: string): Promise<number | undefined> => {
  if (platform() === 'win32') return undefined
  return (await stat(path).catch(() => undefined))?.mode
}

const checkMode = async (path: string, forbidden: number, what: string): Promise<void> => {
  const mode = await modeOf(path)
  if (mode !== undefined && (mode & forbidden) !== 0)
    fail('bad-usage', `${path} may be ${what} by others`, `Take that from them: chmod 600 ${path}`)
}

/** What the file says; undefined: there is none. Throws `ProblemsError`. */
export const readAccounts = async (shell: Shell): Promise<Accounts | undefined> => {
  const path = await accountsFile(shell)
  if (path === undefined || (await modeOf(path)) === undefined) return undefined
  // It names programs that are run.
  await checkMode(path, othersMayWrite, 'written')
  const text = await readText(shell, path, megabytes)
  const document = parseDocument(text)
  const [broken] = document.errors
  if (broken) fail('yaml-syntax', `${path}: ${broken.message.split('\n')[0]}`)
  const accounts: unknown = document.toJS()
  const { default: Ajv } = await import('ajv')
  const check = new Ajv.default({ strict: false }).compile(schema)
  if (!check(accounts)) {
    const [error] = check.errors ?? []
    const at = error?.instancePath.slice(1).replaceAll('/', '.') || 'the file'
    fail(
      'bad-usage',
      `${path}: ${at} ${error?.message ?? 'is wrong'}`,
      'docs/accounts.md has the form of it.',
    )
  }
  return accounts as Accounts
}

const keyOf = async (name: string, source: KeySource, shell: Shell, signal: AbortSignal): Promise<string> => {
  if ('variable' in source) {
    const key = shell.env[source.variable]?.trim()
    return key || fail('missing-api-key', `account ${name}: the variable ${source.variable} is not set`)
  }
  if ('command' in source)
    return (await outputOf(source.command, shell, megabytes, signal, `account ${name}`)).text.trim()
  if ('keychain' in source) return keyInKeychain(name)
  const path = resolve(dirname((await accountsFile(shell)) ?? ''), source.file)
  await checkMode(path, othersMayRead, 'read')
  return (await readText(shell, path, megabytes)).trim()
}

/**
 * The account that is meant: the one that is named, on the command line or in `RENDER_SYNC_ACCOUNT`; else, where there is no
 * `RENDER_API_KEY`, the default of the file. Undefined: none is. Throws `ProblemsError`: there is no such account, or no key.
 */
export const openAccount = async (
  { account }: { readonly account?: string },
  shell: Shell,
  signal: AbortSignal,
): Promise<OpenAccount | undefined> => {
  const wanted = account ?? (shell.env.RENDER_SYNC_ACCOUNT?.trim() || undefined)
  if (wanted === undefined && shell.env.RENDER_API_KEY?.trim()) return undefined
  const known = await readAccounts(shell)
  const name = wanted ?? known?.default
  if (name === undefined) return undefined
  const found = known?.accounts[name]
  if (found === undefined) {
    const near = nearest(name, Object.keys(known?.accounts ?? {}))
    const todo = near === undefined ? 'Make it with: render-sync login' : `Did you mean ${near}?`
    return fail('unknown-account', `there is no account ${name}`, todo)
  }
  const apiKey = await keyOf(name, found.key, shell, signal)
  shell.mask.learn(apiKey)
  return { name, apiKey, workspace: found.workspace, host: found.host }
}
