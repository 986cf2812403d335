/** What is left for a person to do once the files are written. Pure. */
import type { Proposal } from './files.ts'
import type { Forge } from './forge.ts'

interface Started {
  readonly file: string
  /** What was pulled; absent: the file was there. */
  readonly pulled: string | undefined
  readonly secrets: readonly string[]
  readonly forge: Forge
}

/** What each CI has to be given, and where. */
const wantedBy = (forge: Forge, written: readonly Proposal[]): readonly string[] => {
  switch (forge) {
    case 'github': {
      const named = written.flatMap(({ text }) => text.match(/(?<=\bsecrets\.)[A-Z]\w*/g) ?? [])
      if (named.length === 0) return []
      const names = [...new Set(named)].sort().join(', ')
      return ['', `Secrets that the workflows take (Settings, Secrets and variables, Actions): ${names}.`]
    }
    case 'gitlab':
      return [
        '',
        'Include render.gitlab-ci.yml in .gitlab-ci.yml; its first lines say which variables it takes (Settings, CI/CD, Variables).',
      ]
    case 'none':
      return []
  }
}

export const nextSteps = (
  { file, pulled, secrets, forge }: Started,
  written: readonly Proposal[],
): string => {
  const steps = [
    `render-sync plan -f ${file}${pulled === undefined ? '' : '    # no changes: it was just pulled'}`,
    ...(secrets.length > 0
      ? ['cp secrets.env.example secrets.env    # and fill in what the workspace has not got']
      : []),
    `git add ${written.map(({ name }) => name).join(' ')}`,
  ]
  return ['', 'Next:', ...steps.map((step) => `  ${step}`), ...wantedBy(forge, written)].join('\n')
}
