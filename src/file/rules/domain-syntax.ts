import { listIn, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

const form = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i

export const domainSyntax: Rule = {
  doc: 'A domain that is no name of a host.',
  check: ({ mapping, say }) => {
    for (const [index, domain] of listIn(mapping, 'domains').entries()) {
      const got = String(domain)
      if (form.test(got)) continue
      say(['domains', index], `a domain must be a name such as shop.example.com; got ${quoted(got)}`)
    }
  },
}
