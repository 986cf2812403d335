import { form } from '../../http/index.ts'
import { auditLog, member, owner, user } from '../shared/answers.ts'
import { span } from '../shared/common.ts'
import { destroy, lists, patch, read } from '../shared/operation.ts'
import { count, list, optional, text, word } from '../shared/param.ts'

const ofPeople = 'Who may do what in a workspace is for people to change, in the Dashboard.'

const logPages = {
  ...span,
  ...optional({
    direction: word('Whether the oldest come first.', 'forward', 'backward'),
    cursor: text('Where the page begins: what the page before it gave as its next.'),
    limit: count('How many a page has at most.', 1, 1000),
  }),
}

export const account = {
  'owners.list': lists('/owners', {
    does: 'lists the workspaces that the key reaches',
    query: optional({
      name: list(text('Only those with one of these names.')),
      email: list(text('Only those with one of these addresses.')),
      cursor: text('Where the page begins: what the page before it gave as its next.'),
      limit: count('How many a page has at most.', 1, 100),
    }),
    under: 'owner',
    item: owner,
  }),
  'owners.get': read('/owners/{workspace}', { does: 'reads a workspace', answers: owner }),
  'users.me': read('/users', { does: 'reads whose key this is', answers: user }),
  'members.list': read('/owners/{workspace}/members', {
    does: 'lists the members of a workspace',
    answers: form.listOf(member),
  }),
  'members.update': patch('/owners/{workspace}/members/{member}', {
    does: 'gives a member another role',
    body: {
      role: word(
        'The role.',
        'ADMIN',
        'DEVELOPER',
        'WORKSPACE_CONTRIBUTOR',
        'WORKSPACE_BILLING',
        'WORKSPACE_VIEWER',
      ),
    },
    answers: member,
    only: ofPeople,
  }),
  'members.remove': destroy('/owners/{workspace}/members/{member}', {
    does: 'takes a member out of a workspace',
    only: ofPeople,
  }),
  'auditLogs.list': lists('/owners/{workspace}/audit-logs', {
    does: 'lists what was done in a workspace, and by whom',
    query: logPages,
    under: 'auditLog',
    item: auditLog,
  }),
  'auditLogs.ofOrganization': lists('/organizations/{organization}/audit-logs', {
    does: 'lists what was done in an organization, and by whom',
    query: logPages,
    under: 'auditLog',
    item: auditLog,
  }),
}
