import type { Command } from 'commander'
import { audit as findings, listVariableHolders, readAllVariables } from '../../../src/index.ts'
import type { LookOptions } from '../../flags/index.ts'
import { openNames } from '../../input/index.ts'
import { auditDocument, auditMarkdown, auditText, printIn } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { look } from './look.ts'

/** Finds variables in the whole workspace. That there are none is an answer, and no error. */
export const audit = async (options: LookOptions, shell: Shell, { args }: Command): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const found = await look(options, shell, screen, async ({ client, workspace }, signal) => {
    const known = await listVariableHolders(client, workspace, { signal })
    openNames(shell, known)
    await readAllVariables(client, known, { signal })
    const keys = args.map((pattern) => ({ pattern, findings: findings(known, [pattern]) }))
    return { workspace, keys, unobserved: known.unobserved() }
  })
  printIn(options, screen, {
    text: () => auditText(found, screen),
    document: () => auditDocument(found),
    markdown: () => auditMarkdown(found),
  })
  return exit.ok
}
