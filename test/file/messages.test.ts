/**
 * Everything that can be said about a file: the file, what is said, and what to do about it. Long, because it is one table:
 * a message of reading without a row is a type error, and each check has one.
 */
import { expect, test } from 'vitest'
import { say } from '../../src/file/messages/index.ts'
import { rules } from '../../src/file/rules/index.ts'
import { database, problemsIn, web } from './said.ts'

/** A file, or a file and a `render-sync.yaml` beside it. */
type Input = string | readonly [string, string]
type Row = readonly [file: Input, text: string, todo?: string]

/** What is said while a file is read. */
const reading = {
  // the text
  tooLarge: [
    ' '.repeat(5 * 1024 * 1024 + 1),
    'error file-too-large: the file has more than 5 MB',
    'No render.yaml needs that much.',
  ],
  empty: [
    '',
    'error nothing-declared: the file declares nothing',
    'Add "services", "databases" or "envVarGroups".',
  ],
  emptyBeside: [['services: []', ''], 'warning empty-file: the file says nothing; the other ones count'],
  badYaml: [
    'services: [',
    'error yaml-syntax: flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  oddYaml: [web('branch: !Ref main'), 'warning odd-yaml: unresolved tag: !Ref'],
  severalDocuments: [
    'services: []\n---\ndatabases: []',
    'error yaml-syntax: a second document starts here; a file has one',
    'Remove the "---".',
  ],
  tooDeep: [
    `services: ${'['.repeat(300)}`,
    'error yaml-syntax: the lists and mappings are nested too deeply',
  ],
  aliasOfItself: [
    'services: &all [*all]',
    'error yaml-syntax: the alias "*all" stands inside its own anchor',
  ],
  unknownAnchor: ['services: *all', 'error yaml-syntax: the alias "*all" has no anchor "&all" before it'],
  duplicateKey: [
    'services: []\nservices: []',
    'error duplicate-key: the key "services" stands twice in one mapping: here and in line 1',
    'Keep one of them.',
  ],
  keyIsNoText: ['? [a]\n: b', 'error yaml-syntax: a key must be a text, not a list or a mapping'],
  badText: [
    web('region: "\\ud800"'),
    'error invalid-text: a text must be valid Unicode without NUL',
    'Take out the escape: "\\0", "\\ud800".',
  ],
  mergeNeedsMapping: [
    'services: [{ <<: 1 }]',
    'error yaml-syntax: "<<" must be given a mapping or a list of mappings',
  ],
  tooManyAliases: [
    `a: &a [${'x,'.repeat(400)}]\nb: [${'*a,'.repeat(300)}]`,
    'error too-many-aliases: the aliases stand for too many values',
    'Write out what they repeat.',
  ],
  more: [`services: [${'a,'.repeat(502)}]`, 'error too-many-problems: … and 2 more'],
  // the form
  unknownKey: [
    web('dockerfile: ./Dockerfile'),
    'error unknown-key: unknown key "dockerfile" in a web service; did you mean "dockerfilePath"?',
  ],
  idleKey: [
    web('scaling: { minInstances: 1, maxInstances: 2, targetCPUPercent: 60, targetCpu: 1 }'),
    'warning ignored-key: unknown key "targetCpu" in "scaling" of a web service is ignored; did you mean "targetCPUPercent"?',
  ],
  missingKey: ['databases: [{ plan: free }]', 'error missing-key: a database needs "name"'],
  wrongType: [web('domains: shop.example.com'), 'error wrong-type: "domains" must be a list; got a text'],
  wrongWord: [
    'services: [{ type: pgsql, name: main }]',
    'error wrong-value: "type" must be one of keyvalue, pserv, web, worker, cron, workflow; got "pgsql"',
    'Databases stand in a list of their own, "databases".',
  ],
  newerWord: [
    web('plan: 24c-96g'),
    'warning newer-value: "plan" "24c-96g" is not known yet (as of 2026-11-26), and goes to the API as it is',
    'Check the spelling: only the API knows whether there is such a one.',
  ],
  newerReference: [
    web('envVars: [{ key: A, fromService: { name: b, type: sandbox, property: host } }]'),
    'warning newer-value: "type" "sandbox" is not known yet (as of 2026-11-26)',
    'Check the spelling: only Render knows whether there is such a one.',
  ],
  ofNewerType: [
    'services: [{ type: sandbox, name: b }, { type: worker, name: a, runtime: docker, envVars: [{ key: A, fromService: { name: b, type: worker, property: host } }] }]',
    'warning newer-value: "A" refers to service/b, whose type is not known yet, and is left to Render',
    'What it gets from there is nothing that a plan could tell.',
  ],
  newerType: [
    'services: [{ type: sandbox, name: a }]',
    'warning newer-value: "type" "sandbox" is not known yet (as of 2026-11-26): the service is left to Render',
    'Check the spelling: only Render knows whether there is such a one.',
  ],
  wrongSize: [
    database('diskSizeGB: 7'),
    'error disk-size: "diskSizeGB" must be a whole number: 1 or a multiple of 5; got 7',
  ],
  wrongValue: [web('numInstances: 0'), 'error wrong-value: "numInstances" must be at least 1; got 0'],
  // spellings
  oldName: [
    'services: [{ type: web, name: api, env: docker }]',
    'warning deprecated-name: "env" is the old name of "runtime"',
    'Write runtime: docker.',
  ],
  oldBeside: [
    web('env: docker'),
    'warning deprecated-name: "env" is ignored beside "runtime"',
    'Remove "env".',
  ],
  refusedName: [
    web('previewsEnabled: true'),
    'warning refused-by-render: "previewsEnabled" is no key of a service, and Render\'s own sync refuses the file; it is read as "previews.generation"',
    'Write previews: { generation: automatic }.',
  ],
  storeAmongDatabases: [
    'databases: [{ type: keyvalue, name: cache, ipAllowList: [] }]',
    'warning refused-by-render: a key value stands under "databases", and Render\'s own sync refuses the file',
    'Move it to "services".',
  ],
  variablesUnderEnv: [
    web('env: [{ key: A, value: a }]'),
    'error unknown-key: "env" is the old name of "runtime"; got a list: variables stand under "envVars"',
    'Write "envVars" instead of "env".',
  ],
  oldValue: [
    web('plan: Pro Plus'),
    'warning loose-value: "plan" is read as "pro plus"; got "Pro Plus"',
    'Write "pro plus".',
  ],
  unquoted: [
    database('postgresMajorVersion: 16'),
    'warning loose-value: "postgresMajorVersion" is read as the text "16"',
    'Put it in quotes.',
  ],
  nullList: [
    web('envVars:'),
    'warning empty-value: "envVars" has nothing below it and is read as an empty list',
    'Write [] where that is meant, else remove it.',
  ],
  nullField: [
    web('plan:'),
    'warning empty-value: "plan" is empty and treated as if it were not there',
    'Remove it.',
  ],
  // what is not planned
  blueprintOnly: [
    web('initialDeployHook: ./seed'),
    'note blueprint-only: "initialDeployHook" is set by Render\'s Blueprint sync only',
  ],
  useless: [
    web('buildCommand: make'),
    'warning useless-field: "buildCommand" means nothing here and is ignored: a web service with runtime docker cannot use it',
    'Remove it.',
  ],
  // several files
  whichType: [
    [
      'services: [{ type: web, name: a, runtime: docker }, { type: keyvalue, name: a, ipAllowList: [] }]',
      'services: [{ name: a, plan: pro }]',
    ],
    'error file-merge: several resources are called "a": "type" has to say which one',
  ],
  otherPlace: [
    ['databases: [{ name: a }]', 'ungrouped: { databases: [{ name: a }] }'],
    'error file-merge: "a" stands at another place in line 1 of render.yaml',
    'Move it there, or write it at the root, where it stays in the environment it has.',
  ],
  notThere: [
    [web('plan: pro'), 'services: [{ name: apy, plan: pro }]'],
    'error file-merge: no earlier file has a service "apy", and a new one needs "type"; did you mean "api"?',
  ],
  // comments that silence
  noRule: [
    web('plan: pro # render-sync-ignore'),
    'warning unused-ignore: the comment names no rule',
    'Write the id of a rule.',
  ],
  unknownRule: [
    web('plan: pro # render-sync-ignore lose-value'),
    'warning unused-ignore: there is no rule "lose-value"; did you mean "loose-value"?',
  ],
  cannotSilence: [
    web('plan: pro # render-sync-ignore wrong-value'),
    'warning unused-ignore: "wrong-value" finds errors, which cannot be silenced',
    'Remove the comment.',
  ],
  silencesNothing: [
    web('plan: pro # render-sync-ignore loose-value'),
    'warning unused-ignore: there is no "loose-value" here to be silenced',
    'Remove the comment.',
  ],
} satisfies Record<keyof typeof say, Row>

/** What the checks say. */
const checks: Readonly<Record<string, Row>> = {
  // services
  oneInstance: [
    web('numInstances: 2\ndisk: { name: data, mountPath: /data }'),
    'error disk-with-instances: "disk" cannot stand beside "numInstances": a service with a disk runs one instance',
  ],
  besideScaling: [
    web('numInstances: 2\nscaling: { minInstances: 1, maxInstances: 2, targetCPUPercent: 60 }'),
    'warning instances-with-scaling: "numInstances" is ignored beside "scaling"',
  ],
  paidOnly: [
    web('plan: free\ndisk: { name: data, mountPath: /data }'),
    'error free-plan-with-disk: "disk" needs a paid plan; got "free"',
  ],
  notFree: [
    web('plan: free\npreDeployCommand: ./migrate'),
    'warning free-plan-feature: "preDeployCommand" needs a paid plan; got "free"',
  ],
  noFreePlan: [
    'services: [{ type: worker, name: jobs, runtime: docker, plan: free }]',
    'error free-plan-type: services of type worker have no free plan',
    'The smallest one is "starter".',
  ],
  paidPage: [
    web('plan: free\nmaintenanceMode: { enabled: true }'),
    'error free-plan-with-maintenance: "maintenanceMode" needs a paid plan; got "free"',
  ],
  missingImage: [
    'services: [{ type: web, name: api, runtime: image }]',
    'error missing-image: a service with runtime image needs "image.url"',
  ],
  missingField: [
    'services: [{ type: web, name: api, runtime: node, buildCommand: make }]',
    'warning missing-field: a service with runtime node needs "startCommand"',
  ],
  fixedBranch: [
    `previews: { generation: automatic }\n${web('branch: main')}`,
    'warning branch-with-previews: preview environments build the branch "main" too, instead of the branch of their pull request',
    'Remove "branch", or turn previews off for this service.',
  ],
  badPath: [
    web('disk: { name: data, mountPath: data }'),
    'error forbidden-mount-path: "mountPath" must start with /; got "data"',
  ],
  oddPath: [
    web('healthCheckPath: healthz'),
    'warning health-path: "healthCheckPath" should start with /; got "healthz"',
  ],
  reservedPath: [
    web('disk: { name: data, mountPath: /etc }'),
    'error forbidden-mount-path: a disk cannot be mounted at "/etc" itself',
    'Choose a directory below it.',
  ],
  minAboveMax: [
    web('scaling: { minInstances: 3, maxInstances: 2, targetCPUPercent: 60 }'),
    'error scaling-bounds: "minInstances" must not be above "maxInstances"; got 3 and 2',
  ],
  noTarget: [
    web('scaling: { minInstances: 1, maxInstances: 2 }'),
    'error scaling-bounds: "scaling" needs "targetCPUPercent" or "targetMemoryPercent"',
    'From 1 to 90, or both.',
  ],
  badSchedule: [
    'services: [{ type: cron, name: jobs, runtime: docker, schedule: hourly }]',
    'error cron-expression: "schedule" must be a cron expression of five fields; got "hourly"',
  ],
  badDomain: [
    web('domains: ["https://shop.example.com"]'),
    'error domain-syntax: a domain must be a name such as shop.example.com; got "https://shop.example.com"',
  ],
  ownSubdomain: [
    web('domains: [api.onrender.com]'),
    'warning own-subdomain: "api.onrender.com" is given by Render and no custom domain',
    'Remove it.',
  ],
  nowhereToBeFound: [
    web('renderSubdomainPolicy: disabled'),
    'warning subdomain-policy: "renderSubdomainPolicy: disabled" needs a domain, or nobody can reach the service',
  ],
  badRange: [
    web('ipAllowList: [{ source: 10.0.0.0/33 }]'),
    'error cidr: "source" must be an IP address or a range such as 203.0.113.0/24; got "10.0.0.0/33"',
  ],
  blindCommand: [
    web('preDeployCommand: ./migrate\ndisk: { name: data, mountPath: /data }'),
    'warning predeploy-with-disk: "preDeployCommand" does not see the disk of the service',
    'What needs the disk belongs to "startCommand", or to "dockerCommand".',
  ],
  noUrl: [
    web('envVars: [{ key: API_URL, fromService: { name: api, type: web, property: hostport } }]'),
    'warning hostport-as-url: "hostport" is no URL: "API_URL" becomes "host:port", without "http://" before it',
    'Put "http://" before it where it is read, or take "envVarKey: RENDER_EXTERNAL_URL" of a public service.',
  ],
  acrossRegions: [
    `databases: [{ name: main, region: ohio }]\n${web('region: oregon\nenvVars: [{ key: DB, fromDatabase: { name: main, property: host } }]')}`,
    'warning other-region: the database "main" is in ohio, and this service in oregon: a private address does not reach across',
    'Put both in one region.',
  ],
  leadsNowhere: [
    'services: [{ type: web, name: a, runtime: static, staticPublishPath: b, routes: [{ type: rewrite, source: /a, destination: index.html }] }]',
    'warning route-destination: "destination" must be a path or a URL, such as /index.html; got "index.html"',
    'Write destination: /index.html, or "https://" before the name of a host.',
  ],
  ownAddress: [
    `services: [{ type: web, name: a, runtime: static, staticPublishPath: b, routes: [{ type: rewrite, source: /api/*, destination: https://api.onrender.com/* }] }, { type: web, name: api, runtime: docker }]`,
    'warning route-own-address: "destination" has the address of the web service "api" written down, which may get another one',
    'Say it without: x-render-sync: { routes: [ { source: /api/*, destinationFromService: api, path: /* } ] }.',
  ],
  noRepository: [
    web('repo: acme/app'),
    'error repo-url: "repo" must be the URL of a repository; got "acme/app"',
    'Write "https://github.com/acme/app", if it is there.',
  ],
  workflowPlan: [
    'services: [{ type: workflow, name: flows, runtime: node, plan: starter }]',
    'warning refused-by-render: a workflow has no "plan", and Render\'s own sync refuses the file',
    'Remove it: what runs is sized by its tasks.',
  ],
  // databases, projects, names
  retiredPlan: [
    database('plan: starter'),
    'note retired-value: "plan" "starter" is kept where it is live; no new database gets it',
    'For a new database, write "basic-256mb".',
  ],
  standbyNeeds: [
    database('plan: basic-1gb\nhighAvailability: { enabled: true }'),
    'error standby: "highAvailability" needs a pro plan or larger; got "plan: basic-1gb"',
  ],
  tooManyReplicas: [
    database(`readReplicas: [${['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `{ name: ${name} }`)}]`),
    'error replica-limit: a database has at most 5 read replicas; got 6',
  ],
  noEnvironment: [
    'projects: [{ name: shop, environments: [] }]',
    'error empty-project: a project needs at least one environment',
  ],
  duplicateName: [
    'databases: [{ name: main }, { name: main }]',
    'error duplicate-name: the database "main" stands here and in line 1',
    'Names have to be unique in a file.',
  ],
  twice: [
    web('domains: [a.example.com, A.example.com]'),
    'warning repeated-item: the domain "a.example.com" stands here and in line 5; the first one counts',
    'Remove this one.',
  ],
  // variables and secret files
  noEndpoint: [
    web('x-render-sync: { logStream: { setting: send } }'),
    'error missing-key: "logStream" with "setting: send" needs "endpoint"',
  ],
  noKey: [web('envVars: [{ value: a }]'), 'error missing-key: a variable needs "key"'],
  badVariableName: [
    web('envVars: [{ key: 1A, value: a }]'),
    'error variable-name: the name of a variable consists of letters, digits, _, - and . and starts with no digit; got "1A"',
  ],
  badFileName: [
    web('x-render-sync: { secretFiles: [{ name: a/b, sync: false }] }'),
    'error file-name: the name of a secret file consists of letters, digits, _, - and .; got "a/b"',
  ],
  variableTwice: [
    web('envVars: [{ key: A, value: a }, { key: A, value: b }]'),
    'error duplicate-key: the variable "A" stands here and in line 5',
    'Keep one of them.',
  ],
  fileTwice: [
    web('x-render-sync: { secretFiles: [{ name: a, sync: false }, { name: a, sync: false }] }'),
    'error duplicate-key: the secret file "a" stands here and in line 5',
    'Keep one of them.',
  ],
  groupStandsAlone: [
    web('envVars: [{ key: A, fromGroup: shared }]'),
    'error several-sources: "fromGroup" stands alone in its entry; got "key" as well',
  ],
  noSource: [
    web('envVars: [{ key: A }]'),
    'warning missing-value: the variable "A" has no value and is read like "sync: false"; Render\'s own sync refuses the file',
    'Write sync: false, or give it a value.',
  ],
  groupSecret: [
    'envVarGroups: [{ name: shared, envVars: [{ key: A, sync: false }] }]',
    'warning sync-false-in-group: the variable "A" of a group has no value and is left out, as Render does',
    'Give it a value, name it in the group with x-render-sync: { secrets: [ A ] }, or set it in each service with sync: false.',
  ],
  valueBesideSync: [
    web('envVars: [{ key: A, value: a, sync: false }]'),
    'warning ignored-sync: "sync" is ignored: "A" has a "value" here, and Render\'s own sync refuses the file',
    'Remove one of them.',
  ],
  optionalBesideValue: [
    web('envVars: [{ key: A, generateValue: true, x-render-sync: { optional: true } }]'),
    'warning ignored-sync: "optional" is ignored: "A" is no secret',
    'Remove it.',
  ],
  optionalBesideContent: [
    web('x-render-sync: { secretFiles: [{ name: a, content: b, optional: false }] }'),
    'warning ignored-sync: "optional" is ignored: "a" is no secret',
    'Remove it.',
  ],
  severalSources: [
    web('envVars: [{ key: A, value: a, generateValue: true }]'),
    'error several-sources: the variable "A" has several sources: value, generateValue',
    'Keep one of them.',
  ],
  secretLooking: [
    web('envVars: [{ key: SESSION_SECRET, value: 7Kq2mZ9xWb4Tn8Rv1Lc6 }]'),
    'warning secret-looking-literal: the value of "SESSION_SECRET" looks like a secret, and everybody who reads the file can read it',
    'Write sync: false, and give the value with --secrets.',
  ],
  masked: [
    `envVarGroups: [{ name: shared, envVars: [{ key: A, value: a }] }]\n${web('envVars: [{ fromGroup: shared }, { key: A, value: b }]')}`,
    'warning masked-group-variable: the variable "A" hides the one of the group "shared"',
    'Remove one of them, if that is not meant.',
  ],
  sharedGenerated: [
    `${web('envVars: &all [{ key: A, generateValue: true }]')}- { type: worker, name: jobs, runtime: docker, envVars: *all }`,
    'warning shared-generated-value: each of service/api, service/jobs gets a value of its own for "A"',
    'Put the variable into a group, or take it from one service with "fromService".',
  ],
  noPropertyNamed: [
    web('envVars: [{ key: A, fromService: { name: api, type: web } }]'),
    'error reference-property: "fromService" needs "property" or "envVarKey"',
  ],
  noSuchProperty: [
    web('envVars: [{ key: A, fromService: { name: api, type: web, property: connectionString } }]'),
    'error reference-property: the web service "api" has no "connectionString"; it has host, port, hostport',
  ],
  otherType: [
    web('envVars: [{ key: A, fromService: { name: api, type: pserv, property: host } }]'),
    'warning reference-type: "api" is of type web; got "pserv"',
    'Write type: web.',
  ],
  valueLoop: [
    web('envVars: [{ key: A, fromService: { name: api, type: web, envVarKey: A } }]'),
    'error value-loop: variables take their values from each other: api/A → api/A',
  ],
  // what stands under x-render-sync
  badIgnore: [
    database('x-render-sync: { ignore: [plam] }'),
    'error ignore-path: a database has nothing that "plam" could mean; did you mean "plan"?',
  ],
  renamedFromItself: [
    database('x-render-sync: { renamedFrom: main }'),
    'warning needless-rename: "main" is the name it has',
    'Remove "renamedFrom".',
  ],
  renamedFromOther: [
    'databases: [{ name: a }, { name: b, x-render-sync: { renamedFrom: a } }]',
    'error rename: "renamedFrom" must be a name that is free; the database "a" stands in line 1',
  ],
  renamedTwice: [
    'databases: [{ name: a, x-render-sync: { renamedFrom: c } }, { name: b, x-render-sync: { renamedFrom: c } }]',
    'error rename: the database "c" is renamed here and in line 1',
  ],
}

test('every message of reading has a row', () => {
  expect(Object.keys(reading).sort()).toEqual(Object.keys(say).sort())
})

test('every rule that looks at resources has a row', () => {
  const looking = Object.entries(rules).filter(
    ([, { straighten, check, whole }]) => straighten ?? check ?? whole,
  )
  const said = new Set(Object.values(checks).map(([, text]) => text.split(/[ :]/)[1]))
  expect([...said].sort()).toEqual(looking.map(([code]) => code).sort())
})

test.each(Object.entries<Row>({ ...reading, ...checks }))('%s', (_name, [file, text, todo]) => {
  const texts = typeof file === 'string' ? [file] : file
  const files = texts.map((text, index) => ({ name: ['render.yaml', 'render-sync.yaml'][index] ?? '', text }))
  const said = problemsIn(files).map((problem) => [
    `${problem.severity} ${problem.code}: ${problem.message}`,
    problem.todo,
  ])
  expect(said).toContainEqual([text, todo])
})
