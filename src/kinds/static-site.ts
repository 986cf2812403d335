import { kindOf, text } from '../rows/index.ts'
import { domains } from './aspects/domains.ts'
import { headers } from './aspects/headers.ts'
import { routes } from './aspects/routes.ts'
import { ignoredOfServices, reachable, serviceAspects, serviceKind, slugOf } from './service.ts'
import { gitRows, previewGeneration, publicRows, row } from './service-rows.ts'
import { details, type ServiceLive } from './shared/service-live.ts'

export const staticSite = kindOf<ServiceLive>()({
  name: 'staticSite',
  ...serviceKind('static_site'),
  title: 'static site',
  doc: 'Files that Render builds and serves from its edge.',
  idPrefix: 'srv',
  file: { list: 'services', types: ['web'], static: true, required: ['type', 'name', 'runtime'] },
  fields: {
    buildCommand: row({
      doc: 'The command that builds the site.',
      codec: text({ examples: ['npm ci && npm run build', 'hugo --minify'] }),
      onChange: 'deploy',
      clear: '',
      read: (live) => live.serviceDetails.buildCommand ?? '',
      write: (buildCommand) => details({ buildCommand }),
    }),
    staticPublishPath: row({
      doc: 'The directory to publish.',
      codec: text({ examples: ['./build'] }),
      onChange: 'deploy',
      default: 'public',
      read: (live) => live.serviceDetails.publishPath,
      write: (publishPath) => details({ publishPath }),
    }),
    ...gitRows,
    ...previewGeneration,
    ...publicRows,
  },
  aspects: { ...serviceAspects, domains, headers, routes },
  outputs: reachable,
  slugOf,
  blueprintOnly: {
    preDeployCommand: {
      type: 'string',
      description: 'The command that runs after the build.',
      examples: ['npm run check'],
    },
  },
  needed: () => ['repo'],
  useless: () => ['plan', 'region', 'numInstances'],
  ignored: { ...ignoredOfServices, image: 'a static site is built from a repository' },
})
