/** What is said about comments that are to silence something. */
import { problem } from '../../problem.ts'
import { meant, quoted } from './words.ts'

export const silence = {
  noRule: () => problem('unused-ignore', 'the comment names no rule', 'Write the id of a rule.'),
  unknownRule: (id: string, near: string | undefined) =>
    problem('unused-ignore', `there is no rule ${quoted(id)}${meant(near)}`),
  cannotSilence: (id: string) =>
    problem('unused-ignore', `${quoted(id)} finds errors, which cannot be silenced`, 'Remove the comment.'),
  silencesNothing: (id: string) =>
    problem('unused-ignore', `there is no ${quoted(id)} here to be silenced`, 'Remove the comment.'),
} as const
