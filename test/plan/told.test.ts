/** What a plan has to say about the workspace that it found: where, what, and what to do, word for word. */
import { describe, expect, test } from 'vitest'
import { patch, post } from '../../src/http/request.ts'
import { narrow } from '../../src/index.ts'
import type { Bench } from '../support/workspace.ts'
import { type Case, sayer } from './said.ts'

const said = sayer()

const web = (name: string, more = '') =>
  `  - type: web\n    name: ${name}\n    runtime: docker\n    plan: starter\n${more}`
const api = (more = '') => `services:\n${web('api', more)}`
const level = (value: string) => `    envVars:\n      - { key: LEVEL, value: ${value} }\n`
const linked = '    envVars:\n      - fromGroup: shared\n'
const group = (value: string) =>
  `envVarGroups:\n  - name: shared\n    envVars: [{ key: A, value: ${value} }]\n`
const database = (more: string) => `databases:\n  - name: main\n    plan: pro-4gb\n${more}`

const only =
  (...targets: readonly string[]): NonNullable<Case['adjust']> =>
  (desired) =>
    narrow(desired, { targets }).desired

/** Writes a file and does not wait for its deploys. */
const writing = (file: string) => async (it: Bench) => {
  for await (const _ of await it.start(file, { how: { noWait: true } }));
}

const renaming = (name: string) => async (it: Bench) => {
  const { known } = await it.plan(api())
  await it.client.send(patch(`/services/${known.id('service/api')}`, { name }))
}

/** Makes more resources of names that are taken. */
const making =
  (path: string, ...bodies: readonly object[]) =>
  async (it: Bench) => {
    for (const body of bodies) {
      await it.clock.sleep(60_000)
      await it.client.send(post(path, { ownerId: it.emulator.ownerId, ...body }, 'repeat'))
    }
  }

const cases: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  'of deploys': {
    'that have not ended': {
      live: api(),
      meanwhile: writing(api(level('debug'))),
      file: api(level('debug')),
      says: [
        '2 note deploy-under-way service/api service/api: its deploy dep-… has not ended yet (build_in_progress).',
      ],
    },
    'that a suspended service does not get': {
      live: api('    x-render-sync: { suspended: true }\n'),
      file: api(`${level('debug')}    x-render-sync: { suspended: true }\n`),
      says: [
        '2 note suspended-service service/api service/api is suspended, and is not deployed: what changes takes effect when it is resumed.',
      ],
    },
    'that a service which the run is not about would need': {
      live: `${api(linked)}${group('a')}`,
      file: `${api(linked)}${group('b')}`,
      adjust: only('group/shared'),
      says: [
        '9 note linked-elsewhere group/shared group/shared changes, and is used by what this run leaves alone: service/api keeps the old value until somebody deploys it. With --deploy-linked, an apply does.',
      ],
    },
    'that two such services would need': {
      live: `${api(linked)}${web('other', linked)}${group('a')}`,
      file: `${api(linked)}${web('other', linked)}${group('b')}`,
      adjust: only('group/shared'),
      says: [
        '15 note linked-elsewhere group/shared group/shared changes, and is used by what this run leaves alone: service/api, service/other keep the old value until somebody deploys them. With --deploy-linked, an apply does.',
      ],
    },
    'that one of two such services gets': {
      live: `${api(linked)}${web('other', linked)}${group('a')}`,
      file: `${api(linked)}${web('other', linked)}${group('b')}`,
      adjust: only('group/shared', 'service/other'),
      says: [
        '15 note linked-elsewhere group/shared group/shared changes, and is used by what this run leaves alone: service/api keeps the old value until somebody deploys it. With --deploy-linked, an apply does.',
      ],
    },
    'that are asked for and mean nothing': {
      live: api(),
      file: api(),
      wishes: { redeploy: ['service/other', 'service/api'] },
      says: [
        'error unknown-target --redeploy service/other means no service that the file declares. Give an address as plans show it, such as service/api.',
      ],
    },
  },
  'of names': {
    'that two resources have, of which nothing uses one': {
      live: `${api(linked)}${group('a')}`,
      meanwhile: making('/env-groups', { name: 'shared', envVars: [] }),
      file: group('a'),
      says: [
        '2 error ambiguous-identity group/shared group/shared is ambiguous: the workspace has evg-… (made then; it belongs with service/api) and evg-… (made then; nothing refers to it) under this name. Delete or rename evg-…, which nothing refers to.',
      ],
    },
    'that two resources have, and nothing uses either': {
      live: group('a'),
      meanwhile: making('/env-groups', { name: 'shared', envVars: [] }),
      file: group('a'),
      says: [
        '2 error ambiguous-identity group/shared group/shared is ambiguous: the workspace has evg-… (made then; nothing refers to it) and evg-… (made then; nothing refers to it) under this name. Rename or delete all but one of them.',
      ],
    },
    'that three resources have, and something that refers to them': {
      live: `${api(linked)}${group('a')}`,
      meanwhile: making('/env-groups', { name: 'shared', envVars: [] }, { name: 'shared', envVars: [] }),
      file: api(linked),
      says: [
        '2 error ambiguous-identity group/shared group/shared is ambiguous: the workspace has evg-… (made then; it belongs with service/api) and evg-… (made then; nothing refers to it) and evg-… (made then; nothing refers to it) under this name. Delete or rename evg-… and evg-…, which nothing refers to.',
      ],
    },
    'that two databases have, and there may be data in them': {
      live: database(''),
      meanwhile: making('/postgres', { name: 'main', plan: 'basic_1gb', version: '16' }),
      file: database(''),
      says: [
        '2 error ambiguous-identity database/main database/main is ambiguous: the workspace has dpg-…-a (made then; nothing refers to it) and dpg-…-a (made then; nothing refers to it) under this name. Rename or delete all but one of them. Look first whether there is data in it.',
      ],
    },
    'that two projects have, by what stands in them': {
      live: `projects:\n  - name: shop\n    environments:\n      - name: live\n        services:\n        ${web('api').replace(/\n/g, '\n        ')}\n`,
      meanwhile: making('/projects', { name: 'shop', environments: [{ name: 'live' }] }),
      file: 'projects: [{ name: shop, environments: [{ name: live }] }]\n',
      says: [
        '1 error ambiguous-identity project/shop project/shop is ambiguous: the workspace has prj-… (made then; it belongs with service/api) and prj-… (made then; nothing refers to it) under this name. Delete or rename prj-…, which nothing refers to. Look first whether there is data in it.',
        '1 error ambiguous-identity project/shop project/shop is ambiguous: the workspace has prj-… (made then; it belongs with service/api) and prj-… (made then; nothing refers to it) under this name. Delete or rename prj-…, which nothing refers to. Look first whether there is data in it.',
      ],
    },
    'that is taken by something of a type that nobody knows': {
      live: api(),
      strange: ['api'],
      file: api(),
      says: [
        '2 error replace-refused service/api service/api would have to be deleted and created anew: it is a sandbox_service, a type that is not known yet, and the file wants a web service. Use another name.',
      ],
    },
    'that a service has given up': {
      live: api(),
      meanwhile: renaming('former'),
      file: `${api()}${web('other')}`,
      says: [
        '2 warning slug-taken service/api service/api does not get the address "api": service/former has it, and Render makes another. Use another name, or refer to the service with "fromService".',
        '2 note possible-rename service/api service/api is new, and service/former, which is not in the file, is of the same repository. To rename the web service instead of creating another one, write x-render-sync: { renamedFrom: former }.',
        '6 note possible-rename service/other service/other is new, and service/former, which is not in the file, is of the same repository. To rename the web service instead of creating another one, write x-render-sync: { renamedFrom: former }.',
      ],
    },
  },
  'of secrets': {
    'that are given when the saved plan is applied': {
      live: api(),
      file: api('    envVars:\n      - { key: TOKEN, sync: false }\n      - { key: LEVEL, value: info }\n'),
      wishes: { secretsLater: true },
      says: [
        'blocked: 7 error missing-secret service/api/env/TOKEN service/api/env/TOKEN has no value yet: it is given when the saved plan is applied. Save the plan with --out, and apply that.',
      ],
    },
  },
  'of routes': {
    'to the address that a service has from its former name': {
      live: api(),
      meanwhile: renaming('former'),
      file: `services:
${web('former')}  - type: web
    name: site
    runtime: static
    staticPublishPath: .
    routes:
      - type: rewrite
        source: /api/*
        destination: https://api.onrender.com/*
`,
      says: [
        '13 warning route-own-address service/site/route/%2Fapi%2F* "destination" has the address of service/former written down, which may get another one. Say it without: "x-render-sync.routes" takes "destinationFromService".',
      ],
    },
  },
  'of databases': {
    'that get less': {
      live: database('    highAvailability: { enabled: true }\n'),
      file: database('    highAvailability:\n      enabled: false\n'),
      says: [
        '5 warning smaller-database database/main database/main gets less, highAvailability.enabled from true to false: nothing takes over any more when the primary fails.',
      ],
    },
    'that get a smaller plan': {
      live: database(''),
      file: database('').replace('pro-4gb', 'basic-1gb'),
      says: [
        '3 warning smaller-database database/main database/main gets less, plan from "pro-4gb" to "basic-1gb": it restarts with less CPU or memory, and takes fewer connections.',
      ],
    },
  },
  'of regions': {
    'that private addresses do not reach across': {
      live: database('    region: ohio\n'),
      file: `${api('    envVars:\n      - key: DB\n        fromDatabase: { name: main, property: host }\n')}${database('')}`,
      says: [
        '7 warning other-region service/api database/main is in ohio, and service/api in oregon: the private address that DB gets does not reach across. Put both in one region.',
      ],
    },
  },
  'of what could not be seen': {
    'and a service needs': {
      live: `${api()}${database('')}`,
      intercept: ({ path }) => path.endsWith('/connection-info') && 403,
      file: `${api('    envVars:\n      - key: DB\n        fromDatabase: { name: main, property: connectionString }\n')}${database('')}`,
      says: [
        '7 error unobserved-value service/api/env/DB service/api/env/DB needs what was not observed of database/main: GET /postgres/dpg-…-a/connection-info answered 403. Use a key that may read postgres.',
      ],
    },
    'where nothing changes': {
      live: `${api(linked)}${group('a')}`,
      intercept: ({ path }) => path.startsWith('/env-groups') && 403,
      file: api(linked),
      says: [],
    },
    'and may be there or not': {
      intercept: ({ path }) => path.startsWith('/env-groups') && 403,
      file: api(linked),
      says: [
        '2 error unobserved-value service/api service/api needs what was not observed of group/shared: GET /env-groups answered 403. Use a key that may read env-groups.',
      ],
    },
  },
}

describe.each(Object.entries(cases))('%s', (_, rows) => {
  test.each(Object.entries(rows))('%s', async (_title, row) => {
    expect(await said(row)).toEqual(row.says)
  })
})
