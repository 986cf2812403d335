import ipaddr from 'ipaddr.js'
import type { FileObject, FilePath } from '../../rows/index.ts'
import { extension } from '../form/index.ts'
import { inner, items, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const cidr: Rule = {
  doc: 'A range of addresses that is none.',
  check: ({ mapping, say }) => {
    for (const { source, path } of [...sourcesIn(mapping, []), ...sourcesIn(mapping, [extension])]) {
      const got = String(source)
      if (got.includes('/') ? ipaddr.isValidCIDR(got) : isFullAddress(got)) continue
      const message = `"source" must be an IP address or a range such as 203.0.113.0/24; got ${quoted(got)}`
      say(path, message)
    }
  },
}

/** An environment has its list under `x-render-sync`. */
const sourcesIn = (mapping: FileObject, at: FilePath) =>
  items(
    at.reduce<FileObject | undefined>((holder, key) => inner(holder, String(key)), mapping),
    'ipAllowList',
  ).map(([{ source }, index]) => ({ source, path: [...at, 'ipAllowList', index, 'source'] }))

// The library also takes short forms such as 127.1.
const isFullAddress = (text: string): boolean =>
  text.includes(':') ? ipaddr.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text)
