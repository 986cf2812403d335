/** A file before and after, whose apply has all there is to kill in it, and what may be wrong when it was killed. */
import type { LoggedRequest, State } from '../../src/emulator/index.ts'

const git = { runtime: 'node', repo: 'https://github.com/acme/app', buildCommand: 'npm ci' }
const shared = { fromGroup: 'shared' }
const hostOf = (name: string) => ({ key: 'PEER', fromService: { type: 'pserv', name, property: 'host' } })

export const file = (now: 'before' | 'after') => {
  const isAfter = now === 'after'
  const value = isAfter ? 'two' : 'one'
  const level = { key: 'LEVEL', value }
  const gone = isAfter ? [] : [{ key: 'GONE', value }]
  return JSON.stringify({
    services: [
      {
        type: 'pserv',
        name: 'api',
        ...git,
        startCommand: `start ${value}`,
        envVars: [level, shared, ...gone],
        disk: { name: 'data', mountPath: '/data', sizeGB: isAfter ? 20 : 10 },
      },
      { type: 'web', name: 'web', ...git, startCommand: 'start', envVars: [shared, hostOf('api')] },
      { type: 'worker', name: 'tail', ...git, startCommand: 'start', envVars: [level] },
      { type: 'cron', name: 'job', ...git, startCommand: 'run', schedule: '0 3 * * *', envVars: [level] },
      { type: 'keyvalue', name: 'cache', plan: isAfter ? 'standard' : 'starter', ipAllowList: [] },
      ...(isAfter
        ? [
            {
              type: 'worker',
              name: 'new',
              ...git,
              startCommand: 'start',
              envVars: [level, shared, hostOf('api')],
            },
            { type: 'pserv', name: 'newer', ...git, startCommand: 'start', envVars: [hostOf('newest')] },
            { type: 'pserv', name: 'newest', ...git, startCommand: 'start', envVars: [hostOf('newer')] },
          ]
        : [{ type: 'worker', name: 'old', ...git, startCommand: 'start', envVars: [{ fromGroup: 'left' }] }]),
    ],
    databases: [
      { name: 'main', plan: 'basic-256mb' },
      ...(isAfter ? [{ name: 'second', plan: 'basic-256mb' }] : []),
    ],
    envVarGroups: [
      {
        name: 'shared',
        envVars: [
          { key: 'A', value },
          { key: 'B', value },
        ],
      },
      { name: isAfter ? 'fresh' : 'left', envVars: [{ key: 'A', value }] },
    ],
    'x-render-sync': { prune: { kinds: ['services', 'envVarGroups', 'envVars'], scope: 'workspace' } },
  })
}

/** Everything that has a name, by kind, with its id. */
export const namesIn = (state: State): readonly (readonly [name: string, id: string])[] =>
  (['services', 'postgres', 'keyValues', 'envGroups'] as const).flatMap((table) =>
    Object.values<{ id: string; name?: string; config?: { name: string } }>(state[table]).map(
      ({ id, name, config }) => [`${table}/${name ?? config?.name}`, id] as const,
    ),
  )

/** The services that a request writes so that only a deploy makes it so. */
const writtenBy = ({ path }: LoggedRequest, state: State): readonly string[] => {
  const [, , collection = '', id = '', part = '', last = ''] = path.split('/')
  if (collection === 'services') return ['', 'env-vars', 'secret-files'].includes(part) ? [id] : []
  if (collection === 'disks')
    return Object.values(state.disks).flatMap((disk) => (disk.id === id ? disk.serviceId : []))
  if (collection !== 'env-groups') return []
  if (part === 'services') return [last]
  return part === 'env-vars' ? (state.envGroups[id]?.serviceIds ?? []) : []
}

/** Services whose last write is younger than their last deploy, by the order in which requests came. */
export const stale = (requests: readonly LoggedRequest[], state: State): readonly string[] => {
  const isOwed = new Set<string>()
  for (const request of requests.filter(({ method, status }) => method !== 'GET' && status < 300)) {
    const [deployed] = /(?<=\/services\/)[^/]+(?=\/deploys$)/.exec(request.path) ?? []
    if (deployed !== undefined) isOwed.delete(deployed)
    for (const id of writtenBy(request, state)) isOwed.add(id)
  }
  return Object.values(state.services).flatMap(({ id, config }) => (isOwed.has(id) ? [config.name] : []))
}
