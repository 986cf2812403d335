/** A text as it is read: as it stands, or with an encoding undone, each character with where it comes from. */
export interface Layer {
  readonly text: string
  /** By character: where in the original what it stands for begins, and where that ends. Absent: it is the original. */
  readonly from?: Int32Array
  readonly to?: Int32Array
}

/** A character that was found encoded, and how long its encoding is. */
export interface Decoded {
  readonly text: string
  readonly length: number
}

/** What is encoded, and what it stands for; lengths add up to that of the match. */
export interface Decoder {
  readonly form: RegExp
  readonly decode: (match: RegExpExecArray) => readonly Decoded[]
}

/** More than a piece needs that is looked for, with the blanks that may be in it. */
const around = 200

/** Stands where something is left out: no text has it. */
const gap = '\uffff'

/**
 * What a layer says with one encoding undone: the places where it was, and what stands around them, since all else has been
 * seen. Undefined: it has none of it.
 */
export const decodeLayer = ({ text, from, to }: Layer, { form, decode }: Decoder): Layer | undefined => {
  form.lastIndex = 0
  let match = form.exec(text)
  if (match === null) return undefined
  const begins: number[] = []
  const ends: number[] = []
  const parts: string[] = []
  /** `length`: of what the part stands for. */
  const put = (part: string, start: number, length: number) => {
    parts.push(part)
    for (let index = 0; index < part.length; index++) {
      begins.push(from?.[start] ?? start)
      ends.push(to?.[start + length - 1] ?? start + length)
    }
  }
  const keep = (start: number, end: number) => {
    for (let index = start; index < end; index++) put(text[index] ?? '', index, 1)
  }
  let done = Math.max(0, match.index - around)
  for (; match !== null; match = form.exec(text)) {
    if (match.index - done > 2 * around) {
      keep(done, done + around)
      put(gap, done, 1)
      done = match.index - around
    }
    keep(done, match.index)
    done = match.index
    for (const part of decode(match)) {
      put(part.text, done, part.length)
      done += part.length
    }
  }
  keep(done, Math.min(text.length, done + around))
  return { text: parts.join(''), from: Int32Array.from(begins), to: Int32Array.from(ends) }
}
