/** Every aspect of every kind that has it: what a change of one item plans, and that it settles. */
import { describe, expect, test } from 'vitest'
import { kinds } from '../../src/kinds/index.ts'
import type { AnyKind } from '../../src/rows/kind.ts'
import { bench, failures, lines, secretsOf } from '../support/workspace.ts'
import { formsOf, type Mapping } from './forms.ts'

/** From one state of a mapping to another, and what the plan says of it. `@` is the resource's address. */
interface Step {
  readonly title: string
  readonly before: Mapping
  readonly after: Mapping
  readonly plan: readonly string[]
}

const variable = (value: string | number) => ({ envVars: [{ key: 'LEVEL', value }] })
const file = (content: string) => ({ 'x-render-sync': { secretFiles: [{ name: '.env', content }] } })
const extension = (more: Mapping) => ({ 'x-render-sync': more })
const sentTo = (endpoint: string, more: Mapping = {}) => ({ setting: 'send', endpoint, ...more })
const disk = (more: Mapping) => ({ plan: 'starter', disk: { name: 'data', mountPath: '/var/data', ...more } })
const route = (source: string, type = 'rewrite') => ({ type, source, destination: '/' })
const header = (value: string) => ({ headers: [{ path: '/*', name: 'X-Frame-Options', value }] })

const steps: Readonly<Record<string, readonly Step[]>> = {
  envVars: [
    {
      title: 'a value',
      before: variable('a'),
      after: variable('b'),
      plan: ['update @ (deploys)', '  update @/env/LEVEL'],
    },
    {
      title: 'a number',
      before: variable(1),
      after: variable(2),
      plan: ['update @ (deploys)', '  update @/env/LEVEL'],
    },
    {
      title: 'a variable more; the one that is no longer named stays',
      before: variable('a'),
      after: { envVars: [{ key: 'MORE', value: 'x' }] },
      plan: ['update @ (deploys)', '  create @/env/MORE'],
    },
    {
      title: 'a generated one, once',
      before: { envVars: [] },
      after: { envVars: [{ key: 'SALT', generateValue: true }] },
      plan: ['update @ (deploys)', '  create @/env/SALT'],
    },
  ],
  secretFiles: [
    {
      title: 'a content',
      before: file('a'),
      after: file('b'),
      plan: ['update @ (deploys)', '  update @/file/.env'],
    },
    {
      title: 'a file more',
      before: {},
      after: file('b'),
      plan: ['update @ (deploys)', '  create @/file/.env'],
    },
  ],
  groupLinks: [
    {
      title: 'a link',
      before: { envVars: [] },
      after: { envVars: [{ fromGroup: 'shared' }] },
      plan: ['update @ (deploys)', '  create @/group/shared'],
    },
  ],
  placement: [
    {
      title: 'into an environment',
      before: {},
      after: { at: 'one' },
      plan: ['update @', '  update @/placement'],
    },
    {
      title: 'into another one',
      before: { at: 'one' },
      after: { at: 'two' },
      plan: ['update @', '  update @/placement'],
    },
    {
      title: 'out of it',
      before: { at: 'one' },
      after: { at: null },
      plan: ['update @', '  update @/placement'],
    },
    { title: 'at the root it stays', before: { at: 'one' }, after: {}, plan: [] },
  ],
  suspension: [
    {
      title: 'suspended and resumed',
      before: extension({ suspended: true }),
      after: extension({ suspended: false }),
      plan: ['update @', '  update @/suspension'],
    },
  ],
  notifications: [
    {
      title: 'what is sent; the rest stays',
      before: extension({ notifications: { send: 'all', previews: 'enabled' } }),
      after: extension({ notifications: { send: 'failure' } }),
      plan: ['update @', '  update @/notifications'],
    },
  ],
  logStream: [
    {
      title: 'dropped',
      before: {},
      after: extension({ logStream: { setting: 'drop' } }),
      plan: ['update @', '  create @/logStream'],
    },
    {
      title: 'sent with a token',
      before: extension({ logStream: { setting: 'drop' } }),
      after: extension({ logStream: sentTo('one.example.com:6514', { token: { sync: false } }) }),
      plan: ['update @', '  update @/logStream'],
    },
    {
      title: 'to another endpoint',
      before: extension({ logStream: sentTo('one.example.com:6514') }),
      after: extension({ logStream: sentTo('two.example.com:6514') }),
      plan: ['update @', '  update @/logStream'],
    },
    {
      title: 'a token more, which nobody can see, is no change',
      before: extension({ logStream: sentTo('one.example.com:6514') }),
      after: extension({ logStream: sentTo('one.example.com:6514', { token: { sync: false } }) }),
      plan: [],
    },
    {
      title: 'dropped, whatever stands beside it',
      before: extension({ logStream: sentTo('one.example.com:6514') }),
      after: extension({
        logStream: { setting: 'drop', endpoint: 'one.example.com:6514', token: { sync: false } },
      }),
      plan: ['update @', '  update @/logStream'],
    },
  ],
  target: [
    {
      title: 'another endpoint, with the token along',
      before: { token: { sync: false } },
      after: { endpoint: 'other.example.com:6514', token: { sync: false } },
      plan: ['update @', '  update @/target'],
    },
    {
      title: 'no previews',
      before: {},
      after: { preview: 'drop' },
      plan: ['update @', '  update @/target'],
    },
  ],
  parameters: [
    {
      title: 'a parameter, given as a number',
      before: {},
      after: extension({ parameterOverrides: { max_connections: 200 } }),
      plan: ['update @', '  update @/parameters'],
    },
    {
      title: 'other ones, exactly',
      before: extension({ parameterOverrides: { max_connections: '200', work_mem: '16MB' } }),
      after: extension({ parameterOverrides: { work_mem: '8MB' } }),
      plan: ['update @', '  update @/parameters'],
    },
    {
      title: 'none; a pool in front stays',
      before: { connectionPool: 'pgbouncer', ...extension({ parameterOverrides: { jit: false } }) },
      after: { connectionPool: 'pgbouncer', ...extension({ parameterOverrides: {} }) },
      plan: ['update @', '  update @/parameters'],
    },
  ],
  receiver: [
    {
      title: 'another address of the same host',
      before: { url: 'https://example.com/one' },
      after: { url: 'https://example.com/two' },
      plan: ['update @', '  update @/url'],
    },
    {
      title: 'an address that is left out stays',
      before: { url: 'https://example.com/one', enabled: true },
      after: { url: undefined, enabled: false },
      plan: ['update @', '  enabled'],
    },
  ],
  login: [
    {
      title: 'another user; the token is sent along',
      before: {},
      after: { username: 'other' },
      plan: ['update @ (deploys)', '  update @/login'],
    },
  ],
  disk: [
    { title: 'a new disk', before: {}, after: disk({}), plan: ['update @ (deploys)', '  create @/disk'] },
    {
      title: 'a larger one',
      before: disk({}),
      after: disk({ sizeGB: 20 }),
      plan: ['update @ (deploys)', '  update @/disk'],
    },
    {
      title: 'another path',
      before: disk({}),
      after: disk({ mountPath: '/var/files' }),
      plan: ['update @ (deploys)', '  update @/disk'],
    },
  ],
  instances: [
    {
      title: 'a count',
      before: { numInstances: 1 },
      after: { numInstances: 3 },
      plan: ['update @', '  update @/instances'],
    },
  ],
  scaling: [
    {
      title: 'on',
      before: {},
      after: { scaling: { minInstances: 1, maxInstances: 3, targetCPUPercent: 60 } },
      plan: ['update @', '  create @/scaling'],
    },
    {
      title: 'a target more; the other one stays',
      before: { scaling: { minInstances: 1, maxInstances: 3, targetCPUPercent: 60 } },
      after: { scaling: { targetMemoryPercent: 70 } },
      plan: ['update @', '  update @/scaling'],
    },
    {
      title: 'a smallest number above the live largest one, which goes up with it',
      before: { scaling: { minInstances: 1, maxInstances: 2, targetCPUPercent: 60 } },
      after: { scaling: { minInstances: 4, targetCPUPercent: 60 } },
      plan: ['update @', '  update @/scaling'],
    },
    {
      title: 'a largest number below the live smallest one, which goes down with it',
      before: { scaling: { minInstances: 4, maxInstances: 6, targetCPUPercent: 60 } },
      after: { scaling: { maxInstances: 2, targetCPUPercent: 60 } },
      plan: ['update @', '  update @/scaling'],
    },
  ],
  domains: [
    {
      title: 'a domain',
      before: {},
      after: { domains: ['shop.example.com'] },
      plan: ['update @', '  create @/domain/shop.example.com'],
    },
    {
      title: 'an apex and its twin',
      before: {},
      after: { domains: ['example.com', 'www.example.com'] },
      plan: ['update @', '  create @/domain/example.com', '  create @/domain/www.example.com'],
    },
  ],
  headers: [
    {
      title: 'a value',
      before: header('DENY'),
      after: header('SAMEORIGIN'),
      plan: ['update @', '  update @/header/%2F*%20x-frame-options'],
    },
    {
      title: 'a header more; the one that is no longer named stays',
      before: header('DENY'),
      after: { headers: [{ path: '/', name: 'X-Robots-Tag', value: 'none' }] },
      plan: ['update @', '  create @/header/%2F%20x-robots-tag'],
    },
    {
      title: 'a name in other letters is the same header',
      before: header('DENY'),
      after: { headers: [{ path: '/*', name: 'x-frame-options', value: 'DENY' }] },
      plan: [],
    },
  ],
  routes: [
    {
      title: 'another order',
      before: { routes: [route('/a'), route('/b')] },
      after: { routes: [route('/b'), route('/a')] },
      plan: ['update @', '  update @/route/%2Fb', '  update @/route/%2Fa'],
    },
    {
      title: 'another type',
      before: { routes: [route('/a')] },
      after: { routes: [route('/a', 'redirect')] },
      plan: ['update @', '  update @/route/%2Fa'],
    },
    {
      title: 'one in front; the one that is no longer named goes last',
      before: { routes: [route('/a')] },
      after: { routes: [route('/b')] },
      plan: ['update @', '  create @/route/%2Fb'],
    },
  ],
}

/** A file with one resource, a group to link, and two environments that it may stand `at`. */
const fileOf = ({ file }: AnyKind, { at, ...mapping }: Mapping): string => {
  if (file.single) {
    const { name: _name, ...only } = mapping
    return JSON.stringify({ 'x-render-sync': { [file.list]: only } })
  }
  const lists = { [file.list]: [mapping] }
  const placed = (name: string) => ({ name, ...(at === name && lists) })
  if (file.extension) return JSON.stringify({ 'x-render-sync': lists })
  return JSON.stringify({
    envVarGroups: [
      { name: 'shared', envVars: [{ key: 'X', value: 'y' }] },
      ...(at === undefined ? (lists.envVarGroups ?? []) : []),
    ],
    projects: [{ name: 'shop', environments: [placed('one'), placed('two')] }],
    ...(at === undefined && file.list !== 'envVarGroups' && lists),
    ...(at === null && { ungrouped: lists }),
  })
}

/** What write-only tokens are given as. */
const secrets = secretsOf({ authToken: 'a token', logStreamToken: 'a token' })

/** Kinds that have the same aspects as a web service, or fewer. */
export const likeWebService = ({ name }: AnyKind): boolean =>
  name === 'privateService' || name === 'backgroundWorker'

/** Tries each step of each aspect of these kinds. */
export const tryAspects = (isTried: (kind: AnyKind) => boolean): void => {
  const kindsWithAspects = Object.entries<AnyKind>(kinds).filter(
    ([, kind]) => Object.keys(kind.aspects).length > 0 && isTried(kind),
  )
  describe.each(kindsWithAspects)('%s', (_name, kind) => {
    const [form] = formsOf(kind)
    describe.each(Object.keys(kind.aspects))('%s', (aspect) => {
      test.each(steps[aspect] ?? [])('$title', async ({ before, after, plan: expected }) => {
        const base = { name: 'thing', ...form?.base }
        const { apply, plan } = bench()
        const address = `${kind.prefix}/${kind.file.single ?? 'thing'}`
        expect(failures(await apply(fileOf(kind, { ...base, ...before }), { secrets }))).toEqual([])
        const text = fileOf(kind, { ...base, ...after })
        const wanted = expected.map((line) => line.replaceAll('@', address))
        expect(lines((await plan(text, { secrets })).plan)).toEqual(wanted)
        expect(failures(await apply(text, { secrets }))).toEqual([])
        expect(lines((await plan(text, { secrets })).plan)).toEqual([])
      })

      test('has steps here', () => expect(steps[aspect]).toBeDefined())
    })
  })
}
