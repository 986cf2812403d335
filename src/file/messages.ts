/** All that can be said about a file: one function for each thing, so that the wording is in one place. */
import type { Problem, ProblemCode, Severity } from '../problem.ts'

/** A problem before it has a place. */
export type Finding = Pick<Problem, 'code' | 'severity' | 'message' | 'todo'>

const finding =
  (severity: Severity) =>
  (code: ProblemCode, message: string, todo?: string): Finding => ({
    code,
    severity,
    message,
    ...(todo !== undefined && { todo }),
  })
const error = finding('error')
const warning = finding('warning')
const note = finding('note')

/** A text as it may stand in a message: quoted, cut, without control characters. */
export const quoted = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a mapping'
  const text = String(value).replace(/\p{Cc}/gu, ' ')
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`
}

/** The library's sentences begin with a capital letter, ours do not. */
const lowered = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1)

const listed = (choices: readonly unknown[]): string => choices.map(String).join(', ')
const meant = (near: string | undefined): string => (near === undefined ? '' : `; did you mean "${near}"?`)
/** `a worker`, `an environment`. */
export const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`

export const say = {
  // the text
  tooLarge: (megabytes: number) =>
    error('file-too-large', `the file has more than ${megabytes} MB`, 'No render.yaml needs that much.'),
  empty: (others: boolean) =>
    finding(others ? 'warning' : 'error')(
      'empty-file',
      'the file declares nothing',
      'Add "services", "databases" or "envVarGroups".',
    ),
  badYaml: (message: string) => error('yaml-syntax', lowered(message)),
  oddYaml: (message: string) => warning('yaml-syntax', lowered(message)),
  severalDocuments: () =>
    error('yaml-syntax', 'a second document starts here; a file has one', 'Remove the "---".'),
  tooDeep: () => error('yaml-syntax', 'the lists and mappings are nested too deeply'),
  aliasOfItself: (name: string) =>
    error('yaml-syntax', `the alias ${quoted(`*${name}`)} stands inside its own anchor`),
  unknownAnchor: (name: string) =>
    error('yaml-syntax', `the alias ${quoted(`*${name}`)} has no anchor ${quoted(`&${name}`)} before it`),
  duplicateKey: (key: string, line: string) =>
    error(
      'duplicate-key',
      `the key ${quoted(key)} stands here and in ${line} of the same mapping`,
      'Keep one of them.',
    ),
  keyIsNoText: () => error('yaml-syntax', 'a key must be a text, not a list or a mapping'),
  mergeNeedsMapping: () => error('yaml-syntax', '"<<" must be given a mapping or a list of mappings'),
  tooManyAliases: () =>
    error('too-many-aliases', 'the aliases stand for too many values', 'Write out what they repeat.'),
  more: (count: number, severity: Severity) => finding(severity)('too-many-problems', `… and ${count} more`),

  // the shape
  unknownKey: (key: string, holder: string, near?: string, others: readonly string[] = []) =>
    error(
      'unknown-key',
      `unknown key ${quoted(key)} in ${holder}${others.length > 0 ? `; it belongs to ${others.map(article).join(', ')}` : meant(near)}`,
    ),
  idleKey: (key: string, holder: string, near?: string) =>
    warning('unknown-key', `unknown key ${quoted(key)} in ${holder} is ignored${meant(near)}`),
  missingKey: (key: string, holder: string, todo?: string) =>
    error('missing-key', `${holder} needs ${quoted(key)}`, todo),
  wrongType: (key: string, expected: string, got: string, todo?: string) =>
    error('wrong-type', `${key} must be ${expected}; got ${got}`, todo),
  noSuchType: (choices: readonly string[], got: unknown, todo?: string) =>
    error('wrong-value', `"type" must be one of ${listed(choices)}; got ${quoted(got)}`, todo),
  wrongWord: (key: string, choices: readonly unknown[], got: unknown, near?: string) =>
    error(
      'wrong-value',
      `${key} must be ${choices.length > 1 ? 'one of ' : ''}${listed(choices)}; got ${quoted(got)}${meant(near)}`,
    ),
  wrongValue: (key: string, expected: string, got: string) =>
    error('wrong-value', `${key} must be ${expected}; got ${got}`),

  // spellings
  oldName: (old: string, now: string, value?: string) =>
    warning(
      'old-spelling',
      `${quoted(old)} is the old name of ${quoted(now)}`,
      `Write "${now}${value === undefined ? '' : `: ${value}`}".`,
    ),
  oldBeside: (old: string, now: string) =>
    warning('old-spelling', `${quoted(old)} is ignored beside ${quoted(now)}`, `Remove ${quoted(old)}.`),
  oldValue: (key: string, got: unknown, now: string) =>
    warning('old-spelling', `${key} is read as ${quoted(now)}; got ${quoted(got)}`, `Write "${now}".`),
  unquoted: (key: string, got: string) =>
    warning('old-spelling', `${key} is read as the text ${quoted(got)}`, 'Put it in quotes.'),
  nullList: (key: string) =>
    warning(
      'null-list',
      `${quoted(key)} is empty and treated as if it were not there`,
      'Write [] for a list of nothing.',
    ),
  nullField: (key: string) =>
    warning('cannot-clear', `${quoted(key)} is empty and treated as if it were not there`, 'Remove it.'),

  // what is not planned
  blueprintOnly: (key: string, count: number) =>
    note(
      'blueprint-only',
      `${quoted(key)} is set by Render's Blueprint sync only${count > 1 ? ` (${count} times in the file)` : ''}`,
    ),
  noApiName: (key: string, value: unknown) =>
    note(
      'blueprint-only',
      `${quoted(key)} ${quoted(value)} is set by Render's Blueprint sync only: the API has no name for it`,
    ),
  useless: (key: string, holder: string) =>
    warning(
      'ignored-field',
      `${quoted(key)} means nothing here and is ignored: ${holder} cannot use it`,
      'Remove it.',
    ),

  // what resources mean
  duplicateName: (what: string, line: string) =>
    error('duplicate-name', `${what} stands here and in ${line}`, 'Names have to be unique in a file.'),
  twice: (what: string, line: string) =>
    warning('duplicate-key', `${what} stands here and in ${line}; the first one counts`, 'Remove this one.'),
  conflict: (key: string, other: string, severity: 'error' | 'warning') =>
    finding(severity)(
      'conflicting-fields',
      severity === 'error'
        ? `${quoted(key)} cannot stand beside ${quoted(other)}: a service with a disk runs one instance`
        : `${quoted(key)} is ignored beside ${quoted(other)}`,
    ),
  notFree: (key: string, severity: 'error' | 'warning') =>
    finding(severity)('conflicting-fields', `${quoted(key)} needs a paid plan; got "free"`),
  noFreePlan: (type: string) =>
    error(
      'conflicting-fields',
      `services of type ${type} have no free plan`,
      'The smallest one is "starter".',
    ),
  missingField: (key: string, runtime: string) =>
    warning('missing-field', `a service with runtime ${runtime} needs ${quoted(key)}`),
  badPath: (key: string, got: string) =>
    error('invalid-value', `${quoted(key)} must start with /; got ${quoted(got)}`),
  oddPath: (key: string, got: string) =>
    warning('invalid-value', `${quoted(key)} should start with /; got ${quoted(got)}`),
  reservedPath: (got: string) =>
    error(
      'invalid-value',
      `a disk cannot be mounted at ${quoted(got)} itself`,
      'Choose a directory below it.',
    ),
  minAboveMax: (min: number, max: number) =>
    error('invalid-value', `"minInstances" must not be above "maxInstances"; got ${min} and ${max}`),
  noTarget: () =>
    error(
      'missing-key',
      '"scaling" needs "targetCPUPercent" or "targetMemoryPercent"',
      'From 1 to 90, or both.',
    ),
  badSchedule: (got: string) =>
    error('invalid-value', `"schedule" must be a cron expression of five fields; got ${quoted(got)}`),
  badDomain: (got: string) =>
    error('invalid-value', `a domain must be a name such as shop.example.com; got ${quoted(got)}`),
  ownSubdomain: (got: string) =>
    warning('ignored-field', `${quoted(got)} is given by Render and no custom domain`, 'Remove it.'),
  nowhereToBeFound: () =>
    warning(
      'missing-field',
      '"renderSubdomainPolicy: disabled" needs a domain, or nobody can reach the service',
    ),
  badRange: (got: string) =>
    error(
      'invalid-value',
      `"source" must be an IP address or a range such as 203.0.113.0/24; got ${quoted(got)}`,
    ),
  standbyNeeds: (needed: string, got: string) =>
    error('conflicting-fields', `"highAvailability" needs ${needed}; got ${quoted(got)}`),
  tooManyReplicas: (limit: number, got: number) =>
    error('invalid-value', `a database has at most ${limit} read replicas; got ${got}`),
  noEnvironment: () => error('missing-key', 'a project needs at least one environment'),

  // several files
  whichType: (name: string) =>
    error('missing-key', `several resources are called ${quoted(name)}: "type" has to say which one`),
  otherPlace: (name: string, line: string) =>
    error(
      'duplicate-name',
      `${quoted(name)} stands at another place in ${line}`,
      'Move it there, or write it at the root, where it stays in the environment it has.',
    ),
  notThere: (name: string, near: string | undefined) =>
    error(
      'missing-key',
      `no earlier file has a service ${quoted(name)}, and a new one needs "type"${meant(near)}`,
    ),

  // what stands under x-render-sync
  badIgnore: (title: string, path: string, near: string | undefined) =>
    error('wrong-value', `${article(title)} has nothing that ${quoted(path)} could mean${meant(near)}`),
  renamedFromItself: (name: string) =>
    warning('ignored-field', `${quoted(name)} is the name it has`, 'Remove "renamedFrom".'),
  renamedFromOther: (title: string, name: string, line: string) =>
    error(
      'duplicate-name',
      `"renamedFrom" must be a name that is free; the ${title} ${quoted(name)} stands in ${line}`,
    ),
  renamedTwice: (title: string, name: string, line: string) =>
    error('duplicate-name', `the ${title} ${quoted(name)} is renamed here and in ${line}`),

  // variables
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
      'Give it a value, or set it in each service with "sync: false".',
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
