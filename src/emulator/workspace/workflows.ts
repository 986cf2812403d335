import { ok, operation, ownedBy, ownerFilter } from '../operation/index.ts'
import { commaList, paging, text } from '../request/index.ts'

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
