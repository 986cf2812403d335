import { instances, made, record, service } from '../shared/answers.ts'
import {
  created,
  environment,
  files,
  inWorkspace,
  names,
  ofEnvironments,
  ofRegions,
  ofSuspended,
  ofWorkspace,
  paging,
  updated,
  variables,
} from '../shared/common.ts'
import { destroy, lists, patch, post, put, read, remove } from '../shared/operation.ts'
import { count, flag, growing, joined, open, optional, sent, text, word } from '../shared/param.ts'

const types = ['static_site', 'web_service', 'private_service', 'background_worker', 'cron_job']
const runtimes = ['docker', 'elixir', 'go', 'image', 'node', 'python', 'ruby', 'rust']

const settings = {
  name: text('Its name, which no other service of the workspace has.'),
  autoDeploy: word('Whether pushes to its branch deploy it.', 'yes', 'no'),
  autoDeployTrigger: word('When a push deploys it.', 'commit', 'off', 'checksPass'),
  repo: text('The URL of its repository.'),
  branch: text('The branch it is built from.'),
  image: open('The image that it runs in place of a repository: imagePath, ownerId, registryCredentialId.'),
  buildFilter: open('The paths that count, and that do not: paths, ignoredPaths.'),
  rootDir: text('The folder of the repository that it is built in.'),
  serviceDetails: open(
    'What only services of its type have: runtime, plan, region, commands, schedule and more.',
  ),
}
const { name, ...others } = settings

export const services = {
  'services.list': lists('/services', {
    does: 'lists services',
    query: {
      ...ofWorkspace,
      ...names,
      ...optional({
        type: joined(growing('Only those of one of these types.', types)),
        runtime: sent('env', joined(growing('Only those with one of these runtimes.', runtimes))),
        includePreviews: flag(
          'Whether previews of pull requests are listed as well; they are if this is not said.',
        ),
      }),
      ...ofEnvironments,
      ...ofRegions,
      ...ofSuspended,
      ...created,
      ...updated,
      ...paging,
    },
    under: 'service',
    item: service,
  }),
  'services.get': read('/services/{service}', { does: 'reads a service', answers: service }),
  'services.create': post('/services', {
    does: 'creates a service and starts its first deploy',
    body: {
      type: growing('What it is.', types),
      name,
      ...inWorkspace,
      ...optional({
        ...others,
        environment,
        envVars: variables('Its variables.'),
        secretFiles: files('Its secret files.'),
      }),
    },
    answers: made,
    hides: ['value', 'content'],
    mind: 'The service costs what its plan costs from now on. Its first deploy has begun, and is not live.',
    ends: 'deploy',
  }),
  'services.update': patch('/services/{service}', {
    does: 'changes settings of a service',
    body: optional(settings),
    answers: service,
    mind: 'What runs keeps its settings until the next deploy, which this does not start.',
  }),
  'services.delete': destroy('/services/{service}', {
    does: 'deletes a service with its disk, domains and variables',
  }),
  'services.suspend': post('/services/{service}/suspend', {
    does: 'stops a service until it is resumed',
    again: true,
    mind: 'A suspended service answers nobody. Its disk goes on costing.',
  }),
  'services.resume': post('/services/{service}/resume', {
    does: 'starts a suspended service again',
    again: true,
    mind: 'It is deployed first, and runs when that deploy is live.',
    ends: 'deploy',
  }),
  'services.restart': post('/services/{service}/restart', {
    does: 'restarts the instances of a service, with the code that they run',
    empty: 200,
    again: true,
    mind: 'Variables that were changed since the last deploy are not taken up: that needs a deploy.',
  }),
  'services.scale': post('/services/{service}/scale', {
    does: 'sets how many instances of a service run',
    again: true,
    body: { instances: sent('numInstances', count('How many instances.', 1)) },
    mind: 'Where autoscaling is on, it goes on deciding.',
  }),
  'services.instances': read('/services/{service}/instances', {
    does: 'lists the running instances of a service',
    answers: instances,
  }),
  'services.purgeCache': post('/services/{service}/cache/purge', {
    does: 'empties the edge cache of a web service',
    again: true,
  }),
  'services.createPreview': post('/services/{service}/preview', {
    does: 'creates a preview of a service from another image',
    body: {
      imagePath: text('The image that the preview runs.'),
      ...optional({ name: text('Its name.'), plan: text('Its plan.') }),
    },
    answers: made,
    hides: ['value', 'content'],
    mind: 'Only services that run an image have previews of this kind.',
    ends: 'deploy',
  }),
  'autoscaling.set': put('/services/{service}/autoscaling', {
    does: 'lets the number of instances follow the load',
    body: {
      enabled: flag('Whether it is on.'),
      min: count('The least instances.', 1),
      max: count('The most instances.', 1),
      criteria: open('At which use of cpu and memory there are more: each with enabled and percentage.'),
    },
    answers: record,
  }),
  'autoscaling.delete': remove('/services/{service}/autoscaling', {
    does: 'keeps the number of instances as it is',
  }),
}
