/** A run that is about a part of a file. */

import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Change, changedItems, fieldsOf, itemsOf } from '../../src/change.ts'
import type { Planned } from '../../src/index.ts'
import {
  type Desired,
  loadWish,
  narrow,
  type Plan,
  ProblemsError,
  plan,
  type Selection,
} from '../../src/index.ts'
import { type Bench, bench, failures, lines } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }

const shop = (level: string, healthCheckPath: string) =>
  JSON.stringify({
    services: [
      {
        type: 'web',
        name: 'api',
        ...node,
        healthCheckPath,
        envVars: [
          { fromGroup: 'shared' },
          { key: 'LEVEL', value: level },
          { key: 'OTHER', value: level },
          { key: 'DATABASE_URL', fromDatabase: { name: 'main', property: 'connectionString' } },
        ],
      },
      { type: 'worker', name: 'mailer', ...node, envVars: [{ key: 'LEVEL', value: level }] },
      { type: 'worker', name: 'my jobs', ...node, envVars: [{ key: 'LEVEL', value: level }] },
    ],
    databases: [{ name: 'main' }, { name: 'archive' }],
    envVarGroups: [{ name: 'shared', envVars: [{ key: 'REGION', value: level }] }],
    projects: [
      {
        name: 'shop',
        environments: [
          { name: 'staging', services: [{ type: 'worker', name: 'staged', ...node }] },
          {
            name: 'production',
            services: [
              {
                type: 'worker',
                name: 'live',
                ...node,
                envVars: [{ key: 'DB', fromDatabase: { name: 'main', property: 'host' } }],
              },
            ],
          },
        ],
      },
    ],
  })

const before = shop('info', '/')
const after = shop('debug', '/healthz')

const to = (selection: Selection) => ({ adjust: (desired: Desired) => narrow(desired, selection).desired })
const addresses = ({ changes }: Plan) => changes.map(({ address }) => address)

let empty: Bench
let it: Bench
let whole: Planned
beforeAll(async () => {
  empty = bench()
  it = bench()
  expect(failures(await it.apply(before))).toEqual([])
  whole = await it.plan(after)
})

describe('a target', () => {
  test('is planned with what it needs, and nothing else', async () => {
    const { plan } = await empty.plan(after, to({ targets: ['service/api'] }))
    expect(addresses(plan)).toEqual(['service/api', 'database/main', 'group/shared'])
  })

  test('tells what it brings along, and why', () => {
    const { problems } = narrow(whole.desired, { targets: ['service/live'] })
    expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'note: also database/main, needed by service/live',
      'note: also environment/shop/production, needed by service/live',
      'note: also project/shop, needed by environment/shop/production',
    ])
  })

  test.each([
    ['service/my jobs', ['service/my%20jobs']],
    ['service/my%20jobs', ['service/my%20jobs']],
    ['service/m*', ['service/mailer', 'service/my%20jobs']],
    ['database/*', ['database/main', 'database/archive']],
    ['*/main', ['database/main']],
    ['environment/shop/staging', ['project/shop', 'environment/shop/staging']],
    ['project/shop', ['project/shop', 'environment/shop/staging', 'environment/shop/production']],
  ])('may be %s', (pattern, chosen) => {
    const { desired } = narrow(whole.desired, { targets: [pattern] })
    expect([...desired.resources.keys()].sort()).toEqual([...chosen].sort())
  })

  test('may be a variable: the rest of its service stays as it is', async () => {
    const { plan } = await it.plan(after, to({ targets: ['service/api/env/LEVEL'] }))
    expect(lines(plan)).toEqual(['update service/api (deploys)', '  update service/api/env/LEVEL'])
  })

  test('may be one variable of all services', async () => {
    const { plan } = await it.plan(after, to({ targets: ['service/*/env/LEVEL'] }))
    expect(lines(plan).filter((line) => line.startsWith(' '))).toEqual([
      '  update service/api/env/LEVEL',
      '  update service/mailer/env/LEVEL',
      '  update service/my%20jobs/env/LEVEL',
    ])
  })

  test('that is a part needs what that part needs', () => {
    const { desired } = narrow(whole.desired, { targets: ['service/api/env/DATABASE_URL'] })
    expect([...desired.resources.keys()]).toEqual(['service/api', 'database/main'])
  })

  test('that is a part of what is not there is refused', async () => {
    const { plan } = await empty.plan(after, to({ targets: ['service/api/env/LEVEL'] }))
    expect(plan.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
      'part-of-nothing',
    ])
  })

  test('reads nothing of what is no target', async () => {
    const from = it.sent.length
    await it.plan(after, to({ targets: ['service/mailer'] }))
    expect(it.sent.slice(from).filter(({ path }) => path.endsWith('/env-vars'))).toHaveLength(1)
  })

  test('makes nothing unmanaged that the file declares', async () => {
    const { plan } = await it.plan(after, to({ targets: ['service/api/env/LEVEL'] }))
    expect(plan.unmanaged).toEqual([])
  })
})

describe('an exclusion', () => {
  test('leaves a resource out', async () => {
    const { plan } = await it.plan(after, to({ excludes: ['service/*', 'group/shared'] }))
    expect(lines(plan)).toEqual([])
    expect(plan.unmanaged).toEqual([])
  })

  test('leaves an item as it is', async () => {
    const { plan } = await it.plan(
      after,
      to({ targets: ['service/api'], excludes: ['service/api/env/O*', 'group/*'] }),
    )
    expect(lines(plan)).toEqual([
      'update service/api (deploys)',
      '  healthCheckPath',
      '  update service/api/env/LEVEL',
    ])
  })

  test('of an item is no obstacle to creating the rest', async () => {
    const place = bench()
    const selection = to({ targets: ['service/mailer'], excludes: ['*/env/LEVEL'] })
    expect(failures(await place.apply(after, selection))).toEqual([])
    expect(lines((await place.plan(after, to({ targets: ['service/mailer'] }))).plan)).toEqual([
      'update service/mailer (deploys)',
      '  create service/mailer/env/LEVEL',
    ])
  })

  test('is stronger than a need', () => {
    const { desired } = narrow(whole.desired, { targets: ['service/api'], excludes: ['database/main'] })
    expect([...desired.resources.keys()]).toEqual(['service/api', 'group/shared'])
  })
})

describe('an environment', () => {
  test('selects what stands in it, and what that needs', () => {
    const { desired } = narrow(whole.desired, { environments: ['environment/shop/production'] })
    expect([...desired.resources.keys()].sort()).toEqual([
      'database/main',
      'environment/shop/production',
      'project/shop',
      'service/live',
    ])
  })

  test('is where targets are looked for', () => {
    const { desired } = narrow(whole.desired, {
      environments: ['environment/shop/staging'],
      targets: ['service/*'],
    })
    expect([...desired.resources.keys()]).toEqual(
      expect.arrayContaining(['service/staged', 'environment/shop/staging', 'project/shop']),
    )
    expect(desired.resources.size).toBe(3)
  })

  test('can be applied by itself', async () => {
    const place = bench()
    expect(failures(await place.apply(after, to({ environments: ['environment/shop/staging'] })))).toEqual([])
    const { plan } = await place.plan(after)
    expect(plan.changes.filter(({ action }) => action === 'none').map(({ address }) => address)).toEqual([
      'project/shop',
      'environment/shop/staging',
      'service/staged',
    ])
  })
})

describe('a pattern that means nothing is an error, and the nearest is named', () => {
  const saidBy = (selection: Selection): readonly string[] => {
    try {
      narrow(whole.desired, selection)
      return []
    } catch (error) {
      return (error as ProblemsError).problems.map(({ message, todo }) => `${message}. ${todo ?? ''}`)
    }
  }

  test.each([
    [{ targets: ['service/apl'] }, 'the file has nothing at service/apl. Did you mean service/api?'],
    [
      { excludes: ['service/api/env/LEVLE'] },
      'the file has nothing at service/api/env/LEVLE. Did you mean service/api/env/LEVEL?',
    ],
    [
      { environments: ['environment/shop/stagin'] },
      'the file has nothing at environment/shop/stagin. Did you mean environment/shop/staging?',
    ],
    [
      { targets: ['service/api'], excludes: ['service/*'] },
      'the targets and exclusions together leave nothing. ',
    ],
    [{ targets: ['mailr'] }, 'the file has nothing at mailr. Did you mean service/mailer?'],
    [
      { targets: ['zzz'] },
      'the file has nothing at zzz. Give an address as plans show it, such as service/api or service/api/env/KEY.',
    ],
    [
      { excludes: ['service/api/env/REGION/more'] },
      'the file has nothing at service/api/env/REGION/more. Give an address as plans show it, such as service/api or service/api/env/KEY.',
    ],
    [
      { targets: ['service/api/env/LEVEL'], alone: true },
      'only whole resources are destroyed, and of service/api a part is meant. Take it out of the file, and apply that with --prune.',
    ],
  ])('%j', (selection, said) => {
    expect(saidBy(selection)).toEqual([said])
  })
})

describe('a name alone', () => {
  const two = () =>
    loadWish(
      [
        {
          name: 'render.yaml',
          text: JSON.stringify({
            services: [{ type: 'worker', name: 'main', ...node }],
            databases: [{ name: 'main' }],
          }),
        },
      ],
      {},
    ).desired

  test.each<[string, Selection, readonly string[]]>([
    ['is its resource', { targets: ['mailer'] }, ['service/mailer']],
    ['may have a space', { targets: ['my jobs'] }, ['service/my%20jobs']],
    ['may be excluded', { targets: ['database/*'], excludes: ['main'] }, ['database/archive']],
    [
      'is an environment where one is asked for',
      { environments: ['staging'] },
      ['environment/shop/staging', 'project/shop', 'service/staged'],
    ],
    [
      'is an environment where one is asked for, with what it is',
      { environments: ['environment/staging'] },
      ['environment/shop/staging', 'project/shop', 'service/staged'],
    ],
  ])('%s', (_title, selection, chosen) => {
    expect([...narrow(whole.desired, selection).desired.resources.keys()].toSorted()).toEqual(chosen)
  })

  test('that several have is an error, and they are named', () => {
    expect(() => narrow(two(), { targets: ['main'] })).toThrow(
      expect.objectContaining({
        problems: [
          expect.objectContaining({
            code: 'unknown-target',
            message: 'main may mean service/main or database/main',
            todo: 'Give the address of the one that is meant.',
          }),
        ],
      }),
    )
  })
})

describe('alone', () => {
  test('a target has nothing of what it needs', () => {
    const { desired, problems } = narrow(whole.desired, { targets: ['service/api'], alone: true })
    expect([...desired.resources.keys()]).toEqual(['service/api'])
    expect(problems).toEqual([])
  })

  test('an environment has what stands in it, and not what holds it', () => {
    const { desired } = narrow(whole.desired, { environments: ['environment/shop/production'], alone: true })
    expect([...desired.resources.keys()].toSorted()).toEqual(['environment/shop/production', 'service/live'])
  })

  test('what is left whole may leave out an item', () => {
    const { desired } = narrow(whole.desired, {
      targets: ['service/mailer'],
      excludes: ['service/mailer/env/LEVEL'],
      alone: true,
    })
    expect(desired.resources.get('service/mailer')?.untouched).toEqual({
      fields: false,
      items: new Set(['service/mailer/env/LEVEL']),
    })
  })
})

test('what a run is about of what no file has', () => {
  const { selects } = narrow(whole.desired, {
    targets: ['service/*'],
    excludes: ['service/mailer'],
    environments: ['environment/shop/staging'],
  }).desired
  const asked: readonly (readonly [address: string, inside?: string])[] = [
    ['service/old', 'environment/shop/staging'],
    ['service/mailer', 'environment/shop/staging'],
    ['database/old', 'environment/shop/staging'],
    ['service/old', 'environment/shop/production'],
    ['service/old'],
  ]
  expect(asked.map(([address, inside]) => selects?.(address, inside))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

describe('whatever is targeted', () => {
  const planOf = (desired: Desired) => plan(desired, whole.known, { now: it.clock.now() })
  const acting = ({ changes }: Plan) => changes.filter(({ action }) => action !== 'none')

  test('all is the same as nothing said', () => {
    const { desired, problems } = narrow(whole.desired, { targets: ['*'] })
    expect(problems).toEqual([])
    expect(planOf(desired)).toEqual(planOf(whole.desired))
  })

  const isPartOf = (change: Change, full: Change | undefined): boolean =>
    full?.action === change.action &&
    fieldsOf(change).every(({ field }) => fieldsOf(full).some((other) => other.field === field)) &&
    changedItems(change).every((item) =>
      itemsOf(full).some((other) => other.address === item.address && other.action === item.action),
    )

  test('a plan has no change that the plan of all lacks', () => {
    const full = planOf(whole.desired)
    const known = full.changes.flatMap((change) => [
      change.address,
      ...itemsOf(change).map((item) => item.address),
    ])
    const patterns = fc.array(fc.constantFrom(...known), { maxLength: 4 })
    fc.assert(
      fc.property(patterns, patterns, (targets, excludes) => {
        let desired: Desired
        try {
          desired = narrow(whole.desired, { targets, excludes }).desired
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemsError)
          return
        }
        const part = planOf(desired)
        for (const change of acting(part)) {
          expect(
            isPartOf(
              change,
              full.changes.find(({ address }) => address === change.address),
            ),
          ).toBe(true)
        }
        expect(part.unmanaged).toEqual(full.unmanaged)
      }),
      { seed: 1, numRuns: 100 },
    )
  })
})
