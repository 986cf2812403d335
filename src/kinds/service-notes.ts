/** Fields of services that the file may have and we do not plan, each for a reason. */
import type { JsonSchema } from '../rows/index.ts'
import { serverPlan } from './shared/plans.ts'

/** Blueprint facts, "What the API cannot do". */
export const previewsByRender: Readonly<Record<string, JsonSchema>> = {
  initialDeployHook: {
    type: 'string',
    description: 'A command that runs once, after the first deploy.',
    examples: ['npm run seed'],
  },
  'previews.plan': { ...serverPlan.schema, description: 'The instance type of previews.' },
  'previews.numInstances': {
    type: 'integer',
    minimum: 1,
    description: 'The number of instances of previews.',
  },
}

const native = ['buildCommand', 'startCommand']
const docker = ['dockerfilePath', 'dockerContext', 'registryCredential.fromRegistryCreds.name']
const git = ['repo', 'branch', 'rootDir', 'buildFilter']
const image = ['image.url', 'image.creds.fromRegistryCreds.name']

/** What the service's runtime cannot use: a warning, ignored (design page §4). */
export const uselessForRuntime = ({ runtime }: Readonly<Record<string, unknown>>): readonly string[] => {
  if (runtime === 'image') return [...native, ...docker, ...git]
  if (runtime === 'docker') return [...native, ...image]
  return [...docker, 'dockerCommand', ...image]
}

/** What only services on the public internet have. */
const publicOnly = ['healthCheckPath', 'domains', 'renderSubdomainPolicy', 'ipAllowList', 'maintenanceMode']

/** Render's schema has one shape for all servers: what means nothing for this one is accepted there too. */
export const uselessForHidden = (values: Readonly<Record<string, unknown>>): readonly string[] => [
  ...uselessForRuntime(values),
  ...publicOnly,
]

/** What a service is made from: an image, or a repository. */
export const neededByRuntime = ({ runtime }: Readonly<Record<string, unknown>>): readonly string[] => [
  runtime === 'image' ? 'image.url' : 'repo',
]
