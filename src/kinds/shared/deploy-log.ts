import { type ApiRequest, form, get } from '../../http/index.ts'
import type { Deploy } from '../../rows/index.ts'

/** So many lines say why, as a rule. */
const lines = 10

/** The end of what was logged since a deploy began: no line says which deploy it is of. A build has a log of its own. */
export const deployLog = (resource: string, { status, createdAt }: Deploy, owner: string): ApiRequest =>
  get(
    '/logs',
    {
      ownerId: owner,
      resource: [resource],
      type: [/^(update|pre_deploy)_/.test(status) ? 'app' : 'build'],
      startTime: createdAt,
      direction: 'backward',
      limit: lines,
    },
    form.object({ logs: form.maybe(form.listOf(form.object())) }),
  )
