/** Parameters of Postgres that differ from what Render sets: of a database, and of a read replica. */
import type { Codec } from '../../rows/index.ts'

export type Overrides = Readonly<Record<string, string>>
export type FileOverrides = Readonly<Record<string, string | number | boolean>>

/** The API has texts only. */
export const overrides: Codec<FileOverrides, Overrides> = {
  schema: {
    type: 'object',
    description: 'Parameters of Postgres by name: exact, `{}` is none. Some take a restart to take effect.',
    additionalProperties: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    examples: [{ max_connections: 200, work_mem: '16MB' }, { statement_timeout: '30s' }],
  },
  toApi: (given) => Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)])),
  toFile: (api) => api,
}
