import { describe, expect, test } from 'vitest'
import { said, web } from './said.ts'

describe('the text of a file', () => {
  test.each<[string, string, string[]]>([
    ['an empty file', '', ['1:1 error nothing-declared: the file declares nothing']],
    ['a file of comments', '# nothing\n', ['1:1 error nothing-declared: the file declares nothing']],
    ['a list at the root', '- a\n', ['1:1 error wrong-type: the file must be a mapping; got a list']],
    ['a text at the root', 'hello\n', ['1:1 error wrong-type: the file must be a mapping; got a text']],
    [
      'broken indentation',
      'services:\n  - type: web\n   name: api\n',
      ['3:1 error yaml-syntax: sequence item without - indicator'],
    ],
    ['tabs', 'services:\n\t- type: web\n', ['2:1 error yaml-syntax: tabs are not allowed as indentation']],
    [
      'a key that stands twice in a mapping',
      'services: []\ndatabases: []\nservices: []\n',
      ['3:1 error duplicate-key: the key "services" stands twice in one mapping: here and in line 1'],
    ],
    [
      'a list as a key',
      '? [a]\n: b\n',
      ['1:3 error yaml-syntax: a key must be a text, not a list or a mapping'],
    ],
    [
      'a second document',
      'services: []\n---\nservices: []\n',
      ['2:1 error yaml-syntax: a second document starts here; a file has one'],
    ],
    [
      'an alias without an anchor',
      'services: *all\n',
      ['1:11 error yaml-syntax: the alias "*all" has no anchor "&all" before it'],
    ],
    [
      'an alias inside its own anchor',
      'services: &all [*all]\n',
      ['1:17 error yaml-syntax: the alias "*all" stands inside its own anchor'],
    ],
    [
      'a merge of something else than a mapping',
      'services:\n- <<: 1\n',
      ['2:7 error yaml-syntax: "<<" must be given a mapping or a list of mappings'],
    ],
    [
      'a tag that nobody knows',
      'services: !Ref all\n',
      ['1:16 error wrong-type: "services" must be a list; got a text'],
    ],
    [
      'a key of the prototype',
      '__proto__: 1\n',
      ['1:1 error unknown-key: unknown key "__proto__" in the file'],
    ],
    [
      'a tag that nobody knows, of a text',
      web('branch: !Ref main'),
      ['5:11 warning odd-yaml: unresolved tag: !Ref'],
    ],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })
})
