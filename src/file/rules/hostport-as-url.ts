import { inner, items, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

/** `API_URL`, `apiUrl`, `VITE_API_BASE_URL`, `CALLBACK_URI`. */
const namesUrl =
  /(^|_)([Uu][Rr][LlIi]|ORIGIN|[Oo]rigin)[Ss]?$|[a-z](Ur[li]|UR[LI]|Origin)s?$|^[A-Z]{2,}UR[LI]S?$/

export const hostportAsUrl: Rule = {
  doc: 'A `hostport` for a variable that is named like a URL.',
  check: ({ mapping, say }) => {
    for (const [item, index] of items(mapping, 'envVars')) {
      const key = String(item.key)
      if (inner(item, 'fromService')?.property !== 'hostport' || !namesUrl.test(key)) continue
      const message = `"hostport" is no URL: ${quoted(key)} becomes "host:port", without "http://" before it`
      say(['envVars', index, 'fromService', 'property'], message, {
        todo: 'Put "http://" before it where it is read, or take "envVarKey: RENDER_EXTERNAL_URL" of a public service.',
      })
    }
  },
}
