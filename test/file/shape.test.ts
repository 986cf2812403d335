import { describe, expect, test } from 'vitest'
import { database, said, web } from './said.ts'

describe('the shape of a file', () => {
  test.each<[string, string, string[]]>([
    [
      'an unknown key at the root',
      'service: []\n',
      ['1:1 error unknown-key: unknown key "service" in the file; did you mean "services"?'],
    ],
    [
      'an unknown key of a resource, with the nearest known one',
      web('dockerfile: ./Dockerfile'),
      ['5:3 error unknown-key: unknown key "dockerfile" in a web service; did you mean "dockerfilePath"?'],
    ],
    [
      'an unknown key that belongs to another kind',
      web('staticPublishPath: dist'),
      [
        '5:3 error unknown-key: unknown key "staticPublishPath" in a web service; it belongs to a static site',
      ],
    ],
    [
      'an unknown key of a nested mapping',
      web('maintenanceMode: { enable: true }'),
      [
        '5:22 error unknown-key: unknown key "enable" in "maintenanceMode" of a web service; did you mean "enabled"?',
      ],
    ],
    [
      'a mapping that is nothing without a key, as Render says',
      web('registryCredential: { fromRegistryCreds: {} }'),
      ['5:44 error missing-key: "registryCredential.fromRegistryCreds" of a web service needs "name"'],
    ],
    [
      'the same of an image',
      web('image: { url: a, creds: {} }').replace('docker', 'image'),
      ['5:27 error missing-key: "image.creds" of a web service needs "fromRegistryCreds"'],
    ],
    [
      'the same of a standby',
      database('highAvailability: {}'),
      ['3:21 error missing-key: "highAvailability" of a database needs "enabled"'],
    ],
    [
      'an unknown key where Render takes any',
      web('scaling: { minInstances: 1, maxInstances: 2, targetCPUPercent: 60, targetCpu: 1 }'),
      [
        '5:70 warning ignored-key: unknown key "targetCpu" in "scaling" of a web service is ignored; did you mean "targetCPUPercent"?',
      ],
    ],
    [
      'an unknown key of our own',
      web('x-render-sync: { secretFile: [] }'),
      [
        '5:20 error unknown-key: unknown key "secretFile" in "x-render-sync" of a web service; did you mean "secretFiles"?',
      ],
    ],
    [
      'an extension that a database does not have',
      database('x-render-sync: { secretFiles: [] }'),
      ['3:20 error unknown-key: unknown key "secretFiles" in "x-render-sync" of a database'],
    ],
    ['a missing type', 'services:\n- name: api\n', ['2:3 error missing-key: a service needs "type"']],
    [
      'a type that does not exist',
      'services:\n- type: static\n  name: site\n- type: pgsql\n  name: db\n',
      [
        '2:9 error wrong-value: "type" must be one of keyvalue, pserv, web, worker, cron, workflow; got "static"',
        '4:9 error wrong-value: "type" must be one of keyvalue, pserv, web, worker, cron, workflow; got "pgsql"',
      ],
    ],
    [
      'a type that is misspelt',
      'services:\n- type: wroker\n  name: jobs\n',
      [
        '2:9 error wrong-value: "type" must be one of keyvalue, pserv, web, worker, cron, workflow; got "wroker"; did you mean "worker"?',
      ],
    ],
    [
      'a missing runtime',
      'services:\n- type: web\n  name: api\n',
      ['2:3 error missing-key: a web service needs "runtime"'],
    ],
    [
      'a runtime that does not exist',
      'services:\n- type: web\n  name: api\n  runtime: nodejs\n',
      [
        '4:12 error wrong-value: "runtime" must be one of node, python, elixir, go, ruby, rust, docker, image, static; got "nodejs"; did you mean "node"?',
      ],
    ],
    [
      'a missing allow list',
      'services:\n- type: keyvalue\n  name: cache\n',
      ['2:3 error missing-key: a key value needs "ipAllowList"'],
    ],
    [
      'a missing key of a variable',
      web('envVars:\n- value: 1'),
      ['6:5 error missing-key: a variable needs "key"'],
    ],
    [
      'a text for a list',
      web('envVars: LOG_LEVEL'),
      ['5:12 error wrong-type: "envVars" must be a list; got a text'],
    ],
    [
      'a text for a mapping',
      web('image: nginx'),
      ['5:10 error wrong-type: "image" must be a mapping; got a text'],
    ],
    [
      'a mapping for an item',
      web('domains:\n- name: shop.example.com'),
      ['6:5 error wrong-type: an item of "domains" must be a text; got a mapping'],
    ],
    [
      'a list for a text',
      web('branch: [main]'),
      ['5:11 error wrong-type: "branch" must be a text; got a list'],
    ],
    [
      'a text for a number',
      web('numInstances: two'),
      ['5:17 error wrong-type: "numInstances" must be a whole number; got a text'],
    ],
    [
      'true for a text',
      web('dockerCommand: true'),
      ['5:18 error wrong-type: "dockerCommand" must be a text; got true'],
    ],
    [
      'a text for true or false',
      web('maintenanceMode: { enabled: "yes" }'),
      ['5:31 error wrong-type: "enabled" must be true or false; got a text'],
    ],
    [
      'a mapping for a value',
      web('envVars:\n- key: A\n  value: { b: c }'),
      ['7:12 error wrong-type: "value" must be a text or a number; got a mapping'],
    ],
    [
      'a plan that does not exist',
      web('plan: starterr'),
      [
        '5:9 error wrong-value: "plan" must be one of free, starter, standard, pro, pro plus, pro max, pro ultra, 0.5c-512mb, 1c-2g, 2c-4g, 2c-8g, 2c-16g, 4c-8g, 4c-16g, 4c-32g, 8c-16g, 8c-32g, 8c-64g, 12c-24g, 12c-48g, 12c-96g; got "starterr"; did you mean "starter"?',
      ],
    ],
    [
      'a number that is too small',
      web('numInstances: 0'),
      ['5:17 error wrong-value: "numInstances" must be at least 1; got 0'],
    ],
    [
      'a number that is too large',
      web('maxShutdownDelaySeconds: 301'),
      ['5:28 error wrong-value: "maxShutdownDelaySeconds" must be at most 300; got 301'],
    ],
    [
      'a disk size of a database',
      database('diskSizeGB: 7'),
      ['3:15 error disk-size: "diskSizeGB" must be a whole number: 1 or a multiple of 5; got 7'],
    ],
    [
      'one that is no whole number either, nor large enough',
      database('diskSizeGB: 0.5'),
      ['3:15 error wrong-type: "diskSizeGB" must be a whole number; got 0.5'],
    ],
    [
      'true where only false is of use',
      web('x-render-sync: { secretFiles: [{ name: a, sync: true }] }'),
      ['5:51 error wrong-value: "sync" must be false; got true'],
    ],
    [
      'an empty name',
      'databases:\n- name: ""\n',
      ['2:9 error wrong-type: "name" must be a text; got an empty one'],
    ],
    [
      'a relative address of a maintenance page',
      web('maintenanceMode: { enabled: true, uri: /sorry }'),
      ['5:42 error wrong-value: "uri" must be an absolute URL; got "/sorry"'],
    ],
    [
      'a resource that is no mapping',
      'services: [api]\n',
      ['1:12 error wrong-type: an item of "services" must be a mapping; got a text'],
    ],
    [
      'an unknown key without a value',
      web('dockerfile:'),
      ['5:3 error unknown-key: unknown key "dockerfile" in a web service; did you mean "dockerfilePath"?'],
    ],
    [
      'a type without a value',
      'services:\n- type:\n  name: api\n',
      ['2:3 error missing-key: a service needs "type"'],
    ],
  ])('%s', (_title, text, problems) => {
    expect(said(text)).toEqual(problems)
  })
})
