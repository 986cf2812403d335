/** What is said about the text: YAML, before anything means anything. */
import type { Severity } from '../../problem.ts'
import { error, finding, lowered, quoted, under, warning } from './finding.ts'

export const text = {
  tooLarge: (megabytes: number) =>
    error('file-too-large', `the file has more than ${megabytes} MB`, 'No render.yaml needs that much.'),
  empty: () =>
    error('empty-file', 'the file declares nothing', 'Add "services", "databases" or "envVarGroups".'),
  emptyBeside: () =>
    under('empty-file', warning('empty-file', 'the file says nothing; the other ones count')),
  badYaml: (message: string) => error('yaml-syntax', lowered(message)),
  oddYaml: (message: string) => under('odd-yaml', warning('yaml-syntax', lowered(message))),
  severalDocuments: () =>
    error('yaml-syntax', 'a second document starts here; a file has one', 'Remove the "---".'),
  tooDeep: () => error('yaml-syntax', 'the lists and mappings are nested too deeply'),
  aliasOfItself: (name: string) =>
    error('yaml-syntax', `the alias ${quoted(`*${name}`)} stands inside its own anchor`),
  unknownAnchor: (name: string) =>
    error('yaml-syntax', `the alias ${quoted(`*${name}`)} has no anchor ${quoted(`&${name}`)} before it`),
  duplicateKey: (key: string, line: string) =>
    under(
      'duplicate-key',
      error(
        'duplicate-key',
        `the key ${quoted(key)} stands twice in one mapping: here and in ${line}`,
        'Keep one of them.',
      ),
    ),
  keyIsNoText: () => error('yaml-syntax', 'a key must be a text, not a list or a mapping'),
  mergeNeedsMapping: () => error('yaml-syntax', '"<<" must be given a mapping or a list of mappings'),
  tooManyAliases: () =>
    error('too-many-aliases', 'the aliases stand for too many values', 'Write out what they repeat.'),
  more: (count: number, severity: Severity) => finding(severity)('too-many-problems', `… and ${count} more`),
} as const
