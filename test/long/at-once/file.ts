/** One workspace as three files have it. */
export type Version = 'base' | 'one' | 'two'

export const secretsText = 'hub/authToken=a token\n'

/** Of each thing that both change, a value of its own for each version; and one variable that the other does not know. */
export const fileOf = (version: Version): string => {
  const mine = (value: string) =>
    version === 'base' ? [] : [{ key: `ONLY_${version.toUpperCase()}`, value }]
  const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
  const repo = 'https://github.com/acme/app'
  return JSON.stringify({
    projects: [
      {
        name: 'shop',
        environments: [
          {
            name: 'live',
            permissions: { protection: version === 'one' ? 'enabled' : 'disabled' },
            databases: [
              {
                name: 'main',
                plan: 'basic-1gb',
                ipAllowList: [{ source: `10.0.${version.length}.0/24`, description: version }],
              },
            ],
          },
        ],
      },
    ],
    envVarGroups: [{ name: 'shared', envVars: [{ key: 'LEVEL', value: version }, ...mine('x')] }],
    services: [
      {
        type: 'keyvalue',
        name: 'cache',
        plan: 'starter',
        ipAllowList: [{ source: '10.0.0.0/8', description: version }],
      },
      {
        type: 'web',
        name: 'api',
        ...node,
        repo,
        healthCheckPath: `/${version}`,
        envVars: [
          { fromGroup: 'shared' },
          { key: 'DATABASE_URL', fromDatabase: { name: 'main', property: 'connectionString' } },
          { key: 'VERSION', value: version },
          ...mine('x'),
        ],
      },
      { type: 'worker', name: 'jobs', ...node, repo, envVars: [{ fromGroup: 'shared' }] },
      {
        type: 'web',
        name: 'site',
        runtime: 'static',
        repo,
        buildCommand: 'npm ci',
        staticPublishPath: 'dist',
        headers: [{ path: '/*', name: 'X-Version', value: version }],
        routes: [{ type: 'rewrite', source: '/*', destination: `/${version}.html` }],
      },
    ],
    'x-render-sync': {
      webhooks: [{ name: 'chat', url: `https://example.com/${version}`, enabled: true, eventFilter: [] }],
      registryCredentials: [{ name: 'hub', registry: 'docker', username: version }],
    },
  })
}

interface Named {
  readonly name?: string
  readonly headers?: readonly { readonly path: string; readonly name: string }[]
  readonly routes?: readonly { readonly source: string }[]
}

/** `services api`: by kind, all names in the state of an emulator, and of headers and routes what they are for. */
export const namesIn = (state: unknown): readonly string[] =>
  Object.entries(state as Record<string, unknown>).flatMap(([kind, records]) =>
    typeof records !== 'object' || records === null || kind === 'deploys'
      ? []
      : Object.values(records as Record<string, Named | null>).flatMap((record) =>
          typeof record?.name !== 'string'
            ? []
            : [
                `${kind} ${record.name}`,
                ...(record.headers ?? []).map(({ path, name }) => `${record.name} header ${path} ${name}`),
                ...(record.routes ?? []).map(({ source }) => `${record.name} route ${source}`),
              ],
        ),
  )
