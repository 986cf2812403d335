/** Values that several kinds have: regions, allow lists, images, repositories. */
import ipaddr from 'ipaddr.js'
import { type Codec, growing, oneOf, setOf, text } from '../../rows/index.ts'
import { tableDay } from './table-day.ts'

export const regionName = growing(tableDay, oneOf('oregon', 'ohio', 'virginia', 'frankfurt', 'singapore'))

export interface FileAllow {
  readonly source: string
  readonly description?: string
}

export interface Allow {
  readonly cidrBlock: string
  readonly description: string
}

/** What Render's Dashboard writes for a list that lets everybody in. */
export const everywhere: Allow = { cidrBlock: '0.0.0.0/0', description: 'everywhere' }

/** The API wants a range where the file may give a single address. */
const asRange = (source: string): string => {
  if (source.includes('/') || !ipaddr.isValid(source)) return source
  return `${source}/${ipaddr.parse(source).kind() === 'ipv6' ? 128 : 32}`
}

export const allowList: Codec<FileAllow[], Allow[]> = setOf(
  {
    schema: {
      type: 'object',
      required: ['source'],
      properties: {
        source: {
          type: 'string',
          description: 'An IP address or a range in CIDR notation.',
          examples: ['203.0.113.4/30', '198.51.100.1'],
        },
        description: { type: 'string', description: 'A note for people.', examples: ['office', 'VPN'] },
      },
    },
    toApi: ({ source, description }) => ({ cidrBlock: asRange(source), description: description ?? '' }),
    toFile: ({ cidrBlock, description }) => ({ source: cidrBlock, ...(description && { description }) }),
  },
  (entry) => `${entry.cidrBlock} ${entry.description}`,
)

/** Render spells images out: `nginx` becomes `docker.io/library/nginx:latest` (API facts §1.1). */
const fullImage = (reference: string): string => {
  const plain = reference.replace(/^[a-z]+:\/\//, '')
  const [head = '', ...rest] = plain.split('/')
  const hasHost = rest.length > 0 && (/[.:]/.test(head) || head === 'localhost')
  const host = hasHost ? head : 'docker.io'
  const name = hasHost ? rest.join('/') : plain
  const hosted = `${host}/${host === 'docker.io' && !name.includes('/') ? 'library/' : ''}${name}`
  const last = hosted.slice(hosted.lastIndexOf('/') + 1)
  return /[:@]/.test(last) ? hosted : `${hosted}:latest`
}

export const image: Codec<string, string> = {
  ...text({ minLength: 1, examples: ['docker.io/library/nginx:1.27'] }),
  equal: (desired, live) => fullImage(desired) === fullImage(live),
}

const plainRepo = (url: string): string =>
  url
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase()

export const repository: Codec<string, string> = {
  ...text({ minLength: 1, examples: ['https://github.com/acme/shop', 'https://gitlab.com/acme/shop'] }),
  equal: (desired, live) => plainRepo(desired) === plainRepo(live),
}

export interface Filter {
  readonly paths: readonly string[]
  readonly ignoredPaths: readonly string[]
}

export const noFilter: Filter = { paths: [], ignoredPaths: [] }

const globs = { type: 'array', items: { type: 'string' } } as const

/** Exact where given: a list that is left out is an empty one. */
export const buildFilter: Codec<Partial<Filter>, Filter> = {
  schema: {
    type: 'object',
    properties: {
      paths: { ...globs, description: 'Only changes of these files start a build (globs).' },
      ignoredPaths: { ...globs, description: 'Changes of these files start none (globs).' },
    },
  },
  toApi: (filter) => ({ paths: filter.paths ?? [], ignoredPaths: filter.ignoredPaths ?? [] }),
  toFile: ({ paths, ignoredPaths }) => ({
    ...(paths.length > 0 && { paths }),
    ...(ignoredPaths.length > 0 && { ignoredPaths }),
  }),
}
