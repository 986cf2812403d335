import { chmod, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { parseDocument } from 'yaml'
import { call, createClient, findWorkspace } from '../../../src/index.ts'
import type { ConnectOptions } from '../../flags/index.ts'
import {
  accountsFile,
  fail,
  type KeySource,
  keepInKeychain,
  readAccounts,
  readText,
  readValue,
  writeFiles,
} from '../../input/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'

interface LoginOptions extends ConnectOptions {
  readonly workspace?: string
  readonly host?: string
  readonly variable?: string
  readonly command?: string
  readonly keychain?: true
  readonly default?: true
}

const usualHost = 'https://api.render.com/v1'
const megabytes = 1

/** Where the key is to be from now on. Only a file of our own has it written by us. */
const sourceOf = ({ variable, command, keychain }: LoginOptions, name: string): KeySource => {
  const given = [variable, command, keychain].filter((one) => one !== undefined)
  if (given.length > 1) fail('bad-usage', 'a key is in one place: --variable, --command or --keychain')
  if (variable !== undefined) return { variable }
  if (command !== undefined) return { command }
  return keychain ? { keychain: true } : { file: join('keys', name) }
}

/** The file with this account in it, everything else as it was. */
const withAccount = (text: string, name: string, account: object, isDefault: boolean): string => {
  const document = parseDocument(text === '' ? 'accounts: {}\n' : text)
  document.setIn(['accounts', name], document.createNode(account))
  if (isDefault || !document.has('default')) document.set('default', name)
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

/** Writes an account down, once its key has been seen to work. */
export const login = async (
  options: LoginOptions,
  shell: Shell,
  { args: [name = 'default'] }: Command,
): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const path = (await accountsFile(shell)) ?? fail('bad-usage', 'there is no folder for settings here')
  const known = await readAccounts(shell)
  const source = sourceOf(options, name)
  return stoppable(shell, options, async (signal) => {
    const key = (await readValue(shell, {}, `API key of ${name}: `, signal)).trim()
    const host = options.host ?? shell.env.RENDER_HOST?.trim() ?? usualHost
    const client = createClient({ host, apiKey: key, mask: shell.mask })
    const user = await call(client, 'users.me', {}, { signal })
    const workspace = await findWorkspace(client, { wanted: options.workspace, signal })
    const account = { key: source, workspace: workspace.id, ...(host !== usualHost && { host }) }
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    if ('keychain' in source) await keepInKeychain(name, key)
    if ('file' in source) {
      const keyPath = join(dirname(path), source.file)
      await mkdir(dirname(keyPath), { recursive: true, mode: 0o700 })
      await writeFiles(shell, [{ name: keyPath, text: `${key}\n`, secret: true }])
    }
    const before = known === undefined ? '' : await readText(shell, path, megabytes)
    const text = withAccount(before, name, account, options.default === true)
    await writeFiles(shell, [{ name: path, text, secret: true }])
    await chmod(path, 0o600)
    screen.out(`${user.email} in ${workspace.name} (${workspace.id}): account ${name} in ${path}.`)
    return exit.ok
  })
}
