import { inner, items, type Rule } from '../judge/index.ts'
import { quoted, written } from '../messages/index.ts'

export const routeDestination: Rule = {
  doc: 'A route that leads to no path and no URL.',
  check: ({ mapping, say }) => {
    for (const [{ destination }, index] of items(mapping, 'routes')) {
      const text = String(destination)
      if (/^(\/|https?:\/\/)/i.test(text)) continue
      const message = `"destination" must be a path or a URL, such as /index.html; got ${quoted(text)}`
      const todo = `Write ${written('destination', `/${text}`)}, or "https://" before the name of a host.`
      say(['routes', index, 'destination'], message, { todo })
    }
    for (const [{ path = '' }, index] of items(inner(mapping, 'x-render-sync'), 'routes')) {
      const text = String(path)
      if (text === '' || text.startsWith('/')) continue
      const message = `"path" must begin with "/"; got ${quoted(text)}`
      say(['x-render-sync', 'routes', index, 'path'], message, {
        todo: `Write ${written('path', `/${text}`)}.`,
      })
    }
  },
}
