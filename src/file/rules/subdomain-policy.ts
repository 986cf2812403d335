import { listIn, type Rule } from '../judge/index.ts'

export const subdomainPolicy: Rule = {
  doc: 'No subdomain and no domain: nobody reaches the service.',
  check: ({ mapping, say }) => {
    if (mapping.renderSubdomainPolicy !== 'disabled' || listIn(mapping, 'domains').length > 0) return
    const message = '"renderSubdomainPolicy: disabled" needs a domain, or nobody can reach the service'
    say(['renderSubdomainPolicy'], message, { side: 'key' })
  },
}
