/** Lists of GraphQL, page by page. */
import { at, textAt } from '../asked/index.ts'

/** All nodes of the list at a path of an answer. `ask`: is given where the page begins; undefined: at the start. */
export const nodesAt = async (
  path: readonly string[],
  ask: (after: string | undefined) => Promise<unknown>,
): Promise<readonly unknown[]> => {
  const all: unknown[] = []
  let after: string | undefined
  do {
    const page = at(await ask(after), ...path)
    const nodes = at(page, 'nodes')
    all.push(...(Array.isArray(nodes) ? nodes : []))
    after = at(page, 'pageInfo', 'hasNextPage') === true ? textAt(page, 'pageInfo', 'endCursor') : undefined
  } while (after !== undefined)
  return all
}
