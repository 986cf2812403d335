/** What everybody's values have in common, and what therefore gives nothing away. */
export const commonWords: readonly string[] = [
  'https:// http:// wss:// redis:// rediss:// amqp:// amqps:// mysql:// mongodb:// mongodb+srv:// kafka:// smtp:// smtps://',
  'postgres:// postgresql:// postgresql+asyncpg:// postgresql+psycopg2:// ?sslmode=require ?schema=public',
  'http://localhost: http://127.0.0.1: http://0.0.0.0: localhost: https://www. .onrender.com .render.com',
  '/services/ /env-vars/ /secret-files/ /env-groups/ /postgres/ /key-value/ /connection-info /registrycredentials/ /webhooks/',
  '/custom-domains/ /environments/ /projects/ /resources /disks/ /deploys/ /autoscaling /headers /routes /logs/streams/',
  '/notification-settings/ /overrides/ /owners/ /suspend /resume /restart /parameter-overrides',
  'https://github.com/ https://gitlab.com/ https://bitbucket.org/ https://api.render.com/v1',
  'production development staging preview testing disabled enabled default undefined verbose warning error debug info',
]

// What Render calls things by (API facts §0): of a connection string, the part that says which database it leads to.
const id = /\b[a-z]{3}-[0-9a-v]{20}(-[a-z])?\b/g

/** The ids in a text. */
export const idsIn = (text: string): readonly string[] => text.match(id) ?? []

const origin = /^https?:\/\/[^/?#@\s]+(?=[/?#]|$)/i

/** Where a webhook's address leads to: the rest of it is hidden. */
export const originOf = (url: string): string | undefined => origin.exec(url)?.[0]

/** By which keys live records hold what they are known by, and where they are. */
const namingKeys = new Set(['name', 'id', 'slug', 'mountPath', 'databaseName', 'databaseUser', 'username'])

/** The names and places in a live record. */
export const namesIn = (node: unknown): readonly string[] => {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? (namingKeys.has(key) ? [value] : []) : namesIn(value),
  )
}
