/** Rows that several of the five service kinds have, to be spread into each. */
import { address } from '../address.ts'
import {
  type Body,
  type DefaultContext,
  fieldsOf,
  flag,
  growing,
  integer,
  oneOf,
  switched,
  text,
  usually,
} from '../rows/index.ts'
import {
  allowList,
  buildFilter,
  everywhere,
  image,
  noFilter,
  regionName,
  repository,
} from './shared/codecs.ts'
import { cronPlan, serverPlan } from './shared/plans.ts'
import { details, type ServiceLive } from './shared/service-live.ts'
import { tableDay } from './shared/table-day.ts'

export const row = fieldsOf<ServiceLive>()

const specific = (body: Body): Body => details({ envSpecificDetails: body })

/** Built by Render itself: whatever runtime it adds from now on is one of these. */
const isNative = ({ values: { runtime } }: DefaultContext) =>
  runtime !== undefined && runtime !== 'docker' && runtime !== 'image'
const fromGit = ({ values }: DefaultContext) => values.runtime !== 'image'

/** A command that always exists: empty when it was never set. */
const nativeCommand = (name: 'buildCommand' | 'startCommand', doc: string, examples: readonly string[]) =>
  row({
    doc,
    codec: text({ examples }),
    onChange: 'deploy',
    default: (context) => (isNative(context) ? '' : undefined),
    clear: '',
    read: (live) => live.serviceDetails.envSpecificDetails?.[name],
    write: (command) => specific({ [name]: command }),
  })

const dockerText = (
  name: 'dockerCommand' | 'dockerfilePath' | 'dockerContext',
  usual: string,
  doc: string,
  examples: readonly string[],
) =>
  row({
    doc,
    codec: usually(usual, text({ examples })),
    onChange: 'deploy',
    // An empty text would come back as this one.
    clear: usual,
    read: (live) => live.serviceDetails.envSpecificDetails?.[name],
    write: (value) => specific({ [name]: value }),
  })

export const gitRows = {
  repo: row({
    doc: 'The repository to build. Omitted: on create, the one that holds the file; afterwards, unmanaged.',
    codec: repository,
    onChange: 'deploy',
    default: (context) => (fromGit(context) ? context.repo : undefined),
    read: (live) => live.repo,
    write: (repo) => ({ repo }),
  }),
  branch: row({
    doc: "The branch to build. Omitted: the repository's default branch.",
    codec: text({ minLength: 1, examples: ['main', 'production'] }),
    onChange: 'deploy',
    read: (live) => live.branch,
    write: (branch) => ({ branch }),
  }),
  rootDir: row({
    doc: 'The directory of the repository that the service lives in.',
    codec: text({ examples: ['backend', 'apps/api'] }),
    onChange: 'deploy',
    clear: '',
    read: (live) => live.rootDir ?? '',
    write: (rootDir) => ({ rootDir }),
  }),
  buildFilter: row({
    doc: 'Which changed files start a build. Omitted: left alone (Render itself would wipe it).',
    codec: buildFilter,
    onChange: 'update',
    clear: noFilter,
    read: ({ buildFilter: live }) => ({ paths: live?.paths ?? [], ignoredPaths: live?.ignoredPaths ?? [] }),
    // Only nulls clear it (API facts §1.1).
    write: ({ paths, ignoredPaths }) => ({
      buildFilter: {
        paths: paths.length > 0 ? paths : null,
        ignoredPaths: ignoredPaths.length > 0 ? ignoredPaths : null,
      },
    }),
  }),
  autoDeployTrigger: row({
    doc: 'When Render deploys by itself: at each commit, after its checks pass, or never.',
    codec: usually('commit', oneOf('commit', 'checksPass', 'off')),
    onChange: 'update',
    read: (live) => live.autoDeployTrigger ?? (live.autoDeploy === 'no' ? 'off' : 'commit'),
    write: (autoDeployTrigger) => ({ autoDeployTrigger }),
  }),
}

export const region = row({
  doc: 'The region it runs in.',
  codec: regionName,
  onChange: 'replace',
  default: 'oregon',
  read: (live) => live.serviceDetails.region,
  write: (region) => details({ region }),
})

const credentialName = {
  ...text({ minLength: 1, examples: ['docker-hub'] }),
  refersTo: 'registry-credential',
}

/** The credential of a docker build; `created` is how a POST has it. */
export const buildCredential = (created: (id: string) => Body) =>
  row({
    doc: 'The registry credential that pulls the base images of a docker build, by name.',
    codec: credentialName,
    onChange: 'deploy',
    read: (live) => live.serviceDetails.envSpecificDetails?.registryCredential?.name,
    write: (name, context, live) => {
      const id = context.id(address('registry-credential', name))
      return specific(live === undefined ? created(id) : { registryCredentialId: id })
    },
  })

export const runtimeRows = {
  runtime: row({
    doc: 'What the service is built with.',
    codec: growing(tableDay, oneOf('node', 'python', 'elixir', 'go', 'ruby', 'rust', 'docker', 'image')),
    onChange: 'deploy',
    read: (live) => live.serviceDetails.runtime,
    write: (runtime) => details({ runtime }),
  }),
  buildCommand: nativeCommand(
    'buildCommand',
    'The command that builds the service. Not for docker and image.',
    ['npm ci && npm run build', 'pip install -r requirements.txt'],
  ),
  startCommand: nativeCommand(
    'startCommand',
    'The command that starts the service. Not for docker and image.',
    ['npm start', 'gunicorn app:app'],
  ),
  dockerCommand: dockerText(
    'dockerCommand',
    '',
    "The command that the container runs, instead of the image's own.",
    ['node worker.js', './bin/server --verbose'],
  ),
  dockerfilePath: dockerText('dockerfilePath', './Dockerfile', 'The path of the Dockerfile.', [
    './docker/Dockerfile',
    './Dockerfile.production',
  ]),
  dockerContext: dockerText('dockerContext', '.', 'The path of the build context.', [
    './backend',
    './docker',
  ]),
  'registryCredential.fromRegistryCreds.name': buildCredential((id) => ({ registryCredentialId: id })),
  'image.url': row({
    doc: 'The image to run, instead of building a repository.',
    codec: image,
    onChange: 'deploy',
    read: (live) => live.imagePath,
    write: (imagePath, { owner }) => ({ image: { ownerId: owner, imagePath } }),
  }),
  'image.creds.fromRegistryCreds.name': row({
    doc: 'The registry credential that pulls the image, by name.',
    codec: credentialName,
    onChange: 'deploy',
    read: (live) => live.registryCredential?.name,
    write: (name, context) => ({
      image: {
        ownerId: context.owner,
        registryCredentialId: context.id(address('registry-credential', name)),
      },
    }),
  }),
}

export const previewGeneration = {
  'previews.generation': row({
    doc: 'Whether pull requests get a preview of the service.',
    codec: usually('off', oneOf('off', 'manual', 'automatic')),
    onChange: 'update',
    read: (live) => live.serviceDetails.previews?.generation ?? 'off',
    write: (generation) => details({ previews: { generation } }),
  }),
}

/** What web services, private services and background workers share. */
export const serverRows = {
  preDeployCommand: row({
    doc: 'The command that runs after the build and before the start, for migrations.',
    codec: text({ examples: ['npm run migrate', 'python manage.py migrate'] }),
    onChange: 'deploy',
    clear: '',
    // Written beside the runtime's own settings, read among them (API facts §1.1).
    read: (live) => live.serviceDetails.envSpecificDetails?.preDeployCommand ?? '',
    write: (preDeployCommand) => details({ preDeployCommand }),
  }),
  maxShutdownDelaySeconds: row({
    doc: 'Seconds that the service has to exit after SIGTERM.',
    codec: integer({ minimum: 1, maximum: 300 }),
    onChange: 'deploy',
    clear: 30,
    read: (live) => live.serviceDetails.maxShutdownDelaySeconds ?? 30,
    write: (maxShutdownDelaySeconds) => details({ maxShutdownDelaySeconds }),
  }),
  ...previewGeneration,
}

/** What web services and static sites share. */
export const publicRows = {
  renderSubdomainPolicy: row({
    doc: 'Whether the service answers at its onrender.com subdomain too.',
    codec: usually('enabled', switched('enabled', 'disabled')),
    onChange: 'update',
    read: (live) => live.serviceDetails.renderSubdomainPolicy ?? 'enabled',
    write: (renderSubdomainPolicy) => details({ renderSubdomainPolicy }),
  }),
  ipAllowList: row({
    doc: 'Who may reach it: an exact list, `[]` is nobody. Omitted: left alone; on create, everybody.',
    codec: usually(allowList.toFile([everywhere]), allowList),
    onChange: 'update',
    read: (live) => live.serviceDetails.ipAllowList ?? [everywhere],
    write: (ipAllowList) => details({ ipAllowList }),
  }),
}

/** The API takes both or none. */
export const maintenanceRows = {
  'maintenanceMode.enabled': row({
    doc: 'Whether visitors get a maintenance page.',
    codec: usually(false, flag),
    onChange: 'update',
    default: ({ values }) => (values['maintenanceMode.uri'] === undefined ? undefined : false),
    read: (live) => live.serviceDetails.maintenanceMode?.enabled ?? false,
    write: (enabled) => details({ maintenanceMode: { enabled } }),
  }),
  'maintenanceMode.uri': row({
    doc: 'An absolute URL of a maintenance page of your own.',
    codec: text({
      format: 'uri',
      examples: ['https://status.example.com', 'https://example.com/maintenance'],
    }),
    onChange: 'update',
    default: ({ values }) => (values['maintenanceMode.enabled'] === undefined ? undefined : ''),
    clear: '',
    read: (live) => live.serviceDetails.maintenanceMode?.uri ?? '',
    write: (uri) => details({ maintenanceMode: { uri } }),
  }),
}

const planRow = (codec: typeof serverPlan) =>
  row({
    doc: 'The instance type.',
    codec,
    onChange: 'update',
    default: 'starter',
    read: (live) => live.serviceDetails.plan,
    write: (plan) => details({ plan }),
  })

/** Instance types of web services, private services and workers; of cron jobs. */
export const serverPlanRow = planRow(serverPlan)
export const cronPlanRow = planRow(cronPlan)
