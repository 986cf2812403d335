import type { Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const healthPath: Rule = {
  doc: 'A health check path that does not start with a slash.',
  check: ({ mapping: { healthCheckPath: path }, say }) => {
    if (typeof path !== 'string' || path === '' || path.startsWith('/')) return
    say(['healthCheckPath'], `"healthCheckPath" should start with /; got ${quoted(path)}`)
  },
}
