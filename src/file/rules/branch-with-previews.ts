import { inner, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'
import { valueAt } from '../text/index.ts'

/** A service of another repository has no pull request of its own: it builds what it always builds. */
export const branchWithPreviews: Rule = {
  doc: 'A fixed branch while preview environments are on.',
  check: ({ mapping, file, say }) => {
    const { branch, repo } = mapping
    const previews = valueAt(file.root, ['previews', 'generation'])
    const on = previews === 'automatic' || previews === 'manual'
    if (!on || repo !== undefined || typeof branch !== 'string') return
    if (inner(mapping, 'previews')?.generation === 'off') return
    const built = `preview environments build the branch ${quoted(branch)} too`
    say(['branch'], `${built}, instead of the branch of their pull request`, {
      todo: 'Remove "branch", or turn previews off for this service.',
    })
  },
}
