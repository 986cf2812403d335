/** What a pull has to say besides. */
import type { PullNote } from '../../src/index.ts'
import { addressText, harmless } from './value.ts'

/** What is the same of several resources is one entry with all of them. */
export const notesText = (notes: readonly PullNote[]): readonly string[] => {
  const places = new Map<string, string[]>()
  for (const { address, message } of notes) {
    const known = places.get(message) ?? []
    places.set(message, address === undefined ? known : [...known, addressText(address)])
  }
  return [...places].map(([message, [first, ...more]]) => {
    const said = harmless(message)
    if (first === undefined) return `note: ${said}`
    if (more.length === 0) return `note: ${first}: ${said}`
    return [`note: ${said}`, ...[first, ...more].map((place) => `  ${place}`)].join('\n')
  })
}
