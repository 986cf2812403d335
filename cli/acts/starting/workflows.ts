/** The workflows that a CI runs, made of the examples: a plan in the request, apply after the merge, drift each morning. */
import { type Document, isMap, parseDocument, visit } from 'yaml'
import { example } from './example.ts'
import type { Forge } from './forge.ts'

interface About {
  readonly forge: Forge
  readonly file: string
  readonly secrets: readonly string[]
  readonly workspace: string
}

export interface Workflow {
  readonly name: string
  readonly text: string
}

export const workflowsOf = (about: About): readonly Workflow[] => {
  switch (about.forge) {
    case 'github':
      return ['plan', 'apply', 'drift'].map((name) => ({
        name: `.github/workflows/render-${name}.yml`,
        text: ofGithub(example(`github/${name}.yml`), about),
      }))
    case 'gitlab':
      return [
        { name: 'render.gitlab-ci.yml', text: ofGitlab(example('gitlab/render.gitlab-ci.yml'), about) },
        ...['note.mjs', 'code-quality.mjs'].map((name) => ({
          name: `${scripts}/${name}`,
          text: example(`gitlab/${name}`),
        })),
      ]
    case 'none':
      return []
  }
}

const scripts = '.gitlab/render-sync'
const usualFile = 'render.yaml'

const ofGithub = (text: string, about: About): string => {
  const document = parseDocument(text.replaceAll(usualFile, about.file))
  visit(document, {
    Map: (_, step) => {
      const given = step.get('with')
      if (!isMap(given) || !given.has('command')) return
      given.set('workspace', about.workspace)
      if (!given.has('secrets')) return
      if (about.secrets.length === 0) given.delete('secrets')
      else given.set('secrets', secretLines(document, about.secrets))
    },
  })
  return document.toString({ lineWidth: 0 })
}

/** GitHub has no `/` or `-` in the names of secrets, and no small letters. */
const nameOfSecret = (name: string): string => name.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()

const secretLines = (document: Document, secrets: readonly string[]) => {
  const lines = secrets.map((name) => `${name}=\${{ secrets.${nameOfSecret(name)} }}`)
  const scalar = document.createNode(`${lines.join('\n')}\n`)
  scalar.type = 'BLOCK_LITERAL'
  return scalar
}

const ofGitlab = (text: string, { file }: About): string =>
  text.replaceAll('examples/gitlab', scripts).replaceAll(usualFile, file)
