import { ok, operation } from '../operation/index.ts'

/** What a database tells of its queries. Nothing runs in it and nothing is in it, so that each of these lists is empty. */

const lists = {
  processes: 'processes',
  'top-queries': 'topQueries',
  sizes: 'sizes',
  'table-scans': 'tableScans',
}

export const postgresInsightOperations = Object.entries(lists).map(([name, list]) =>
  operation('GET', `/postgres/:postgresId/query/${name}`, {}, ({ world, param }) => {
    world.postgres.find(param('postgresId'))
    return ok({ [list]: [] })
  }),
)
