/** What is said about the form: keys, types, choices. */
import { article, error, listed, meant, quoted, under, warning } from './finding.ts'

export const shape = {
  unknownKey: (key: string, holder: string, near?: string, others: readonly string[] = []) =>
    under(
      'unknown-key',
      error(
        'unknown-key',
        `unknown key ${quoted(key)} in ${holder}${others.length > 0 ? `; it belongs to ${others.map(article).join(', ')}` : meant(near)}`,
      ),
    ),
  idleKey: (key: string, holder: string, near?: string) =>
    under(
      'ignored-key',
      warning('unknown-key', `unknown key ${quoted(key)} in ${holder} is ignored${meant(near)}`),
    ),
  missingKey: (key: string, holder: string, todo?: string) =>
    under('missing-key', error('missing-key', `${holder} needs ${quoted(key)}`, todo)),
  wrongType: (key: string, expected: string, got: string, todo?: string) =>
    under('wrong-type', error('wrong-type', `${key} must be ${expected}; got ${got}`, todo)),
  noSuchType: (choices: readonly string[], got: unknown, todo?: string) =>
    under(
      'wrong-value',
      error('wrong-value', `"type" must be one of ${listed(choices)}; got ${quoted(got)}`, todo),
    ),
  wrongWord: (key: string, choices: readonly unknown[], got: unknown, near?: string) =>
    under(
      'wrong-value',
      error(
        'wrong-value',
        `${key} must be ${choices.length > 1 ? 'one of ' : ''}${listed(choices)}; got ${quoted(got)}${meant(near)}`,
      ),
    ),
  wrongSize: (key: string, got: string) =>
    under(
      'disk-size',
      error('wrong-value', `${key} must be a whole number: 1 or a multiple of 5; got ${got}`),
    ),
  wrongValue: (key: string, expected: string, got: string) =>
    under('wrong-value', error('wrong-value', `${key} must be ${expected}; got ${got}`)),
} as const
