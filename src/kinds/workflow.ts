import { del, form, get, patch, path, post } from '../http/index.ts'
import {
  type Body,
  type Deploy,
  type Deploys,
  deployForm,
  fieldsOf,
  growing,
  kindOf,
  oneOf,
  text,
  usually,
} from '../rows/index.ts'
import { groupLinks } from './aspects/group-links.ts'
import { placement } from './aspects/placement.ts'
import { serviceEnvVars } from './service.ts'
import { instanceBills } from './shared/bills.ts'
import { regionName, repository } from './shared/codecs.ts'
import { deployLog } from './shared/deploy-log.ts'
import { durations } from './shared/durations.ts'
import { postNamed } from './shared/lookup.ts'
import { tableDay } from './shared/table-day.ts'

/** What the API says of a workflow (API facts §8.1): one that is built from a repository, always. */
export interface WorkflowLive {
  readonly id: string
  readonly name: string
  readonly region: string
  readonly createdAt: string
  readonly environmentId?: string
  readonly autoDeployTrigger?: string
  readonly runCommand: string
  readonly buildConfig: {
    readonly repo: string
    readonly branch?: string
    readonly rootDir?: string
    readonly runtime: string
    readonly buildCommand: string
  }
}

const workflowForm = form.object({
  id: form.id,
  name: form.word,
  region: form.text,
  createdAt: form.time,
  environmentId: form.maybe(form.id),
  runCommand: form.text,
  buildConfig: form.object({ repo: form.text, runtime: form.word, buildCommand: form.text }),
})

/** All of them. */
const workflows = { path: '/workflows', wrapper: 'workflow', item: workflowForm } as const

const row = fieldsOf<WorkflowLive>()
const build = (body: Body): Body => ({ buildConfig: body })

const stateOf: Record<string, 'ready' | 'failed'> = {
  ready: 'ready',
  build_failed: 'failed',
  registration_failed: 'failed',
}

/** A workflow has versions where a service has deploys; nothing stops one. A new one is there at once, and the answer has no id. */
const versions: Deploys<WorkflowLive> = {
  possible: () => true,
  trigger: ({ id }) =>
    post(
      '/workflowversions',
      { workflowId: id },
      {
        list: {
          path: '/workflowversions',
          query: { workflowID: [id] },
          wrapper: 'workflowVersion',
          item: deployForm,
          answers: 'one page',
        },
        match: ({ createdAt }: Deploy, sentAt) => Date.parse(createdAt) >= sentAt,
      },
      { empty: true },
    ),
  newest: ({ id }) =>
    get(
      '/workflowversions',
      { workflowID: [id], limit: 2 },
      form.listOf(form.object({ workflowVersion: deployForm })),
    ),
  wrapper: 'workflowVersion',
  get: (_live, version) => get(path`/workflowversions/${version}`, undefined, deployForm),
  state: (status) => stateOf[status] ?? 'waiting',
  queued: (status) => stateOf[status] === undefined,
  // The document's example of a task's slug ends with the name of a version, and that is a commit.
  origin: ({ name }) => (name === undefined ? undefined : { id: name, shown: `version ${name}` }),
  // Of workflows the API tells no page of the Dashboard.
  link: () => undefined,
  log: ({ id }, version, owner) => deployLog(id, version, owner),
}

/** The API has no field for the environment or the group in the body: both follow the create. */
const { onCreate: _, ...placedLater } = placement

export const workflow = kindOf<WorkflowLive>()({
  name: 'workflow',
  title: 'workflow',
  doc: 'Tasks that run when they are called.',
  prefix: 'workflow',
  idPrefix: 'wfl',
  onDemand: true,
  file: { list: 'services', types: ['workflow'], required: ['type', 'name', 'runtime'] },
  fields: {
    runtime: row({
      doc: 'What the workflow is built with.',
      codec: growing(tableDay, oneOf('node', 'python', 'elixir', 'go', 'ruby')),
      onChange: 'deploy',
      read: (live) => live.buildConfig.runtime,
      write: (runtime) => build({ runtime }),
    }),
    region: row({
      doc: 'The region it runs in.',
      codec: regionName,
      onChange: 'replace',
      default: 'oregon',
      read: (live) => live.region,
      write: (region) => ({ region }),
    }),
    repo: row({
      doc: 'The repository to build. Omitted: on create, the one that holds the file; afterwards, unmanaged.',
      codec: repository,
      onChange: 'deploy',
      default: ({ repo }) => repo,
      read: (live) => live.buildConfig.repo,
      write: (repo) => build({ repo }),
    }),
    branch: row({
      doc: "The branch to build. Omitted: the repository's default branch.",
      codec: text({ minLength: 1, examples: ['main', 'production'] }),
      onChange: 'deploy',
      read: (live) => live.buildConfig.branch,
      write: (branch) => build({ branch }),
    }),
    rootDir: row({
      doc: 'The directory of the repository that the workflow lives in.',
      codec: text({ examples: ['flows', 'apps/tasks'] }),
      onChange: 'deploy',
      clear: '',
      read: (live) => live.buildConfig.rootDir ?? '',
      write: (rootDir) => build({ rootDir }),
    }),
    buildCommand: row({
      doc: 'The command that builds the workflow.',
      codec: text({ examples: ['npm ci', 'pip install -r requirements.txt'] }),
      onChange: 'deploy',
      default: '',
      clear: '',
      read: (live) => live.buildConfig.buildCommand,
      write: (buildCommand) => build({ buildCommand }),
    }),
    startCommand: row({
      doc: 'The command that registers the tasks and runs them.',
      codec: text({ minLength: 1, examples: ['node tasks.js', 'python main.py'] }),
      onChange: 'deploy',
      read: (live) => live.runCommand,
      write: (runCommand) => ({ runCommand }),
    }),
    autoDeployTrigger: row({
      doc: 'When Render builds a version by itself: at each commit, after its checks pass, or never.',
      codec: usually('commit', oneOf('commit', 'checksPass', 'off')),
      onChange: 'update',
      read: (live) => live.autoDeployTrigger ?? 'commit',
      write: (autoDeployTrigger) => ({ autoDeployTrigger }),
    }),
  },
  aspects: { envVars: serviceEnvVars, groupLinks, placement: placedLater },
  outputs: {},
  blueprintOnly: {
    buildFilter: {
      type: 'object',
      description: 'Which changed files start a build.',
      properties: {
        paths: { type: 'array', items: { type: 'string' }, description: 'Only these (globs).' },
        ignoredPaths: { type: 'array', items: { type: 'string' }, description: 'Not these (globs).' },
      },
    },
  },
  needed: () => ['repo', 'startCommand'],
  useless: () => ['plan'],
  bills: instanceBills,
  ignored: { name: 'the identity', ownerId: 'the workspace' },
  list: (owner) => ({ ...workflows, query: { ownerId: [owner] } }),
  get: ({ id }) => get(path`/workflows/${id}`, undefined, workflowForm),
  nameOf: (live) => live.name,
  unique: true,
  create: (body, made) => postNamed(workflows, body, made, workflowForm),
  created: (live: WorkflowLive) => ({ live }),
  // The document wants all of it.
  update: ({ id, buildConfig }, body) =>
    patch(
      path`/workflows/${id}`,
      {
        ...body,
        ...(body.buildConfig !== undefined && {
          buildConfig: { ...buildConfig, ...(body.buildConfig as Body) },
        }),
      },
      workflowForm,
    ),
  remove: ({ id }) => del(path`/workflows/${id}`),
  holdsData: () => false,
  deploys: versions,
  // It is built, and its tasks are registered.
  takes: () => durations.build + durations.update,
})
