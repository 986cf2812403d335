import type { Command } from 'commander'
import { audit as findings, listVariableHolders, readAllVariables } from '../../../src/index.ts'
import type { LookOptions } from '../../flags/index.ts'
import { openNames } from '../../input/index.ts'
import { auditDocument, auditMarkdown, auditText, printIn } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { addressText } from '../../words/index.ts'
import { look } from './look.ts'
import { removalsOf, removeAll } from './removing.ts'

interface AuditOptions extends LookOptions {
  readonly remove?: true
  readonly autoApprove?: true
}

/** Finds variables in the whole workspace. That there are none is an answer, and no error. */
export const audit = async (options: AuditOptions, shell: Shell, { args }: Command): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const found = await look(options, shell, screen, async (session, signal) => {
    const { client, workspace } = session
    const known = await listVariableHolders(client, workspace, { signal })
    openNames(shell, known)
    await readAllVariables(client, known, { signal })
    const keys = args.map((pattern) => ({ pattern, findings: findings(known, [pattern]) }))
    const removals = options.remove ? removalsOf(keys.flatMap((one) => one.findings)) : []
    const removed =
      removals.length === 0
        ? []
        : await removeAll(removals, session, known, { shell, screen, signal, asks: !options.autoApprove })
    return { workspace, keys, unobserved: known.unobserved(), removed }
  })
  printIn(options, screen, {
    text: () => auditText(found, screen),
    document: () => auditDocument(found),
    markdown: () => auditMarkdown(found),
  })
  if (found.removed === undefined) screen.err('Nothing was changed.')
  for (const { address, key, reaches } of found.removed ?? [])
    screen.err(
      `Unset ${key} of ${addressText(address)}; it reaches ${reaches.length} with their next deploy.`,
    )
  return exit.ok
}
