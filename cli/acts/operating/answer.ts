/** What an operation has answered, for people and for programs. */
import { stringify } from 'yaml'
import { Hidden } from '../../../src/index.ts'
import type { Screen } from '../../shell/index.ts'
import { harmless } from '../../words/index.ts'

export interface AnswerOptions {
  readonly json?: true
  readonly reveal?: true
}

/** The same with the texts that are hidden, as the user asked. */
const revealed = (value: unknown): unknown => {
  if (value instanceof Hidden) return value.reveal()
  if (Array.isArray(value)) return value.map(revealed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]))
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))

const yaml = (value: unknown): string => harmless(stringify(value, { lineWidth: 0 }).trimEnd())

/** Prints it: YAML, or JSON where that is asked for. */
export const printAnswer = (answer: unknown, screen: Screen, { json, reveal }: AnswerOptions): void => {
  if (reveal) {
    const shown = revealed(answer) ?? null
    screen.revealed(`${json ? JSON.stringify(shown, null, 2) : yaml(shown)}\n`)
  } else if (json) screen.json(plain(answer), 2)
  else if (answer === undefined) screen.err('Done.')
  else screen.out(yaml(plain(answer)))
}
