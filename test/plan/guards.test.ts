/** Why a plan that deletes is refused, and what it leaves alone: where, why and what to do, word for word. */
import { describe, expect, test } from 'vitest'
import { loadWish, type PlanWishes, type Wish } from '../../src/index.ts'
import type { Sent } from '../support/workspace.ts'
import { type Case, sayer } from './said.ts'

const said = sayer()

const web = (name: string, more = '') =>
  `  - { type: web, name: ${name}, runtime: docker, plan: starter, region: oregon${more} }\n`
const services = (...all: readonly string[]) => `services:\n${all.join('')}`
const group = (name: string) => `  - { name: ${name}, envVars: [{ key: A, value: a }] }\n`
const groups = (...names: readonly string[]) => `envVarGroups:\n${names.map(group).join('')}`
const linked = ', envVars: [{ fromGroup: shared }]'
const database = 'databases:\n  - { name: main, plan: basic-1gb }\n'
const replicated = (...names: readonly string[]) =>
  database.replace(' }', `, readReplicas: [${names.map((name) => `{ name: ${name} }`).join(', ')}] }`)
const url = ', envVars: [{ key: DB, fromDatabase: { name: main, property: connectionString } }]'
const disk = ', disk: { name: d, mountPath: /d }'
const keep = ', x-render-sync: { protected: true }'

const project = (...environments: readonly string[]) =>
  `projects:\n  - name: shop\n    environments:\n${environments.join('')}`
const environment = (name: string, ...all: readonly string[]) =>
  `      - name: ${name}\n${all.length > 0 ? `        services:\n${all.map((line) => `        ${line}`).join('')}` : ''}`
const shop = project(environment('live', web('api')), environment('staging', web('trial')))
const live = project(environment('live', web('api')))

const everything: PlanWishes = { confirmDestructive: true, maxDeletes: '100%' }
const prune = (kinds: readonly string[], more: PlanWishes = everything): PlanWishes => ({
  prune: kinds,
  pruneScope: 'workspace',
  ...more,
})
/** What is in no file goes, and nothing is confirmed. */
const unconfirmed = (...kinds: readonly string[]) => prune(kinds, { maxDeletes: '100%' })

/** A run that destroys what a file declares. */
const destroying = (file: string, wish: Wish = {}): Pick<Case, 'file' | 'adjust' | 'wishes'> => ({
  file,
  adjust: () => loadWish([{ name: 'render.yaml', text: file }], { ...wish, destroys: true }).desired,
  wishes: everything,
})

const refusing =
  (path: RegExp) =>
  (request: Sent): number | false =>
    path.test(request.path) && 403

const ten = Array.from({ length: 10 }, (_, index) => `s${index}`)
const all = services(...ten.map((name) => web(name)))
const without = (count: number) => services(...ten.slice(count).map((name) => web(name)))

const cases: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  'where to prune is not said': {
    'on the command line': {
      live: all,
      file: all,
      wishes: { prune: ['services', 'envVars', 'databases'] },
      says: [
        'error prune-scope the file asks to prune services, databases; it declares no project, and does not say where. Say it with --prune-scope or "x-render-sync.prune.scope": declared (the projects and environments of the file), ungrouped (also what is in no environment) or workspace (everything).',
      ],
    },
    'and only items are pruned': { live: all, file: all, wishes: { prune: ['envVars'] }, says: [] },
  },
  'data would be lost': {
    'with a database': {
      live: `${services(web('api'))}${database}`,
      file: services(web('api')),
      wishes: unconfirmed('databases'),
      says: [
        'error destroys-data database/main database/main: this would destroy all data of the database. If that is meant, confirm it with --confirm-destructive.',
      ],
    },
    'with an environment': {
      live: shop,
      file: live,
      wishes: unconfirmed('services', 'environments'),
      says: [
        'error destroys-data environment/shop/staging environment/shop/staging: this would destroy all that is in it. If that is meant, confirm it with --confirm-destructive.',
      ],
    },
    'with a project': {
      live: `${shop}${database}`,
      file: database,
      wishes: unconfirmed('services', 'environments', 'projects'),
      says: [
        'error destroys-data project/shop project/shop: this would destroy all that is in it. If that is meant, confirm it with --confirm-destructive.',
      ],
    },
    'with a service that has a disk': {
      live: services(web('api', disk), web('jobs')),
      file: services(web('jobs')),
      wishes: unconfirmed('services'),
      says: [
        'error destroys-data service/api service/api: this would destroy all data of the web service. If that is meant, confirm it with --confirm-destructive.',
      ],
    },
    'with a disk': {
      live: services(web('api', disk)),
      file: services(web('api')),
      wishes: unconfirmed('disk'),
      says: [
        'error destroys-data service/api service/api: this would destroy all data of service/api/disk. If that is meant, confirm it with --confirm-destructive.',
      ],
    },
    'with replicas': {
      live: replicated('reader', 'report'),
      file: replicated(),
      says: [
        'error destroys-data database/main database/main: this would destroy the read replica reader, report. If that is meant, confirm it with --confirm-destructive.',
      ],
    },
    'with what takes the place of a database': {
      live: database.replace(' }', ', region: ohio }'),
      file: database.replace(' }', ', region: oregon }'),
      wishes: { allowReplace: ['database/main'], maxDeletes: '100%' },
      says: [
        '2 warning replaces database/main database/main is deleted and created anew: the API cannot change region from "ohio" to "oregon". It loses all its data; its host, its password and its connection strings; its id and its history: deploys, logs, metrics, backups.',
        'error destroys-data database/main database/main: this would destroy all data of the database. If that is meant, confirm it with --confirm-destructive.',
      ],
    },
  },
  'something is protected': {
    'and would be destroyed': {
      live: services(web('api', keep)),
      ...destroying(services(web('api', keep))),
      says: [
        '2 error protected service/api service/api is protected, and would be deleted. No flag allows that: take "protected" out of the file first.',
      ],
    },
    'and would be made anew': {
      live: services(web('api')),
      file: services(web('api', keep).replace('oregon', 'ohio')),
      wishes: { ...everything, allowReplace: ['service/api'] },
      says: [
        '2 warning replaces service/api service/api is deleted and created anew: the API cannot change region from "oregon" to "ohio". It loses its address https://api.onrender.com, unless Render gives that again; its id and its history: deploys, logs, metrics, backups.',
        '2 error protected service/api service/api is protected, and would be deleted and created anew. No flag allows that: take "protected" out of the file first.',
      ],
    },
    'and stands in what goes': {
      live: shop,
      file: `${live}${services(web('trial', keep))}`,
      wishes: prune(['environments']),
      says: [
        '8 error protected service/trial service/trial is protected, and would be deleted with environment/shop/staging. No flag allows that: take "protected" out of the file first.',
        'error not-empty environment/shop/staging environment/shop/staging is not empty: service/trial is in it, and would be deleted with it. Move or delete what is in it first, or leave it.',
      ],
    },
    'and would lose its disk': {
      live: services(web('api', disk)),
      file: services(web('api', keep)),
      wishes: prune(['disk']),
      says: [
        '2 error protected service/api service/api is protected, and would lose all data of service/api/disk. No flag allows that: take "protected" out of the file first.',
      ],
    },
    'and only changes': {
      live: services(web('api')),
      file: services(web('api', `, autoDeployTrigger: off${keep}`)),
      says: [],
    },
  },
  'something is not empty': {
    'of which one stays': {
      live: shop,
      file: live,
      wishes: prune(['environments']),
      says: [
        'error not-empty environment/shop/staging environment/shop/staging is not empty: service/trial is in it, and would be deleted with it. Move or delete what is in it first, or leave it.',
      ],
    },
    'of which two stay': {
      live: project(environment('live', web('api')), environment('staging', web('trial'), web('error'))),
      file: live,
      wishes: prune(['environments']),
      says: [
        'error not-empty environment/shop/staging environment/shop/staging is not empty: service/error, service/trial are in it, and would be deleted with it. Move or delete what is in it first, or leave it.',
      ],
    },
    'of which one that stays is of a type that nobody knows': {
      live: shop,
      strange: ['trial'],
      file: live,
      wishes: prune(['services', 'environments']),
      says: [
        'error not-empty environment/shop/staging environment/shop/staging is not empty: service/trial is in it, and would be deleted with it. Move or delete what is in it first, or leave it.',
      ],
    },
    'and a project is not either, for the same': {
      live: `${shop}${database}`,
      strange: ['trial'],
      file: database,
      wishes: prune(['services', 'environments', 'projects']),
      says: [
        'error not-empty project/shop project/shop is not empty: service/trial is in it, and would be deleted with it. Move or delete what is in it first, or leave it.',
      ],
    },
    'where only another one has such a service': {
      live: shop,
      strange: ['api'],
      file: live,
      wishes: prune(['services', 'environments']),
      says: [
        '6 error replace-refused service/api service/api would have to be deleted and created anew: it is a sandbox_service, a type that is not known yet, and the file wants a web service. Use another name.',
        '6 note possible-rename service/api service/api is new, and service/trial, which is not in the file, is of the same repository. To rename the web service instead of creating another one, write x-render-sync: { renamedFrom: trial }.',
      ],
    },
    'or may not be': {
      live: shop,
      intercept: refusing(/^\/postgres$/),
      file: live,
      wishes: prune(['services', 'environments']),
      says: [
        'error not-empty environment/shop/staging environment/shop/staging may not be empty: not all that could be in it was observed (GET /postgres answered 403). Use a key that may read postgres.',
      ],
    },
    'since an environment of no file stands in it': {
      live: shop,
      ...destroying(live),
      says: [
        'error not-empty project/shop project/shop is not empty: service/trial is in it, and would be deleted with it. Move or delete what is in it first, or leave it.',
        'error not-empty project/shop project/shop is not empty: environment/shop/staging is in it, and would be deleted with it. Move or delete what is in it first, or leave it.',
      ],
    },
  },
  'something is used': {
    'by one that stays': {
      live: `${services(web('api', linked))}${groups('shared')}`,
      file: services(web('api')),
      wishes: prune(['envVarGroups']),
      says: [
        'warning still-used group/shared group/shared is in no file, and is not deleted: service/api refers to it. Take the reference away, or delete both.',
      ],
    },
    'by two that stay': {
      live: `${services(web('api', linked), web('jobs', linked))}${groups('shared')}`,
      file: services(web('api'), web('jobs')),
      wishes: prune(['envVarGroups']),
      says: [
        'warning still-used group/shared group/shared is in no file, and is not deleted: service/api, service/jobs refer to it. Take the reference away, or delete both.',
      ],
    },
    'by one that no file has, and is to be destroyed': {
      live: `${services(web('api', linked))}${groups('shared')}`,
      ...destroying(groups('shared')),
      says: [
        'error in-use group/shared group/shared is not deleted: service/api refers to it, and stays. Leave it out with --exclude group/shared, or take the reference away.',
      ],
    },
    'by two that no file has, and is to be destroyed': {
      live: `${services(web('api', url), web('jobs', url))}${database}`,
      ...destroying(database),
      says: [
        'error in-use database/main database/main is not deleted: service/jobs, service/api refer to it, and stay. Leave it out with --exclude database/main, or take the reference away.',
      ],
    },
    'perhaps, by what could not be seen': {
      live: `${services(web('api'), web('jobs'))}${database}${groups('shared')}`,
      intercept: refusing(/\/env-vars$/),
      file: services(web('api', ', envVars: []'), web('jobs')),
      wishes: prune(['databases', 'envVarGroups', 'envVars']),
      says: [
        'error unobserved-area database/main database/main would be deleted, and not all that may refer to it was observed (GET /services/srv-…/env-vars answered 403). Use a key that may read environment variables and secret files.',
      ],
    },
  },
  'it deletes too much': {
    'of many': {
      live: all,
      file: without(4),
      wishes: prune(['services'], {}),
      says: [
        'error too-many-deletes this would delete 4 of 10 managed resources: more than 30%. If that is meant, allow it with --max-deletes 4 or --max-deletes 40%.',
      ],
    },
    'of all that the workspace has': {
      live: services(web('api')),
      file: 'services: []\n',
      wishes: prune(['services'], {}),
      says: [
        'error too-many-deletes the file declares nothing, so this would delete everything: 1 of 1 managed resources. If that is meant, allow it with --max-deletes 1 or --max-deletes 100%.',
      ],
    },
    'of what is allowed': {
      live: all,
      file: without(3),
      wishes: prune(['services'], { maxDeletes: 2 }),
      says: [
        'error too-many-deletes this would delete 3 of 10 managed resources, and --max-deletes allows 2. If that is meant, allow it with --max-deletes 3 or --max-deletes 30%.',
      ],
    },
    'of the part that is allowed': {
      live: all,
      file: without(3),
      wishes: prune(['services'], { maxDeletes: '29%' }),
      says: [
        'error too-many-deletes this would delete 3 of 10 managed resources, and --max-deletes allows 29%. If that is meant, allow it with --max-deletes 3 or --max-deletes 30%.',
      ],
    },
    'where what is made does not count': {
      live: all,
      file: `${without(4)}${web('new')}`,
      wishes: prune(['services'], { maxDeletes: '39%' }),
      says: [
        '8 note possible-rename service/new service/new is new, and service/s0 and service/s1 and service/s2 and service/s3, which are not in the file, are of the same repository. To rename the web service instead of creating another one, write x-render-sync: { renamedFrom: s0 }.',
        'error too-many-deletes this would delete 4 of 10 managed resources, and --max-deletes allows 39%. If that is meant, allow it with --max-deletes 4 or --max-deletes 40%.',
      ],
    },
    'not of nine': {
      live: services(...ten.slice(1).map((name) => web(name))),
      file: without(8),
      wishes: prune(['services'], {}),
      says: [],
    },
  },
}

describe.each(Object.entries(cases))('%s', (_, rows) => {
  test.each(Object.entries(rows))('%s', async (_title, row) => {
    expect(await said(row)).toEqual(row.says)
  })
})
