/** What is said about the text: YAML, before anything means anything. */
import { problem } from '../../problem.ts'
import { lowered, quoted, quotedName } from './words.ts'

export const text = {
  tooLarge: (megabytes: number) =>
    problem('file-too-large', `the file has more than ${megabytes} MB`, 'No render.yaml needs that much.'),
  empty: () =>
    problem(
      'nothing-declared',
      'the file declares nothing',
      'Add "services", "databases" or "envVarGroups".',
    ),
  emptyBeside: () => problem('empty-file', 'the file says nothing; the other ones count'),
  badYaml: (message: string) => problem('yaml-syntax', lowered(message)),
  oddYaml: (message: string) => problem('odd-yaml', lowered(message)),
  severalDocuments: () =>
    problem('yaml-syntax', 'a second document starts here; a file has one', 'Remove the "---".'),
  tooDeep: () => problem('yaml-syntax', 'the lists and mappings are nested too deeply'),
  aliasOfItself: (name: string) =>
    problem('yaml-syntax', `the alias ${quoted(`*${name}`)} stands inside its own anchor`),
  /** Without the name, where it may be a value. */
  unknownAnchor: (name: string | undefined) =>
    problem(
      'yaml-syntax',
      name === undefined
        ? 'an alias without an anchor before it: a value that begins with "*" needs quotes'
        : `the alias ${quoted(`*${name}`)} has no anchor ${quoted(`&${name}`)} before it`,
    ),
  duplicateKey: (key: string, line: string, todo = 'Keep one of them.') =>
    problem(
      'duplicate-key',
      `the key ${quotedName(key)} stands twice in one mapping: here and in ${line}`,
      todo,
    ),
  keyIsNoText: () => problem('yaml-syntax', 'a key must be a text, not a list or a mapping'),
  badText: () =>
    problem(
      'invalid-text',
      'a text must be valid Unicode without NUL',
      'Take out the escape: "\\0", "\\ud800".',
    ),
  mergeNeedsMapping: () => problem('yaml-syntax', '"<<" must be given a mapping or a list of mappings'),
  tooManyAliases: () =>
    problem('too-many-aliases', 'the aliases stand for too many values', 'Write out what they repeat.'),
  more: (count: number) => problem('too-many-problems', `… and ${count} more`),
} as const
