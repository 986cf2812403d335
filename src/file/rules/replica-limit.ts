import { items, type Rule } from '../judge/index.ts'

const most = 5

export const replicaLimit: Rule = {
  doc: 'More read replicas than a database may have.',
  check: ({ mapping, say }) => {
    const count = items(mapping, 'readReplicas').length
    if (count <= most) return
    say(['readReplicas'], `a database has at most ${most} read replicas; got ${count}`, { side: 'key' })
  },
}
