import { listIn, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'
import { keepItems } from '../text/index.ts'

/** Render gives every public service a subdomain of its own: it is no custom domain. */
export const ownSubdomain: Rule = {
  doc: 'A subdomain of Render among the custom domains.',
  straighten: ({ mapping, file, say }) => {
    for (const [index, domain] of listIn(mapping, 'domains').entries()) {
      if (!isOwn(domain)) continue
      const message = `${quoted(String(domain))} is given by Render and no custom domain`
      say(['domains', index], message, { todo: 'Remove it.' })
    }
    keepItems(file.marks, mapping, 'domains', (domain) => !isOwn(domain))
  },
}

const isOwn = (domain: unknown): boolean => /\.onrender\.com$/i.test(String(domain))
