/** What is said about environment variables and secret files. */
import { error, type Finding, listed, quoted, warning } from './finding.ts'

export const variable = {
  badVariableName: (got: string) =>
    error(
      'invalid-value',
      `the name of a variable consists of letters, digits, _, - and . and starts with no digit; got ${quoted(got)}`,
    ),
  badFileName: (got: string) =>
    error(
      'invalid-value',
      `the name of a secret file consists of letters, digits, _, - and .; got ${quoted(got)}`,
    ),
  variableTwice: (key: string, line: string) =>
    error('duplicate-key', `the variable ${quoted(key)} stands here and in ${line}`, 'Keep one of them.'),
  fileTwice: (name: string, line: string) =>
    error('duplicate-key', `the secret file ${quoted(name)} stands here and in ${line}`, 'Keep one of them.'),
  groupStandsAlone: (beside: readonly string[]) =>
    error(
      'several-sources',
      `"fromGroup" stands alone in its entry; got ${listed(beside.map(quoted))} as well`,
    ),
  noSource: (key: string) =>
    warning(
      'missing-field',
      `the variable ${quoted(key)} has no value and is read like "sync: false"`,
      'Write "sync: false", or give it a value.',
    ),
  groupSecret: (key: string) =>
    warning(
      'ignored-field',
      `the variable ${quoted(key)} of a group has no value and is left out, as Render does`,
      `Give it a value, name it under "x-render-sync: { secrets: [${key}] }" of the group, or set it in each service with "sync: false".`,
    ),
  valueBesideSync: (key: string, name: string) =>
    warning(
      'several-sources',
      `"sync: false" is ignored: ${quoted(key)} has a ${quoted(name)} here`,
      'Remove one of them.',
    ),
  severalSources: (key: string, sources: readonly string[]) =>
    error(
      'several-sources',
      `the variable ${quoted(key)} has several sources: ${listed(sources)}`,
      'Keep one of them.',
    ),
  secretLooking: (key: string, looks: string): Finding => ({
    ...warning(
      'secret-looking-literal',
      `the value of ${quoted(key)} looks like ${looks}, and everybody who reads the file can read it`,
      'Write "sync: false", and give the value with --secrets.',
    ),
    bare: true,
  }),
  masked: (key: string, groups: readonly string[]) =>
    warning(
      'masked-group-variable',
      `the variable ${quoted(key)} hides the one of ${groups.length > 1 ? 'the groups' : 'the group'} ${listed(groups.map(quoted))}`,
      'Remove one of them, if that is not meant.',
    ),
  sharedGenerated: (key: string, holders: readonly string[]) =>
    warning(
      'shared-generated-value',
      `each of ${listed(holders)} gets a value of its own for ${quoted(key)}`,
      'Put the variable into a group, or take it from one service with "fromService".',
    ),
  noPropertyNamed: () => error('missing-key', '"fromService" needs "property" or "envVarKey"'),
  noSuchProperty: (title: string, name: string, got: string, choices: readonly string[]) =>
    error(
      'no-such-property',
      `the ${title} ${quoted(name)} has no ${quoted(got)}${choices.length > 0 ? `; it has ${listed(choices)}` : ' or any other property'}`,
    ),
  otherType: (name: string, type: string, got: string) =>
    warning(
      'wrong-value',
      `${quoted(name)} is of type ${type}; got ${quoted(got)}`,
      `Write "type: ${type}".`,
    ),
  valueLoop: (loop: readonly string[]) =>
    error('value-loop', `variables take their values from each other: ${loop.join(' → ')}`),
} as const
