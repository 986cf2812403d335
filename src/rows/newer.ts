/** Whether a word that no table has is a mistake, or newer than the table. */
import { nearest } from './nearest.ts'

const digitsIn = (word: string): string => (word.match(/\d+/g) ?? []).join(' ')

/**
 * The known word that a wrong one was meant to be; undefined: there is none, and it is newer than the table. Names of plans
 * lie one keystroke apart, so that other digits are never a mistake: `50g` is no `5g`. Where no word has digits, a version
 * behind one is: `python3`.
 */
export const misspelled = (word: string, known: readonly string[]): string | undefined => {
  const digits = digitsIn(word)
  if (!known.some((one) => digitsIn(one) !== '')) return nearest(word.replace(/[\d.]+/g, ''), known)
  return nearest(
    word,
    known.filter((one) => digitsIn(one) === digits),
  )
}
