/** What is said about spellings that are tolerated, and fields that are not planned. */
import { problem } from '../../problem.ts'
import { quoted } from './words.ts'

export const spelling = {
  /** `write`: what to write, as a file has it. */
  oldName: (old: string, now: string, write: string) =>
    problem('deprecated-name', `${quoted(old)} is the old name of ${quoted(now)}`, `Write ${write}.`),
  oldBeside: (old: string, now: string) =>
    problem('deprecated-name', `${quoted(old)} is ignored beside ${quoted(now)}`, `Remove ${quoted(old)}.`),
  oldValue: (key: string, got: unknown, now: string) =>
    problem('loose-value', `${key} is read as ${quoted(now)}; got ${quoted(got)}`, `Write "${now}".`),
  /** Without the text, where it is the value of a variable. */
  unquoted: (key: string, got: string | undefined) =>
    problem(
      'loose-value',
      got === undefined
        ? `${key} is read as a text, just as it stands there`
        : `${key} is read as the text ${quoted(got)}`,
      'Put it in quotes.',
    ),
  nullList: (key: string) =>
    problem(
      'empty-value',
      `${quoted(key)} has nothing below it and is read as an empty list`,
      'Write [] where that is meant, else remove it.',
    ),
  nullField: (key: string) =>
    problem('empty-value', `${quoted(key)} is empty and treated as if it were not there`, 'Remove it.'),

  refusedName: (old: string, now: string, write: string) =>
    problem(
      'refused-by-render',
      `${quoted(old)} is no key of a service, and Render's own sync refuses the file; it is read as ${quoted(now)}`,
      `Write ${write}.`,
    ),
  storeAmongDatabases: () =>
    problem(
      'refused-by-render',
      `a key value stands under "databases", and Render's own sync refuses the file`,
      'Move it to "services".',
    ),
  variablesUnderEnv: () =>
    problem(
      'unknown-key',
      '"env" is the old name of "runtime"; got a list: variables stand under "envVars"',
      'Write "envVars" instead of "env".',
    ),

  blueprintOnly: (key: string, count: number) =>
    problem(
      'blueprint-only',
      `${quoted(key)} is set by Render's Blueprint sync only${count > 1 ? ` (${count} times in the file)` : ''}`,
    ),
  useless: (key: string, holder: string) =>
    problem(
      'useless-field',
      `${quoted(key)} means nothing here and is ignored: ${holder} cannot use it`,
      'Remove it.',
    ),
} as const
