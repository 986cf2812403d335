import {
  accepted,
  created,
  createdWithin,
  listed,
  newestPage,
  noContent,
  ok,
  operation,
  withRow,
  wrapped,
} from '../operation/index.ts'
import type { CustomDomain, Service } from '../records/index.ts'
import { microseconds, nanoseconds } from '../records/index.ts'
import {
  badRequest,
  commaList,
  conflict,
  createdBetween,
  matching,
  notFound,
  object,
  oneOf,
  paging,
  single,
  text,
} from '../request/index.ts'
import type { World } from '../state/index.ts'

/** Every service has a list of its own. */
const listName = (serviceId: string) => `custom domains of ${serviceId}`
const path = '/services/:serviceId/custom-domains'

/** Wildcards are domains too, and a last label in another script begins with xn--. */
const hostname = matching(
  /^(?=.{4,253}$)(\*\.)?([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/i,
  'a domain name',
)

/** Public suffixes of two labels that are common enough to matter; all others are taken to be the last label. */
const twoLabels = /\.((?:ac|co|com|gov|net|org|edu)\.[a-z]{2})$/

const publicSuffixOf = (name: string): string =>
  twoLabels.exec(name)?.[1] ?? name.slice(name.lastIndexOf('.') + 1)

const isApex = (name: string) => {
  const labels = name.slice(0, -publicSuffixOf(name).length - 1).split('.')
  return labels.length === 1
}

/** The name that Render adds by itself: www. of an apex and the apex of a www. (API facts §1.4). */
const counterpart = (name: string): string | undefined => {
  if (isApex(name)) return `www.${name}`
  const rest = name.startsWith('www.') ? name.slice(4) : ''
  return rest && isApex(rest) ? rest : undefined
}

const newDomain = (world: World, name: string, redirectForName: string): CustomDomain => ({
  id: world.newId('cdm'),
  name,
  domainType: isApex(name) ? 'apex' : 'subdomain',
  publicSuffix: publicSuffixOf(name),
  redirectForName,
  verified: false,
  createdAt: world.moments.now(),
})

const view = (domain: CustomDomain, digits: (instant: string) => string = microseconds) => ({
  id: domain.id,
  name: domain.name,
  domainType: domain.domainType,
  publicSuffix: domain.publicSuffix,
  redirectForName: domain.redirectForName,
  verificationStatus: domain.verified ? 'verified' : 'unverified',
  createdAt: digits(domain.createdAt),
})

const publicService = (world: World, id: string): Service => {
  const service = world.services.find(id)
  if (service.type !== 'web_service' && service.type !== 'static_site')
    throw badRequest(`a ${service.type} cannot have custom domains`)
  return service
}

const refuseTaken = (world: World, name: string) => {
  for (const id of world.services.ids('domain', name))
    throw conflict(`domain ${name} is already in use by ${id}`)
}

const addDomains = (world: World, service: Service, name: string): CustomDomain[] => {
  refuseTaken(world, name)
  const other = counterpart(name)
  const free = other && !service.domains.some((domain) => domain.name === other)
  const added = [newDomain(world, name, '')]
  if (other && free) added.push(newDomain(world, other, name))
  world.services.change(service, { domains: [...service.domains, ...added] })
  return added
}

const domainOf = (service: Service, idOrName: string): CustomDomain => {
  const found = service.domains.find(({ id, name }) => id === idOrName || name === idOrName.toLowerCase())
  if (!found) throw notFound(idOrName)
  return found
}

export const domainOperations = [
  operation(
    'GET',
    path,
    {
      query: {
        ...paging,
        ...createdBetween,
        name: commaList(text),
        domainType: single(oneOf(['apex', 'subdomain'])),
        verificationStatus: single(oneOf(['verified', 'unverified'])),
      },
    },
    ({ world, param, query }) => {
      const rows = publicService(world, param('serviceId')).domains.filter(
        (domain) =>
          listed(query.name, domain.name) &&
          (!query.domainType || query.domainType === domain.domainType) &&
          (!query.verificationStatus || (query.verificationStatus === 'verified') === domain.verified) &&
          createdWithin(domain, query),
      )
      return ok(
        wrapped('customDomain', newestPage(listName(param('serviceId')), rows, query), (domain) =>
          view(domain),
        ),
      )
    },
  ),
  operation(
    'POST',
    path,
    {
      body: object({ name: hostname }),
    },
    ({ world, param, body }) => {
      const service = publicService(world, param('serviceId'))
      const added = addDomains(world, service, body.name.toLowerCase())
      // An array even for one, in nanoseconds unlike every later read (API facts §0, §1.4).
      return created(added.map((domain) => view(domain, nanoseconds)))
    },
  ),
  operation('GET', `${path}/:idOrName`, {}, ({ world, param }) =>
    ok(view(domainOf(publicService(world, param('serviceId')), param('idOrName')))),
  ),
  operation('DELETE', `${path}/:idOrName`, {}, ({ world, param }) => {
    const service = publicService(world, param('serviceId'))
    const gone = domainOf(service, param('idOrName'))
    // What redirects to it goes with it.
    const domains = service.domains.filter(
      (domain) => domain !== gone && domain.redirectForName !== gone.name,
    )
    world.services.change(service, { domains })
    return noContent
  }),
  operation('POST', `${path}/:idOrName/verify`, {}, ({ world, param }) => {
    const service = publicService(world, param('serviceId'))
    // The DNS always agrees here.
    const domain = { ...domainOf(service, param('idOrName')), verified: true }
    world.services.change(service, { domains: withRow(service.domains, domain) })
    return accepted
  }),
]
