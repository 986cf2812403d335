import { inner, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

/** What Render keeps to itself; what is below is free to use. */
const reserved = new Set([
  '',
  '/opt',
  '/opt/render',
  '/opt/render/project',
  '/opt/render/project/src',
  '/home',
  '/home/render',
  '/etc',
  '/etc/secrets',
])

export const forbiddenMountPath: Rule = {
  doc: 'A disk at a place that Render keeps to itself.',
  check: ({ mapping, say }) => {
    const disk = inner(mapping, 'disk')
    if (!disk) return
    const path = String(disk.mountPath)
    const at = ['disk', 'mountPath']
    if (!path.startsWith('/')) say(at, `"mountPath" must start with /; got ${quoted(path)}`)
    else if (reserved.has(path.replace(/\/+$/, ''))) {
      const message = `a disk cannot be mounted at ${quoted(path)} itself`
      say(at, message, { todo: 'Choose a directory below it.' })
    }
  },
}
