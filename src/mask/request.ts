/** What is said about one request. */
import { hiddenInAnswer, hiddenInRequest, type Said } from './lessons.ts'
import { hidden, type Mask } from './mask.ts'
import { originOf } from './words.ts'

/** Takes what must never be shown out of a text. */
export type Hide = (text: string) => string

/** Hides these texts; of the address of a webhook everybody may know the host. */
const learn = (mask: Mask, { path }: Said, texts: readonly string[]): void => {
  for (const text of texts) mask.learn(text)
  if (path.startsWith('/webhooks')) mask.open(() => texts.flatMap((text) => originOf(text) ?? []))
}

/** Learns what a request sends. */
export const learnSent = (mask: Mask, said: Said): void => learn(mask, said, hiddenInRequest(said))

/** Learns what an answer tells. */
export const learnRead = (mask: Mask, said: Said): void => learn(mask, said, hiddenInAnswer(said))

// A shorter value is only replaced as a word of its own, or it would tear unrelated words apart.
const short = 6

/**
 * Hides what the mask knows, and the values of the request itself, however short: servers like to quote them.
 */
export const hideFor = (mask: Mask, said: Said): Hide => {
  const own = hiddenInRequest(said)
    .flatMap((text) => [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(wellFormed(text))])
    .filter((text) => text !== '')
    .sort((one, other) => other.length - one.length)
    .map((text) => {
      const literal = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
      return text.length < short ? `(?<!\\w)${literal}(?!\\w)` : literal
    })
  const pattern = own.length > 0 ? new RegExp([...new Set(own)].join('|'), 'g') : /(?!)/g
  return (text) => mask.hide(text).replace(pattern, hidden)
}

/** Half a character cannot be encoded. */
const wellFormed = (text: string): string => Buffer.from(text).toString()
