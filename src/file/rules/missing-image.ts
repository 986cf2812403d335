import { inner, type Rule } from '../judge/index.ts'

export const missingImage: Rule = {
  doc: 'The runtime `image` without an image.',
  check: ({ mapping, say }) => {
    if (mapping.runtime !== 'image' || inner(mapping, 'image')?.url !== undefined) return
    say([], 'a service with runtime image needs "image.url"')
  },
}
