import { describe, expect, test } from 'vitest'
import { database, said, web } from './said.ts'

describe('spellings that Render has left behind are read, with a warning', () => {
  test.each<[string, string, string[]]>([
    [
      'env for runtime',
      'services:\n- type: web\n  name: api\n  env: docker\n',
      ['4:3 warning deprecated-name: "env" is the old name of "runtime"'],
    ],
    [
      'env beside runtime',
      web('env: node'),
      ['5:3 warning deprecated-name: "env" is ignored beside "runtime"'],
    ],
    [
      'type redis',
      'services:\n- type: redis\n  name: cache\n  ipAllowList: []\n',
      ['2:9 warning deprecated-name: "type: redis" is the old name of "type: keyvalue"'],
    ],
    [
      'autoDeploy',
      web('autoDeploy: false'),
      ['5:3 warning deprecated-name: "autoDeploy" is the old name of "autoDeployTrigger"'],
    ],
    [
      'autoDeploy beside autoDeployTrigger',
      web('autoDeploy: true\nautoDeployTrigger: off'),
      ['5:3 warning deprecated-name: "autoDeploy" is ignored beside "autoDeployTrigger"'],
    ],
    [
      'domain',
      web('domain: shop.example.com'),
      ['5:3 warning deprecated-name: "domain" is the old name of "domains"'],
    ],
    [
      'pullRequestPreviewsEnabled',
      web('pullRequestPreviewsEnabled: true'),
      ['5:3 warning deprecated-name: "pullRequestPreviewsEnabled" is the old name of "previews.generation"'],
    ],
    [
      'previewPlan of a server',
      web('previewPlan: Pro_Plus'),
      [
        '5:3 warning deprecated-name: "previewPlan" is the old name of "previews.plan"',
        '5:3 note blueprint-only: "previews.plan" is set by Render\'s Blueprint sync only',
        '5:16 warning loose-value: "plan" is read as "pro plus"; got "Pro_Plus"',
      ],
    ],
    [
      'afterFirstDeployCommand',
      web('afterFirstDeployCommand: ./seed'),
      [
        '5:3 warning deprecated-name: "afterFirstDeployCommand" is the old name of "initialDeployHook"',
        '5:3 note blueprint-only: "initialDeployHook" is set by Render\'s Blueprint sync only',
      ],
    ],
    [
      'previewsEnabled and previewsExpireAfterDays',
      'previewsEnabled: true\npreviewsExpireAfterDays: 3\nservices: []\n',
      [
        '1:1 warning deprecated-name: "previewsEnabled" is the old name of "previews.generation"',
        '1:1 note blueprint-only: "previews" is set by Render\'s Blueprint sync only',
        '2:1 warning deprecated-name: "previewsExpireAfterDays" is the old name of "previews.expireAfterDays"',
      ],
    ],
    [
      'a plan in another case',
      web('plan: Starter'),
      ['5:9 warning loose-value: "plan" is read as "starter"; got "Starter"'],
    ],
    [
      'a plan with an underscore',
      database('plan: Basic_1gb'),
      ['3:9 warning loose-value: "plan" is read as "basic-1gb"; got "Basic_1gb"'],
    ],
    [
      'a number for the version',
      database('postgresMajorVersion: 16'),
      ['3:25 warning loose-value: "postgresMajorVersion" is read as the text "16"'],
    ],
    [
      'a number for a text',
      web('branch: 2024'),
      ['5:11 warning loose-value: "branch" is read as the text "2024"'],
    ],
    [
      'true for a value',
      web('envVars:\n- key: A\n  value: true'),
      ['7:12 warning loose-value: "value" is read as a text, just as it stands there'],
    ],
    [
      'a number for a value that YAML changes',
      web('envVars:\n- key: A\n  value: 3.10'),
      ['7:12 warning loose-value: "value" is read as a text, just as it stands there'],
    ],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })
})

describe('a key without a value', () => {
  test.each<[string, string, string[]]>([
    [
      'a list',
      web('envVars:'),
      ['5:3 warning empty-value: "envVars" has nothing below it and is read as an empty list'],
    ],
    [
      'a field that cannot be cleared',
      web('plan:'),
      ['5:3 warning empty-value: "plan" is empty and treated as if it were not there'],
    ],
    [
      'a mapping',
      web('disk:'),
      ['5:3 warning empty-value: "disk" is empty and treated as if it were not there'],
    ],
    ['a field that can be cleared', web('healthCheckPath:'), []],
    [
      'a required key',
      'services:\n- type: web\n  name: api\n  runtime:\n',
      ['2:3 error missing-key: a web service needs "runtime"'],
    ],
    [
      'the value of a variable',
      web('envVars:\n- key: A\n  value:'),
      [
        '6:5 warning missing-value: the variable "A" has no value and is read like "sync: false"; Render\'s own sync refuses the file',
      ],
    ],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })
})

describe('what is accepted and not planned', () => {
  test.each<[string, string, string[]]>([
    [
      'fields that only Render can set, once each',
      'services:\n- { type: web, name: a, runtime: docker, initialDeployHook: ./seed }\n- { type: web, name: b, runtime: docker, initialDeployHook: ./seed }\n',
      [
        '2:42 note blueprint-only: "initialDeployHook" is set by Render\'s Blueprint sync only (2 times in the file)',
      ],
    ],
    [
      'previews of the whole file',
      'previews: { generation: manual }\nservices: []\n',
      ['1:1 note blueprint-only: "previews" is set by Render\'s Blueprint sync only'],
    ],
    [
      'a value for previews',
      web('envVars:\n- key: A\n  value: a\n  previewValue: b'),
      ['8:5 note blueprint-only: "previewValue" is set by Render\'s Blueprint sync only'],
    ],
    [
      'what the runtime cannot use',
      web('buildCommand: make'),
      [
        '5:3 warning useless-field: "buildCommand" means nothing here and is ignored: a web service with runtime docker cannot use it',
      ],
    ],
    [
      'what a static site cannot use',
      'services:\n- { type: web, name: site, runtime: static, staticPublishPath: dist, plan: free }\n',
      ['2:70 warning useless-field: "plan" means nothing here and is ignored: a static site cannot use it'],
    ],
    [
      'what a worker cannot use',
      'services:\n- { type: worker, name: jobs, runtime: docker, healthCheckPath: /, domains: [a.example.com] }\n',
      [
        '2:48 warning useless-field: "healthCheckPath" means nothing here and is ignored: a background worker cannot use it',
        '2:68 warning useless-field: "domains" means nothing here and is ignored: a background worker cannot use it',
      ],
    ],
    [
      'an image for another runtime',
      web('image: { url: nginx }'),
      [
        '5:12 warning useless-field: "image.url" means nothing here and is ignored: a web service with runtime docker cannot use it',
      ],
    ],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })
})
