import { ok, operation } from '../request/operation.ts'
import { commaList, paging } from '../request/query.ts'
import { text } from '../request/validate.ts'
import { ownedBy, ownerFilter } from './owners.ts'

/** There are none, and nothing here makes any; Render's command line lists them beside the services. */
export const workflowOperations = [
  operation(
    'GET',
    '/workflows',
    {
      query: {
        ...paging,
        ...ownerFilter,
        name: commaList(text),
        environmentId: commaList(text),
        workflowID: commaList(text),
      },
    },
    ({ world, query }) => {
      ownedBy(world, query.ownerId)
      return ok([])
    },
  ),
]
