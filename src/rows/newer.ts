/** Whether a word that no table has is a mistake, or newer than the table. */
import { nearest } from './nearest.ts'

const digitsIn = (word: string): string => (word.match(/\d+/g) ?? []).join(' ')

/**
 * The known word that a wrong one was meant to be; undefined: there is none, and it is newer than the table. Names of plans
 * lie one keystroke apart, so that other digits are never a mistake: `50g` is no `5g`, `oregon2` no `oregon`.
 */
export const misspelled = (word: string, known: readonly string[]): string | undefined => {
  const digits = digitsIn(word)
  return nearest(
    word,
    known.filter((one) => digitsIn(one) === digits),
  )
}

/** The known word with a version behind it: `python3`, `node-22`, `python@3.11`. Undefined: there is no version, or no such word. */
export const withVersion = (word: string, known: readonly string[]): string | undefined =>
  digitsIn(word) === '' ? undefined : nearest(word.replace(/[\d.]+/g, ''), known)
