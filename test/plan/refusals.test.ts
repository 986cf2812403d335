/** What a plan refuses, and what it only tells: where, why and what to do, word for word. */
import { describe, expect, test } from 'vitest'
import { type Desired, narrow, rotate } from '../../src/index.ts'
import { type Case, sayer } from './said.ts'

const said = sayer()

const api = (more = '') => `services:
  - type: web
    name: api
    runtime: docker
${more}`
const variables = (...items: readonly string[]) =>
  api(`    envVars:\n${items.map((item) => `      - ${item}\n`).join('')}`)
const nightly = (more: string) => `services:
  - { type: cron, name: nightly, runtime: docker, schedule: 0 3 * * *, ${more} }`
const jobs = (type: string) =>
  `services:\n  - { type: ${type}, name: jobs, runtime: docker, region: oregon }\n`
const database = (more: string) => `databases:
  - name: main
${more}`
const hub = `x-render-sync:
  registryCredentials:
    - { name: hub, registry: docker, username: acme }
`
const instead = 'Put the live value into the file'

const withoutRepo = (desired: Desired): Desired => ({
  ...desired,
  resources: new Map(
    [...desired.resources].map(([address, { ...resource }]) => [address, { ...resource, defaults: {} }]),
  ),
})

const cases: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  'what the API cannot change': {
    'the kind': {
      live: api(),
      file: api().replace('web', 'pserv'),
      says: [
        `2 error replace-refused service/api service/api would have to be deleted and created anew: it is a web service, and the file wants a private service. ${instead}, use another name, or allow it with --allow-replace service/api. It would lose its address https://api.onrender.com, unless Render gives that again; its id and its history: deploys, logs, metrics, backups.`,
      ],
    },
    'the kind, of one that has more than the other kind can have': {
      live: `${api('    domains: [a.example.com]\n    disk: { name: d, mountPath: /d }\n')}  - { type: worker, name: user, runtime: docker, envVars: [{ key: A, fromService: { name: api, type: web, property: hostport } }] }\n`,
      file: 'services: [{ type: cron, name: api, runtime: docker, schedule: 0 3 * * * }]',
      wishes: { allowReplace: ['service/api'] },
      says: [
        '1 warning replaces service/api service/api is deleted and created anew: it is a web service, and the file wants a cron job. It loses all its data; its address https://api.onrender.com, unless Render gives that again; its id and its history: deploys, logs, metrics, backups; service/api/disk, service/api/domain/a.example.com; what is not in the file and refers to it: service/user.',
        'error destroys-data service/api service/api: this would destroy all data of the web service. If that is meant, confirm it with --confirm-destructive.',
      ],
    },
    'a field, of one of which some is pruned': {
      live: variables('{ key: A, value: a }', '{ key: B, value: b }').replace(
        'docker',
        'docker\n    region: ohio',
      ),
      file: variables('{ key: A, value: a }').replace('docker', 'docker\n    region: oregon'),
      wishes: { prune: ['envVars'], allowReplace: ['service/api'] },
      says: [
        '5 warning replaces service/api service/api is deleted and created anew: the API cannot change region from "ohio" to "oregon". It loses its address https://api.onrender.com, unless Render gives that again; its id and its history: deploys, logs, metrics, backups; service/api/env/B.',
      ],
    },
    'a field': {
      live: api('    region: ohio\n'),
      file: api('    region: oregon\n'),
      says: [
        `5 error replace-refused service/api service/api would have to be deleted and created anew: the API cannot change region from "ohio" to "oregon". ${instead}, use another name, or allow it with --allow-replace service/api. It would lose its address https://api.onrender.com, unless Render gives that again; its id and its history: deploys, logs, metrics, backups.`,
      ],
    },
    'two fields': {
      live: database('    region: ohio\n    user: one\n'),
      file: database('    region: oregon\n    user: two\n'),
      says: [
        `3 error replace-refused database/main database/main would have to be deleted and created anew: the API cannot change region from "ohio" to "oregon", user from "one" to "two". ${instead}, use another name, or allow it with --allow-replace database/main. It would lose all its data; its host, its password and its connection strings; its id and its history: deploys, logs, metrics, backups.`,
      ],
    },
    'the size of a disk, downwards': {
      live: api('    disk: { name: d, mountPath: /d, sizeGB: 20 }\n'),
      file: api('    disk:\n      name: d\n      mountPath: /d\n      sizeGB: 10\n'),
      says: [
        `8 error change-refused service/api/disk service/api/disk cannot change sizeGB from 20 to 10: a disk can only grow; copy the data to a new one. ${instead}.`,
      ],
    },
    'the size of a database, downwards': {
      live: database('    diskSizeGB: 20\n'),
      file: database('    diskSizeGB: 10\n'),
      says: [
        `3 error change-refused database/main database/main cannot change diskSizeGB from 20 to 10: the disk of a database can only grow. ${instead}.`,
      ],
    },
    'the size of a database that grows by itself': {
      live: database('    diskSizeGB: 20\n    storageAutoscalingEnabled: true\n'),
      file: database('    diskSizeGB: 10\n'),
      says: [
        '3 note kept-value database/main database/main keeps diskSizeGB 20 where the file has 10: storage autoscaling has made the disk grow.',
      ],
    },
    'the command before the deploys of a cron job': {
      live: nightly(''),
      file: nightly('preDeployCommand: prepare'),
      says: [
        '2 note blueprint-only service/nightly service/nightly: preDeployCommand from "" to "prepare" is set by Render\'s Blueprint sync only.',
      ],
    },
    'nothing, where a cron job is new': { file: nightly('preDeployCommand: prepare'), says: [] },
  },
  'what a resource cannot be without': {
    'a new service': {
      file: api(),
      adjust: withoutRepo,
      says: [
        '2 error missing-source service/api service/api cannot be created without repo. Give it in the file, or with --repo URL.',
      ],
    },
    'a service that is there': {
      live: api(),
      file: api('    healthCheckPath: /\n'),
      adjust: withoutRepo,
      says: [],
    },
    'a service that gets another runtime': {
      live: api('    image: { url: nginx }\n').replace('docker', 'image'),
      file: api(),
      adjust: withoutRepo,
      says: [
        '2 error missing-source service/api service/api cannot be updated without repo. Give it in the file, or with --repo URL.',
      ],
    },
    'a part of what is not there': {
      file: variables('{ key: A, value: b }'),
      adjust: (desired) => narrow(desired, { targets: ['service/api/env/A'] }).desired,
      says: [
        '2 error part-of-nothing service/api service/api is not in the workspace yet, so no part of it can be a target. Target all of it: service/api.',
      ],
    },
    'all of what is not there': {
      file: variables('{ key: A, value: b }'),
      adjust: (desired) => narrow(desired, { targets: ['service/api'] }).desired,
      says: [],
    },
  },
  'references to': {
    'a group that nobody has': {
      file: variables('fromGroup: nowhere'),
      says: [
        '6 error unknown-reference service/api service/api refers to group/nowhere, which is neither in the file nor in the workspace. Correct the name, or declare it in the file.',
      ],
    },
    'a database that nobody has': {
      file: variables('{ key: DB, fromDatabase: { name: nowhere, property: host } }'),
      says: [
        '6 error unknown-reference service/api service/api refers to database/nowhere, which is neither in the file nor in the workspace. Correct the name, or declare it in the file.',
      ],
    },
    'a database that is left out': {
      file: `${variables('{ key: DB, fromDatabase: { name: main, property: host } }')}${database('')}`,
      adjust: (desired) => narrow(desired, { excludes: ['database/main'] }).desired,
      says: [
        '6 error unknown-reference service/api service/api refers to database/main, which is left out of this run, and not in the workspace. Take it along.',
      ],
    },
    'a database that is left out and live': {
      live: database(''),
      file: `${variables('{ key: DB, fromDatabase: { name: main, property: host } }')}${database('')}`,
      adjust: (desired) => narrow(desired, { excludes: ['database/main'] }).desired,
      says: [],
    },
    'a variable that a service lacks': {
      file: variables('{ key: A, fromService: { name: api, type: web, envVarKey: NOTHING } }'),
      says: [
        '6 error reference-property service/api service/api has no variable NOTHING, which service/api refers to as A. Declare it there, or correct the reference.',
      ],
    },
    'a variable that a live service lacks': {
      live: 'services: [{ type: worker, name: jobs, runtime: docker }]',
      file: variables('{ key: A, fromService: { name: jobs, type: worker, envVarKey: NOTHING } }'),
      says: [
        '6 error reference-property service/api service/jobs has no variable NOTHING, which service/api refers to as A. Declare it there, or correct the reference.',
      ],
    },
    'a variable that Render tells nobody': {
      file: `${variables('{ key: A, fromService: { name: jobs, type: pserv, envVarKey: RENDER_CPU_COUNT } }')}  - { type: pserv, name: jobs, runtime: docker }\n`,
      says: [
        '6 error reference-property service/api service/jobs has no variable RENDER_CPU_COUNT, which service/api refers to as A: what Render sets by itself is for service/jobs only. Declare it there, or correct the reference.',
      ],
    },
    'a variable that Render will set': {
      file: `${variables('{ key: A, fromService: { name: jobs, type: pserv, envVarKey: RENDER_SERVICE_NAME } }')}  - { type: pserv, name: jobs, runtime: docker }\n`,
      says: [],
    },
    'a property that a live service lacks': {
      live: 'services: [{ type: worker, name: jobs, runtime: docker }]',
      file: variables('{ key: A, fromService: { name: jobs, type: worker, property: host } }'),
      says: [
        '6 error reference-property service/api service/jobs has no host, which service/api refers to as A. Declare it there, or correct the reference.',
      ],
    },
    'a property that a service will have, made anew': {
      live: `${jobs('pserv')}`,
      file: `${variables('{ key: A, fromService: { name: jobs, type: pserv, property: hostport } }')}${jobs('pserv').replace('services:\n', '').replace('oregon', 'ohio')}`,
      wishes: { allowReplace: ['service/jobs'] },
      says: [
        '6 warning other-region service/api service/jobs is in ohio, and service/api in oregon: the private address that A gets does not reach across. Put both in one region.',
        '7 warning replaces service/jobs service/jobs is deleted and created anew: the API cannot change region from "oregon" to "ohio". It loses its address jobs, unless Render gives that again; its id and its history: deploys, logs, metrics, backups.',
      ],
    },
    'a variable of a service that is made anew': {
      live: `${jobs('pserv')}`,
      file: `${variables('{ key: A, fromService: { name: jobs, type: worker, envVarKey: LEVEL } }')}${jobs('worker').replace('services:\n', '').replace(' }', ', envVars: [{ key: LEVEL, value: info }] }')}`,
      wishes: { allowReplace: ['service/jobs'] },
      says: [
        '7 warning replaces service/jobs service/jobs is deleted and created anew: it is a private service, and the file wants a background worker. It loses its address jobs, unless Render gives that again; its id and its history: deploys, logs, metrics, backups.',
      ],
    },
    'a variable that a service sets itself, and another one': {
      file: `${variables('{ key: A, fromService: { name: jobs, type: worker, envVarKey: LEVEL } }', '{ key: B, fromService: { name: jobs, type: worker, envVarKey: PORTS } }')}${jobs('worker').replace('services:\n', '').replace(' }', ', envVars: [{ key: LEVEL, value: info }] }')}`,
      says: [
        '7 error reference-property service/api service/jobs has no variable PORTS, which service/api refers to as B. Declare it there, or correct the reference.',
      ],
    },
    'a property that a live database lacks': {
      live: database(''),
      file: variables('{ key: A, fromDatabase: { name: main, property: connectionPoolString } }'),
      says: [
        '6 error reference-property service/api database/main has no connectionPoolString, which service/api refers to as A. It has one with connectionPool: pgbouncer only.',
      ],
    },
    'a property that a database will have': {
      file: `${variables('{ key: A, fromDatabase: { name: main, property: host } }')}${database('')}`,
      says: [],
    },
  },
  'what Render keeps for those that have it': {
    'where it is to be new': {
      file: api('    plan: starter plus\n'),
      says: [
        '5 note retired-value service/api "plan" "starter plus" is kept where it is live; no new web service gets it. For a new web service, write "standard".',
        '5 error retired-refused service/api service/api cannot get plan "starter plus": Render keeps it for what has it already. Write "standard".',
      ],
    },
  },
  'a secret that nobody gave': {
    'of a new variable': {
      file: variables('{ key: A, sync: false }'),
      says: [
        '6 error missing-secret service/api/env/A service/api/env/A has no value: it is a secret (sync: false), and the workspace has none yet. Give it as api/A=… in a file for --secrets.',
      ],
    },
    'of a variable that is there': {
      live: variables('{ key: A, value: b }'),
      file: variables('{ key: A, sync: false }'),
      says: [],
    },
    'of a variable that is to be written again': {
      live: variables('{ key: A, value: b }'),
      file: variables('{ key: A, sync: false }'),
      adjust: (desired) => rotate(desired, ['api/A']),
      says: [
        '6 error missing-secret service/api/env/A service/api/env/A has no value: it is to be written again, and nobody gave a new one. Give it as api/A=… in a file for --secrets.',
      ],
    },
    'where several go by one name': {
      file: `${variables('{ key: A, sync: false }')}    x-render-sync: { secretFiles: [{ name: A, sync: false }, { name: B, sync: false }] }
envVarGroups: [{ name: api, envVars: [], x-render-sync: { secrets: [A] }}]`,
      says: [
        '6 error missing-secret service/api/env/A service/api/env/A has no value: it is a secret (sync: false), and the workspace has none yet. Give it as service/api/env/A=… in a file for --secrets.',
        '7 error missing-secret service/api/file/A service/api/file/A has no value: it is a secret (sync: false), and the workspace has none yet. Give it as service/api/file/A=… in a file for --secrets.',
        '7 error missing-secret service/api/file/B service/api/file/B has no value: it is a secret (sync: false), and the workspace has none yet. Give it as api/B=… in a file for --secrets.',
        '8 error missing-secret group/api/env/A group/api/env/A has no value: it is a secret (sync: false), and the workspace has none yet. Give it as group/api/env/A=… in a file for --secrets.',
      ],
    },
    'that the API takes with every change': {
      live: hub,
      file: hub.replace('acme', 'other'),
      says: [
        '3 error missing-secret registry-credential/hub/login registry-credential/hub/login has no value: the API takes it again with every change, and never tells it. Give it as hub/authToken=… in a file for --secrets.',
      ],
    },
    'that the API takes, without a change': { live: hub, file: hub, says: [] },
  },
}

describe.each(Object.entries(cases))('%s', (_, rows) => {
  test.each(Object.entries(rows))('%s', async (_title, row) => {
    expect(await said(row)).toEqual(row.says)
  })
})
