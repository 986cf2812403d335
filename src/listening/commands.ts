import { ProblemsError, problem } from '../problem.ts'
import type { WebhookEvent } from './event.ts'

/** What is run when something has happened. */
export interface OnEvent {
  readonly type: string
  readonly command: string
}

const form = /^[a-z]+(_[a-z]+)*$/

const wrong = (message: string): never => {
  throw new ProblemsError([
    problem('bad-usage', `--on: ${message}`, "For example: --on deploy_ended './tell-the-team'"),
  ])
}

/** Pairs of an event and a command, one word after the other. Throws `ProblemsError`. */
export const onEvents = (words: readonly string[]): readonly OnEvent[] => {
  if (words.length % 2 === 1) wrong('expected an event and a command')
  return words.flatMap((type, index) => {
    if (index % 2 === 1) return []
    if (!form.test(type)) wrong('expected the name of an event, such as deploy_ended')
    return [{ type, command: words[index + 1] ?? '' }]
  })
}

export const commandsFor = (all: readonly OnEvent[], { type }: WebhookEvent): readonly string[] =>
  all.filter((on) => on.type === type).map(({ command }) => command)
