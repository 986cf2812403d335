import { del, form, path, post } from '../../http/index.ts'
import { aspectOf } from '../../rows/index.ts'
import type { ServiceLive } from '../shared/service-live.ts'

interface Domain {
  readonly name: string
  readonly redirectForName?: string
}

const domainForm = form.object({ id: form.id, name: form.segment })

const domainsOf = ({ id }: { readonly id: string }) => ({
  path: path`/services/${id}/custom-domains`,
  wrapper: 'customDomain',
  item: domainForm,
})

/** Custom domains. Render adds the www or apex twin by itself, as a redirect (API facts §1.4): a live twin counts as there. */
export const domains = aspectOf<ServiceLive>()<Domain>({
  doc: 'Custom domains; those that the file does not name are left alone.',
  part: 'domain',
  fields: {},
  onItem: 'update',
  first: true,
  removable: 'plain',
  exclusive: true,
  schema: {
    domains: {
      type: 'array',
      items: { type: 'string', minLength: 1, examples: ['shop.example.com'] },
      description: 'Custom domains.',
    },
  },
  declared: ({ domains }) =>
    (domains as readonly string[] | undefined)?.map((name, index) => ({
      key: name.toLowerCase(),
      raw: {},
      path: ['domains', index],
    })),
  spell: (items) => ({ domains: items.map(({ key }) => key) }),
  list: domainsOf,
  items: (_live, listed) => listed as readonly Domain[],
  keyOf: (domain) => domain.name,
  entryKeys: { domains: (domain) => (typeof domain === 'string' ? domain.toLowerCase() : undefined) },
  derivedFrom: ({ redirectForName }) => redirectForName || undefined,
  write: ({ id }, { changed, removed }) => [
    ...changed.map(({ key }) =>
      post(
        path`/services/${id}/custom-domains`,
        { name: key },
        {
          list: domainsOf({ id }),
          match: (domain: Domain) => domain.name === key,
          answer: (domain: Domain) => [domain],
          onConflict: 'lookup',
        },
        { body: form.someOf(domainForm) },
      ),
    ),
    ...[...removed.keys()].map((name) => del(path`/services/${id}/custom-domains/${name}`)),
  ],
})
