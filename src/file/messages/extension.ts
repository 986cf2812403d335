/** What is said about several files, and what stands under `x-render-sync`. */
import { article, error, meant, quoted, under, warning } from './finding.ts'

export const extension = {
  whichType: (name: string) =>
    under(
      'file-merge',
      error('missing-key', `several resources are called ${quoted(name)}: "type" has to say which one`),
    ),
  otherPlace: (name: string, line: string) =>
    under(
      'file-merge',
      error(
        'duplicate-name',
        `${quoted(name)} stands at another place in ${line}`,
        'Move it there, or write it at the root, where it stays in the environment it has.',
      ),
    ),
  notThere: (name: string, near: string | undefined) =>
    under(
      'file-merge',
      error(
        'missing-key',
        `no earlier file has a service ${quoted(name)}, and a new one needs "type"${meant(near)}`,
      ),
    ),

  noRule: () =>
    under('unused-ignore', warning('unused-ignore', 'the comment names no rule', 'Write the id of a rule.')),
  unknownRule: (id: string, near: string | undefined) =>
    under('unused-ignore', warning('unused-ignore', `there is no rule ${quoted(id)}${meant(near)}`)),
  cannotSilence: (id: string) =>
    under(
      'unused-ignore',
      warning('unused-ignore', `${quoted(id)} finds errors, which cannot be silenced`, 'Remove the comment.'),
    ),
  silencesNothing: (id: string) =>
    under(
      'unused-ignore',
      warning('unused-ignore', `there is no ${quoted(id)} here to be silenced`, 'Remove the comment.'),
    ),

  badIgnore: (title: string, path: string, near: string | undefined) =>
    error('wrong-value', `${article(title)} has nothing that ${quoted(path)} could mean${meant(near)}`),
  renamedFromItself: (name: string) =>
    warning('ignored-field', `${quoted(name)} is the name it has`, 'Remove "renamedFrom".'),
  renamedFromOther: (title: string, name: string, line: string) =>
    error(
      'duplicate-name',
      `"renamedFrom" must be a name that is free; the ${title} ${quoted(name)} stands in ${line}`,
    ),
  renamedTwice: (title: string, name: string, line: string) =>
    error('duplicate-name', `the ${title} ${quoted(name)} is renamed here and in ${line}`),
} as const
