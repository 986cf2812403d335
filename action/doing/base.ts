/** The files as they were before a pull request, so that a plan can tell what comes from it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, posix, resolve } from 'node:path'
import { findFiles } from '../../cli/input/index.ts'
import { type InputFile, load } from '../../src/index.ts'
import { type Step, warn } from './step.ts'

/**
 * Flags for a plan: none where the files are new or were wrong, or where GitHub does not tell. `commit`: what the pull request
 * is merged into.
 */
export const baseFlags = async (step: Step, commit: string | undefined): Promise<readonly string[]> => {
  if (commit === undefined) return []
  try {
    const files = await filesAt(step, commit)
    if (files.length === 0) return []
    load(files)
    return files.flatMap((file) => ['--base', kept(step, file)])
  } catch (error) {
    // A plan without it has all that counts.
    warn(step, error)
    return []
  }
}

/** Those that a plan reads, as the command line finds them, where they were there. */
const filesAt = async ({ inputs, cwd, github }: Step, commit: string): Promise<readonly InputFile[]> => {
  const names = findFiles({ cwd }, inputs.files.length > 0 ? inputs.files : undefined)
  const client = github()
  const files = await Promise.all(
    names.map(async (name) => ({
      name,
      text: await client.textOfFile(posix.join(inputs.workingDirectory, name), commit),
    })),
  )
  return files.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]))
}

const kept = ({ planFile }: Step, { name, text }: InputFile): string => {
  const path = resolve(`${planFile}.base`, name.replaceAll('..', '_').replace(/^\/+/, ''))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}
