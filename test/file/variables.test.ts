import { describe, expect, test } from 'vitest'
import { said, web } from './said.ts'

describe('environment variables and secret files', () => {
  test.each<[string, string, string[]]>([
    [
      'a key twice',
      web('envVars:\n- key: A\n  value: a\n- key: A\n  value: b'),
      ['8:10 error duplicate-key: the variable "A" stands here and in line 6'],
    ],
    [
      'a key twice in a group',
      'envVarGroups:\n- name: shared\n  envVars:\n  - { key: A, value: a }\n  - { key: A, value: b }\n',
      ['5:12 error duplicate-key: the variable "A" stands here and in line 4'],
    ],
    [
      'a group twice',
      web('envVars:\n- fromGroup: shared\n- fromGroup: shared'),
      ['7:5 warning repeated-item: the group "shared" stands here and in line 6; the first one counts'],
    ],
    [
      'a group with a key',
      web('envVars:\n- key: A\n  fromGroup: shared'),
      ['7:5 error several-sources: "fromGroup" stands alone in its entry; got "key" as well'],
    ],
    [
      'a value and a reference',
      web('envVars:\n- key: A\n  value: a\n  fromDatabase: { name: main, property: host }'),
      ['6:5 error several-sources: the variable "A" has several sources: value, fromDatabase'],
    ],
    [
      'a value to be generated and a value',
      web('envVars:\n- key: A\n  value: a\n  generateValue: true'),
      ['6:5 error several-sources: the variable "A" has several sources: value, generateValue'],
    ],
    [
      'a value and sync: false',
      web('envVars:\n- key: A\n  value: a\n  sync: false'),
      [
        '8:5 warning ignored-sync: "sync" is ignored: "A" has a "value" here, and Render\'s own sync refuses the file',
      ],
    ],
    [
      'no source',
      web('envVars:\n- key: A'),
      [
        '6:5 warning missing-value: the variable "A" has no value and is read like "sync: false"; Render\'s own sync refuses the file',
      ],
    ],
    [
      'a secret in a group',
      'envVarGroups:\n- name: shared\n  envVars:\n  - { key: A, sync: false }\n',
      [
        '4:5 warning sync-false-in-group: the variable "A" of a group has no value and is left out, as Render does',
      ],
    ],
    [
      'a name that starts with a digit',
      web('envVars:\n- key: 1A\n  value: a'),
      [
        '6:10 error variable-name: the name of a variable consists of letters, digits, _, - and . and starts with no digit; got "1A"',
      ],
    ],
    [
      'a reference without a property',
      web('envVars:\n- key: A\n  fromService: { name: api, type: web }'),
      ['7:18 error reference-property: "fromService" needs "property" or "envVarKey"'],
    ],
    [
      'a reference to two properties',
      web('envVars:\n- key: A\n  fromService: { name: api, type: web, property: host, envVarKey: B }'),
      ['7:18 error several-sources: the variable "A" has several sources: property, envVarKey'],
    ],
    [
      'a property that a web service lacks',
      web('envVars:\n- key: A\n  fromService: { name: api, type: web, property: connectionString }'),
      [
        '7:52 error reference-property: the web service "api" has no "connectionString"; it has host, port, hostport',
      ],
    ],
    [
      'a property of a worker',
      'services:\n- { type: worker, name: jobs, runtime: docker, envVars: [{ key: A, fromService: { name: jobs, type: worker, property: host } }] }\n',
      ['2:119 error reference-property: the background worker "jobs" has no "host" or any other property'],
    ],
    [
      'a reference to another type',
      web('envVars:\n- key: A\n  fromService: { name: api, type: pserv, property: host }'),
      ['7:37 warning reference-type: "api" is of type web; got "pserv"'],
    ],
    [
      'a loop of one',
      web('envVars:\n- key: A\n  fromService: { name: api, type: web, envVarKey: A }'),
      ['6:5 error value-loop: variables take their values from each other: api/A → api/A'],
    ],
    [
      'a loop of two',
      'services:\n- { type: web, name: a, runtime: docker, envVars: [{ key: X, fromService: { name: b, type: web, envVarKey: Y } }] }\n- { type: web, name: b, runtime: docker, envVars: [{ key: Y, fromService: { name: a, type: web, envVarKey: X } }] }\n',
      ['2:52 error value-loop: variables take their values from each other: a/X → b/Y → a/X'],
    ],
    [
      'a secret file twice',
      web('x-render-sync:\n  secretFiles:\n  - { name: .env, content: a }\n  - { name: .env, sync: false }'),
      ['8:7 error duplicate-key: the secret file ".env" stands here and in line 7'],
    ],
    [
      'a secret file with content and sync: false',
      web('x-render-sync:\n  secretFiles:\n  - { name: .env, content: a, sync: false }'),
      ['7:33 warning ignored-sync: "sync" is ignored: ".env" has a "content" here'],
    ],
    [
      'a secret file in a directory',
      web('x-render-sync:\n  secretFiles:\n  - { name: a/b, content: a }'),
      ['7:15 error file-name: the name of a secret file consists of letters, digits, _, - and .; got "a/b"'],
    ],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })
})
