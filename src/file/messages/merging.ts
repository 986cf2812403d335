/** What is said about a file that does not fit over another one. */
import { problem } from '../../problem.ts'
import { meant, quoted } from './words.ts'

export const merging = {
  whichType: (name: string) =>
    problem('file-merge', `several resources are called ${quoted(name)}: "type" has to say which one`),
  otherPlace: (name: string, line: string) =>
    problem(
      'file-merge',
      `${quoted(name)} stands at another place in ${line}`,
      'Move it there, or write it at the root, where it stays in the environment it has.',
    ),
  notThere: (name: string, near: string | undefined) =>
    problem(
      'file-merge',
      `no earlier file has a service ${quoted(name)}, and a new one needs "type"${meant(near)}`,
    ),
} as const
