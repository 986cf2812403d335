import type { Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const repoUrl: Rule = {
  doc: 'A `repo` that is no URL.',
  check: ({ mapping: { repo }, say }) => {
    if (typeof repo !== 'string' || /^(https?:\/\/|git@)\S+$/i.test(repo)) return
    const [, owner] = /^(?:github\.com\/)?([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(repo) ?? []
    say(['repo'], `"repo" must be the URL of a repository; got ${quoted(repo)}`, {
      ...(owner && { todo: `Write "https://github.com/${owner}", if it is there.` }),
    })
  },
}
