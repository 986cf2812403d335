import { form } from '../../http/index.ts'
import {
  blueprint,
  delivery,
  hiddenKeysOfWebhooks,
  ips,
  maintenance as maintenanceForm,
  notifications as notificationsForm,
  record,
  registryCredential,
  sync,
  webhook,
} from '../shared/answers.ts'
import { created, inWorkspace, names, ofWorkspace, paging, region, updated } from '../shared/common.ts'
import { destroy, lists, patch, post, read } from '../shared/operation.ts'
import {
  flag,
  hiddenText,
  idOf,
  joined,
  list,
  open,
  optional,
  sent,
  text,
  time,
  word,
} from '../shared/param.ts'

const registries = ['GITHUB', 'GITLAB', 'DOCKER', 'GOOGLE_ARTIFACT', 'AWS_ECR'] as const
const credential = {
  name: text('Its name.'),
  registry: word('The registry.', ...registries),
  username: text('The name to log in with.'),
  authToken: hiddenText('The password or token to log in with.'),
}

export const registryCredentials = {
  'registryCredentials.list': lists('/registrycredentials', {
    does: 'lists registry credentials',
    query: {
      ...ofWorkspace,
      ...names,
      ...optional({
        username: joined(text('Only those with one of these names to log in with.')),
        registry: sent('type', joined(word('Only those of one of these registries.', ...registries))),
      }),
      ...created,
      ...updated,
      ...paging,
    },
    item: registryCredential,
  }),
  'registryCredentials.get': read('/registrycredentials/{credential}', {
    does: 'reads a registry credential, without its token',
    answers: registryCredential,
  }),
  'registryCredentials.create': post('/registrycredentials', {
    does: 'creates a registry credential',
    body: { ...credential, ...inWorkspace },
    answers: registryCredential,
  }),
  'registryCredentials.update': patch('/registrycredentials/{credential}', {
    does: 'changes a registry credential',
    body: credential,
    answers: registryCredential,
    mind: 'Services that use it have to be deployed.',
  }),
  'registryCredentials.delete': destroy('/registrycredentials/{credential}', {
    does: 'deletes a registry credential',
  }),
}

const events = sent('eventFilter', list(text('A type of events, such as deploy_ended.')))
const url = hiddenText('Where the events are sent.')

export const webhooks = {
  'webhooks.list': lists('/webhooks', {
    does: 'lists webhooks',
    query: { ...ofWorkspace, ...paging },
    under: 'webhook',
    item: webhook,
    hides: hiddenKeysOfWebhooks,
  }),
  'webhooks.get': read('/webhooks/{webhook}', {
    does: 'reads a webhook',
    answers: webhook,
    hides: hiddenKeysOfWebhooks,
  }),
  'webhooks.create': post('/webhooks', {
    does: 'has events sent to a URL',
    body: {
      name: text('Its name.'),
      ...inWorkspace,
      url,
      enabled: flag('Whether it is on.'),
      events,
    },
    answers: webhook,
    hides: hiddenKeysOfWebhooks,
    mind: 'The secret that its events are signed with is in the answer.',
  }),
  'webhooks.update': patch('/webhooks/{webhook}', {
    does: 'changes a webhook',
    body: optional({ name: text('Its name.'), url, enabled: flag('Whether it is on.'), events }),
    answers: webhook,
    hides: hiddenKeysOfWebhooks,
  }),
  'webhooks.delete': destroy('/webhooks/{webhook}', {
    does: 'deletes a webhook',
    mind: 'A new one has another secret.',
  }),
  'webhooks.deliveries': lists('/webhooks/{webhook}/events', {
    does: 'lists what a webhook has sent, and how that was answered',
    query: {
      ...optional({
        sentAfter: time('Only what was sent after this time.'),
        sentBefore: time('Only what was sent before this time.'),
      }),
      ...paging,
    },
    under: 'webhookEvent',
    item: delivery,
  }),
}

const whenOfService = word('What is told about it.', 'default', 'none', 'failure', 'all')

export const notifications = {
  'notifications.get': read('/notification-settings/owners/{workspace}', {
    does: 'reads what the members of a workspace are told about',
    answers: notificationsForm,
  }),
  'notifications.update': patch('/notification-settings/owners/{workspace}', {
    does: 'changes what the members of a workspace are told about',
    body: optional({
      emailEnabled: flag('Whether they are told by mail.'),
      previewNotificationsEnabled: flag('Whether they are told about previews.'),
      notificationsToSend: word('What they are told about.', 'none', 'failure', 'all'),
    }),
    answers: notificationsForm,
  }),
  'notifications.listOverrides': lists('/notification-settings/overrides', {
    does: 'lists the services that are told about otherwise',
    query: {
      ...ofWorkspace,
      ...optional({ service: list(idOf('service', 'Only those of these services.', 'serviceId')) }),
      ...paging,
    },
    under: 'override',
    item: notificationsForm,
  }),
  'notifications.getOverride': read('/notification-settings/overrides/services/{service}', {
    does: 'reads what is told about a service',
    answers: notificationsForm,
  }),
  'notifications.setOverride': patch('/notification-settings/overrides/services/{service}', {
    does: 'changes what is told about a service',
    body: optional({
      notificationsToSend: whenOfService,
      previewNotificationsEnabled: word('Whether its previews are told about.', 'default', 'false', 'true'),
    }),
    answers: notificationsForm,
  }),
}

const ipSettings = {
  description: text('What it is for.'),
  environments: sent('environmentIds', list(idOf('environment', 'The environments that use it.'))),
}

export const dedicatedIps = {
  'dedicatedIps.list': read('/dedicated-ips', {
    does: 'lists sets of dedicated IP addresses',
    query: inWorkspace,
    answers: form.listOf(ips),
  }),
  'dedicatedIps.get': read('/dedicated-ips/{ip}', {
    does: 'reads a set of dedicated IP addresses',
    answers: ips,
  }),
  'dedicatedIps.create': post('/dedicated-ips', {
    does: 'orders a set of dedicated IP addresses',
    body: { name: text('Its name.'), ...inWorkspace, region, ...optional(ipSettings) },
    answers: ips,
    mind: 'It costs from now on. Its addresses are there when its status is RUNNING.',
  }),
  'dedicatedIps.update': patch('/dedicated-ips/{ip}', {
    does: 'changes a set of dedicated IP addresses',
    body: optional({ name: text('Its name.'), ...ipSettings }),
    answers: ips,
  }),
  'dedicatedIps.delete': destroy('/dedicated-ips/{ip}', {
    does: 'gives a set of dedicated IP addresses back',
    mind: 'The same addresses do not come again.',
  }),
}

export const maintenance = {
  'maintenance.list': read('/maintenance', {
    does: 'lists maintenance that is due',
    query: {
      ...ofWorkspace,
      ...optional({
        resource: sent('resourceId', joined(idOf('resource', 'Only that of these databases.'))),
        state: list(
          word(
            'Only that in one of these states.',
            'scheduled',
            'in_progress',
            'user_fix_required',
            'cancelled',
            'succeeded',
            'failed',
          ),
        ),
      }),
    },
    answers: form.listOf(maintenanceForm),
  }),
  'maintenance.get': read('/maintenance/{maintenance}', {
    does: 'reads a maintenance run',
    answers: maintenanceForm,
  }),
  'maintenance.schedule': patch('/maintenance/{maintenance}', {
    does: 'moves a maintenance run to another time',
    body: optional({ scheduledAt: time('When it begins.') }),
  }),
  'maintenance.start': post('/maintenance/{maintenance}/trigger', {
    does: 'starts a maintenance run now',
    mind: 'What is maintained may be away meanwhile.',
  }),
}

const ownBusiness = 'Who has a file that render-sync applies has no use for a Blueprint that syncs beside it.'

export const blueprints = {
  'blueprints.list': lists('/blueprints', {
    does: 'lists Blueprints',
    query: { ...ofWorkspace, ...paging },
    under: 'blueprint',
    item: blueprint,
  }),
  'blueprints.get': read('/blueprints/{blueprint}', {
    does: 'reads a Blueprint, with what belongs to it',
    answers: blueprint,
  }),
  'blueprints.create': post('/blueprints', {
    does: 'connects a repository with a render.yaml',
    body: {
      ...inWorkspace,
      source: open('Where the file is: repo, branch, path.'),
      ...optional({
        name: text('Its name.'),
        autoSync: flag('Whether it syncs when the file changes.'),
        existingResources: word('What becomes of what is there by that name.', 'adopt', 'create_new'),
      }),
    },
    answers: record,
    only: ownBusiness,
  }),
  'blueprints.validate': post('/blueprints/validate', {
    does: 'has Render check a render.yaml',
    speaks: 'form',
    body: { ...inWorkspace, file: text('The file.') },
    answers: record,
    only: 'It is sent as a form, not as JSON; validate tells more.',
  }),
  'blueprints.update': patch('/blueprints/{blueprint}', {
    does: 'changes a Blueprint',
    body: optional({
      name: text('Its name.'),
      autoSync: flag('Whether it syncs when the file changes.'),
      path: text('Where the file is.'),
    }),
    answers: blueprint,
    mind: 'With autoSync on, the next push changes the workspace beside this program.',
  }),
  'blueprints.delete': destroy('/blueprints/{blueprint}', {
    does: 'disconnects a Blueprint',
    mind: 'What it has made stays.',
  }),
  'blueprints.syncs': lists('/blueprints/{blueprint}/syncs', {
    does: 'lists the syncs of a Blueprint, newest first',
    query: paging,
    under: 'sync',
    item: sync,
  }),
}
