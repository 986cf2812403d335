import { form } from '../../http/index.ts'
import { domain } from '../shared/answers.ts'
import { created, names, paging } from '../shared/common.ts'
import { destroy, lists, post, read } from '../shared/operation.ts'
import { optional, text, word } from '../shared/param.ts'

export const domains = {
  'domains.list': lists('/services/{service}/custom-domains', {
    does: 'lists the custom domains of a service',
    query: {
      ...names,
      ...optional({
        domainType: word('Only those of this type.', 'apex', 'subdomain'),
        verificationStatus: word('Only those that are verified, or are not.', 'verified', 'unverified'),
      }),
      ...created,
      ...paging,
    },
    under: 'customDomain',
    item: domain,
  }),
  'domains.get': read('/services/{service}/custom-domains/{domain}', {
    does: 'reads a custom domain',
    answers: domain,
  }),
  'domains.add': post('/services/{service}/custom-domains', {
    does: 'adds a custom domain to a service',
    body: { name: text('The domain.') },
    answers: form.listOf(domain),
    mind: 'It serves nobody until its DNS points here and it is verified. With www. or without, the other one comes along and redirects.',
  }),
  'domains.delete': destroy('/services/{service}/custom-domains/{domain}', {
    does: 'removes a custom domain from a service',
    mind: 'The one that redirects to it goes along.',
  }),
  'domains.verify': post('/services/{service}/custom-domains/{domain}/verify', {
    does: 'asks Render to look at the DNS of a domain again',
    again: true,
  }),
}
