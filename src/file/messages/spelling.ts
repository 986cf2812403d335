/** What is said about spellings that are tolerated, and fields that are not planned. */
import { note, quoted, under, warning } from './finding.ts'

export const spelling = {
  oldName: (old: string, now: string, value?: string) =>
    under(
      'deprecated-name',
      warning(
        'old-spelling',
        `${quoted(old)} is the old name of ${quoted(now)}`,
        `Write "${now}${value === undefined ? '' : `: ${value}`}".`,
      ),
    ),
  oldBeside: (old: string, now: string) =>
    under(
      'deprecated-name',
      warning('old-spelling', `${quoted(old)} is ignored beside ${quoted(now)}`, `Remove ${quoted(old)}.`),
    ),
  oldValue: (key: string, got: unknown, now: string) =>
    under(
      'loose-value',
      warning('old-spelling', `${key} is read as ${quoted(now)}; got ${quoted(got)}`, `Write "${now}".`),
    ),
  unquoted: (key: string, got: string) =>
    under(
      'loose-value',
      warning('old-spelling', `${key} is read as the text ${quoted(got)}`, 'Put it in quotes.'),
    ),
  nullList: (key: string) =>
    under(
      'empty-value',
      warning(
        'null-list',
        `${quoted(key)} is empty and treated as if it were not there`,
        'Write [] for a list of nothing.',
      ),
    ),
  nullField: (key: string) =>
    under(
      'empty-value',
      warning('cannot-clear', `${quoted(key)} is empty and treated as if it were not there`, 'Remove it.'),
    ),

  blueprintOnly: (key: string, count: number) =>
    under(
      'blueprint-only',
      note(
        'blueprint-only',
        `${quoted(key)} is set by Render's Blueprint sync only${count > 1 ? ` (${count} times in the file)` : ''}`,
      ),
    ),
  noApiName: (key: string, value: unknown) =>
    under(
      'plan-without-api-name',
      note(
        'blueprint-only',
        `${quoted(key)} ${quoted(value)} is set by Render's Blueprint sync only: the API has no name for it`,
      ),
    ),
  useless: (key: string, holder: string) =>
    under(
      'useless-field',
      warning(
        'ignored-field',
        `${quoted(key)} means nothing here and is ignored: ${holder} cannot use it`,
        'Remove it.',
      ),
    ),
} as const
