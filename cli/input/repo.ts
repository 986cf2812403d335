/** The repository that holds a file: what services without `repo` are built from. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Shell } from '../shell/index.ts'

/** The web address of a git remote; undefined for one that Render could not reach. Credentials in it are left out. */
export const webAddress = (remote: string): string | undefined => {
  const text = remote.trim()
  // git@github.com:acme/app.git
  const short = /^(?:[\w.-]+@)?([\w-]+(?:\.[\w-]+)+):(?!\/\/)\/?(.+)$/.exec(text)
  if (short) return `https://${short[1]}/${withoutSuffix(short[2] ?? '')}`
  if (!URL.canParse(text)) return undefined
  const { protocol, hostname, pathname } = new URL(text)
  if (!['https:', 'http:', 'ssh:', 'git:'].includes(protocol)) return undefined
  return `https://${hostname}${withoutSuffix(pathname)}`
}

const withoutSuffix = (path: string) => path.replace(/\/+$/, '').replace(/\.git$/, '')

const isInRepository = (folder: string): boolean => {
  if (existsSync(resolve(folder, '.git'))) return true
  return folder !== dirname(folder) && isInRepository(dirname(folder))
}

/** What git says of the repository around a file. Absent when there is none, or no git. */
const askGit = async (
  { cwd, env }: Shell,
  file: string,
  args: readonly string[],
): Promise<string | undefined> => {
  const folder = dirname(resolve(cwd, file))
  if (!isInRepository(folder)) return undefined
  try {
    return (await promisify(execFile)('git', [...args], { cwd: folder, env })).stdout.trim()
  } catch {
    return undefined
  }
}

/** The remote `origin` of the repository around a file. */
export const repositoryOf = async (shell: Shell, file: string): Promise<string | undefined> => {
  const remote = await askGit(shell, file, ['config', '--get', 'remote.origin.url'])
  return remote === undefined ? undefined : webAddress(remote)
}

/** The commit that is checked out there. */
export const commitOf = (shell: Shell, file: string): Promise<string | undefined> =>
  askGit(shell, file, ['rev-parse', 'HEAD'])
