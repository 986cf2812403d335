import { inYaml } from '../../rows/index.ts'
import { inner, items, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

/** Render may give a service another address than its name says: one that is taken gets more letters. */
export const routeOwnAddress: Rule = {
  doc: 'A route that has the address of a service of the file written down.',
  check: ({ mapping, resources, say }) => {
    const said = new Set(items(inner(mapping, 'x-render-sync'), 'routes').map(([{ source }]) => source))
    for (const [{ source, destination }, index] of items(mapping, 'routes')) {
      const [, slug, path = ''] =
        /^https?:\/\/([^./]+)\.onrender\.com(\/.*)?$/i.exec(String(destination)) ?? []
      const target = resources.entries.find(
        ({ kind, names }) => kind.slugOf?.(names.at(-1) ?? '') === slug?.toLowerCase(),
      )
      if (slug === undefined || !target || said.has(source)) continue
      const name = target.names.at(-1)
      const message = `"destination" has the address of the ${target.kind.title} ${quoted(name)} written down, which may get another one`
      const instead = { source, destinationFromService: name, path }
      say(['routes', index, 'destination'], message, {
        todo: `Say it without: ${inYaml('x-render-sync.routes', [instead])}.`,
      })
    }
  },
}
