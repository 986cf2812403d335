/** What is said about the form: keys, types, choices. */
import { problem } from '../../problem.ts'
import { article, listed, meant, quoted, quotedName } from './words.ts'

export const shape = {
  unknownKey: (key: string, holder: string, near?: string, others: readonly string[] = []) =>
    problem(
      'unknown-key',
      `unknown key ${quotedName(key)} in ${holder}${others.length > 0 ? `; it belongs to ${others.map(article).join(', ')}` : meant(near)}`,
    ),
  idleKey: (key: string, holder: string, near?: string) =>
    problem('ignored-key', `unknown key ${quotedName(key)} in ${holder} is ignored${meant(near)}`),
  missingKey: (key: string, holder: string, todo?: string) =>
    problem('missing-key', `${holder} needs ${quoted(key)}`, todo),
  wrongType: (key: string, expected: string, got: string, todo?: string) =>
    problem('wrong-type', `${key} must be ${expected}; got ${got}`, todo),
  wrongWord: (key: string, choices: readonly unknown[], got: unknown, near?: string, todo?: string) =>
    problem(
      'wrong-value',
      `${key} must be ${choices.length > 1 ? 'one of ' : ''}${listed(choices)}; got ${quoted(got)}${meant(near)}`,
      todo,
    ),
  newerWord: (key: string, got: string, asOf: string) =>
    problem(
      'newer-value',
      `${key} ${quoted(got)} is not known yet (as of ${asOf}), and goes to the API as it is`,
      'Check the spelling: only the API knows whether there is such a one.',
    ),
  ofNewerType: (key: string, of: string) =>
    problem(
      'newer-value',
      `${quoted(key)} refers to ${of}, whose type is not known yet, and is left to Render`,
      'What it gets from there is nothing that a plan could tell.',
    ),
  newerReference: (got: string, asOf: string) =>
    problem(
      'newer-value',
      `"type" ${quoted(got)} is not known yet (as of ${asOf})`,
      'Check the spelling: only Render knows whether there is such a one.',
    ),
  newerType: (got: unknown, asOf: string) =>
    problem(
      'newer-value',
      `"type" ${quoted(got)} is not known yet (as of ${asOf}): the service is left to Render`,
      'Check the spelling: only Render knows whether there is such a one.',
    ),
  wrongSize: (key: string, got: string) =>
    problem('disk-size', `${key} must be a whole number: 1 or a multiple of 5; got ${got}`),
  wrongValue: (key: string, expected: string, got: string) =>
    problem('wrong-value', `${key} must be ${expected}; got ${got}`),
} as const
