/** Takes what is hidden out of whatever is printed, however it got there: whole or in part, encoded, in another case. */
import { decoders } from './decoders.ts'
import { createFold } from './fold.ts'
import { formsOf } from './forms.ts'
import { decodeLayer, type Layer } from './layer.ts'
import { createWindows, eachWindow, width } from './windows.ts'
import { commonWords, idsIn } from './words.ts'

export interface Mask {
  /** Hides every part of a text that has eight characters or more; a shorter text occurs by chance. */
  readonly learn: (text: string) => void
  /** What these texts have in them is no secret, whatever else is hidden. They are asked for when they are needed. */
  readonly open: (texts: () => Iterable<string>) => void
  /** The text without what is hidden. */
  readonly hide: (text: string) => string
}

export const hidden = '[hidden]'

/** Texts are encoded in what is encoded: a value in JSON in a page. */
const deepest = 3

// What every encoding has a sign of.
const encoded = /[\\&%]/

/** The text, and what it says when encodings in it are undone. */
const layersOf = (text: string): readonly Layer[] => {
  if (!encoded.test(text)) return [{ text }]
  const seen = new Set([text])
  const all: Layer[] = []
  let last: readonly Layer[] = [{ text }]
  for (let depth = 0; depth < deepest && last.length > 0; depth++) {
    all.push(...last)
    last = last.flatMap((layer) =>
      decoders.flatMap((decoder) => {
        const next = decodeLayer(layer, decoder)
        if (next === undefined || seen.has(next.text)) return []
        seen.add(next.text)
        return [next]
      }),
    )
  }
  return [...all, ...last]
}

type Texts = () => Iterable<string>

/** An index of texts that is made when it is asked. */
const createIndex = (fold: ReturnType<typeof createFold>, forms: (text: string) => readonly string[]) => {
  const windows = createWindows()
  let waiting: Texts[] = []
  return {
    add: (texts: Texts) => void waiting.push(texts),
    read: () => {
      const added = waiting
      waiting = []
      for (const texts of added) {
        for (const text of texts()) {
          for (const form of forms(text)) {
            const { codes, length } = fold({ text: form })
            windows.add(codes, length)
          }
        }
      }
      return windows
    },
  }
}

/** Nothing is computed before something is to be printed. */
export const createMask = (): Mask => {
  const known = new Set<string>()
  let fresh: string[] = []
  const fold = createFold()
  const secret = createIndex(createFold(), formsOf)
  const open = createIndex(createFold(), (text) => layersOf(text).map((layer) => layer.text))
  open.add(() => commonWords)

  const takeFresh = () => {
    const texts = fresh
    fresh = []
    if (texts.length === 0) return
    secret.add(() => texts)
    // A database's name follows its id as the rest of a path does.
    open.add(() => texts.flatMap(idsIn).map((id) => `/${id}/`))
  }

  /** Calls `mark` with each part of the original that is hidden, as a layer says. */
  const findIn = (layer: Layer, mark: (from: number, to: number) => void): void => {
    const secrets = secret.read()
    const { codes, length, from, to } = fold(layer)
    eachWindow(codes, length, (at, hash) => {
      if (!secrets.has(codes, at, hash) || open.read().has(codes, at, hash)) return
      mark(from[at] ?? 0, to[at + width - 1] ?? 0)
    })
  }

  return {
    learn: (text) => {
      if (text.length < width || known.has(text)) return
      known.add(text)
      fresh.push(text)
    },
    open: open.add,
    hide: (text) => {
      if (known.size === 0 || text.length < width) return text
      takeFresh()
      let marks: Uint8Array | undefined
      for (const layer of layersOf(text)) {
        findIn(layer, (from, to) => {
          marks ??= new Uint8Array(text.length)
          marks.fill(1, from, to)
        })
      }
      return marks ? without(text, marks) : text
    },
  }
}

const without = (text: string, marks: Uint8Array): string => {
  const parts: string[] = []
  for (let at = 0; at < text.length; ) {
    const isMarked = marks[at] === 1
    let end = marks.indexOf(isMarked ? 0 : 1, at)
    if (end < 0) end = text.length
    parts.push(isMarked ? hidden : text.slice(at, end))
    at = end
  }
  return parts.join('')
}
