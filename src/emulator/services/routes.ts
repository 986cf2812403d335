import {
  created,
  listed,
  noContent,
  ok,
  operation,
  orderedPage,
  rowOf,
  withoutRow,
  wrapped,
} from '../operation/index.ts'
import type { Route, Service } from '../records/index.ts'
import { commaList, integer, listOf, object, oneOf, paging, text, wholeList } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { routeInput } from './checks.ts'
import { siteOf } from './headers.ts'

/** Redirects and rewrites of a static site: the one list that is in an order of its own (API facts §1.7). */

/** Every service has a list of its own. */
const listName = (serviceId: string) => `routes of ${serviceId}`
const path = '/services/:serviceId/routes'

const withPriority = (routes: readonly Route[]) => routes.map((route, priority) => ({ ...route, priority }))

/** Puts a route that the site has, or a new one, at its priority, or behind all others. */
const place = (world: World, site: Service, route: Route, priority?: number) => {
  const others = withoutRow(site.routes, route)
  const routes = others.toSpliced(priority ?? others.length, 0, route)
  world.services.change(site, { routes })
  return { ...route, priority: routes.indexOf(route) }
}

const named = (routes: readonly Route[], id: string): Route => rowOf(routes, id, (route) => route.id === id)

export const routeOperations = [
  operation(
    'GET',
    path,
    {
      query: {
        ...paging,
        type: commaList(oneOf(['redirect', 'rewrite'])),
        source: commaList(text),
        destination: commaList(text),
      },
    },
    ({ world, param, query }) => {
      const rows = withPriority(siteOf(world, param('serviceId')).routes).filter(
        (route) =>
          listed(query.type, route.type) &&
          listed(query.source, route.source) &&
          listed(query.destination, route.destination),
      )
      return ok(wrapped('route', orderedPage(listName(param('serviceId')), rows, query), (route) => route))
    },
  ),
  operation('POST', path, { body: routeInput }, ({ world, param, body: { priority, ...route } }) => {
    const site = siteOf(world, param('serviceId'))
    return created(place(world, site, { id: world.newId('rdr'), ...route }, priority))
  }),
  operation(
    'PATCH',
    `${path}/:routeId`,
    { body: object({ priority: integer(0) }) },
    ({ world, param, body }) => {
      const site = siteOf(world, param('serviceId'))
      const route = named(site.routes, param('routeId'))
      // Named so in the document.
      return ok({ headers: place(world, site, route, body.priority) })
    },
  ),
  operation('PUT', path, { body: wholeList(listOf(routeInput)) }, ({ world, param, body }) => {
    const site = siteOf(world, param('serviceId'))
    // A priority in the body has no effect: the place in the list is what counts.
    const routes = body.map(({ priority: _, ...route }) => ({ id: world.newId('rdr'), ...route }))
    world.services.change(site, { routes })
    return ok(routes.length > 0 ? withPriority(routes) : null)
  }),
  operation('DELETE', `${path}/:routeId`, {}, ({ world, param }) => {
    const site = siteOf(world, param('serviceId'))
    const routes = withoutRow(site.routes, named(site.routes, param('routeId')))
    world.services.change(site, { routes })
    return noContent
  }),
]
