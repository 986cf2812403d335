/** What is left for a person to do once the files are written. Pure. */
import type { Proposal } from './files.ts'
import type { Forge } from './forge.ts'

interface Started {
  readonly file: string
  readonly secrets: readonly string[]
  readonly forge: Forge
}

/** Where each CI keeps what must not stand in a workflow. */
const keptAt: Readonly<Record<Exclude<Forge, 'none'>, string>> = {
  github: 'Settings, Secrets and variables, Actions',
  gitlab: 'Settings, CI/CD, Variables (masked)',
}

export const nextSteps = ({ file, secrets, forge }: Started, written: readonly Proposal[]): string => {
  const names = written.map(({ name }) => name).join(' ')
  const steps = [
    `render-sync plan -f ${file}${' '.repeat(4)}# of a file that was pulled: no changes`,
    ...(secrets.length > 0
      ? ['cp secrets.env.example secrets.env    # and fill in what the workspace has not got']
      : []),
    `git add ${names}`,
  ]
  const ci =
    forge === 'none'
      ? []
      : ['', `The workflow wants RENDER_API_KEY as a secret of the repository: ${keptAt[forge]}.`]
  return ['', 'Next:', ...steps.map((step) => `  ${step}`), ...ci].join('\n')
}
