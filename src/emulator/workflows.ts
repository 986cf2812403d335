import { ok, operation } from './operation.ts'
import { ownedBy, ownerFilter } from './owners.ts'
import { commaList, paging } from './query.ts'
import { text } from './validate.ts'

/** There are none, and nothing here makes any; Render's command line lists them beside the services. */
export const workflowOperations = [
  operation(
    'GET',
    '/workflows',
    { query: { ...paging, ...ownerFilter, name: commaList(text), environmentId: commaList(text) } },
    ({ world, query }) => {
      ownedBy(world, query.ownerId)
      return ok([])
    },
  ),
]
