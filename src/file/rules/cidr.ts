import ipaddr from 'ipaddr.js'
import { items, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const cidr: Rule = {
  doc: 'A range of addresses that is none.',
  check: ({ mapping, say }) => {
    for (const [{ source }, index] of items(mapping, 'ipAllowList')) {
      const got = String(source)
      if (got.includes('/') ? ipaddr.isValidCIDR(got) : isFullAddress(got)) continue
      const message = `"source" must be an IP address or a range such as 203.0.113.0/24; got ${quoted(got)}`
      say(['ipAllowList', index, 'source'], message)
    }
  },
}

// The library also takes short forms such as 127.1.
const isFullAddress = (text: string): boolean =>
  text.includes(':') ? ipaddr.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text)
