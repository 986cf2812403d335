import { createHmac } from 'node:crypto'
import { inspect } from 'node:util'

/**
 * A text that must not leak: the value of an environment variable, a secret file, a password. Every way of
 * printing it (String, JSON, inspect, an error) gives `shown`; only {@link reveal} gives the text, and only the
 * code that builds a request body calls it.
 */
export class Hidden {
  readonly #text: string | undefined
  /** What may be printed in its place: `(sensitive)`, `(from database/main connectionString)`, or a literal that stands in the file. */
  readonly shown: string

  /** `text` is undefined for a value that exists only once something else has been created. */
  constructor(text: string | undefined, shown = '(sensitive)') {
    this.#text = text
    this.shown = shown
  }

  get known(): boolean {
    return this.#text !== undefined
  }

  /** The text itself. Throws when it is not known yet, which is a defect of the caller. */
  reveal(): string {
    if (this.#text === undefined) throw new Error(`the value ${this.shown} is not known yet`)
    return this.#text
  }

  /** Whether both texts are known and the same. */
  equals(other: Hidden): boolean {
    return this.#text !== undefined && this.#text === other.#text
  }

  /** Whether the text is known and has this in it. */
  includes(part: string): boolean {
    return this.#text?.includes(part) ?? false
  }

  /** A digest that tells nobody the text, as long as the key stays secret. */
  digest(key: string): string {
    return createHmac('sha256', key)
      .update(this.#text ?? '')
      .digest('hex')
  }

  toString(): string {
    return this.shown
  }

  toJSON(): string {
    return this.shown
  }

  [inspect.custom](): string {
    return this.shown
  }
}

/** Hidden data of any form, such as all that a database tells of how to connect: printed like a {@link Hidden}. */
export class Concealed<Data> {
  readonly #data: Data

  constructor(data: Data) {
    this.#data = data
  }

  reveal(): Data {
    return this.#data
  }

  toString(): string {
    return '(sensitive)'
  }

  toJSON(): string {
    return '(sensitive)'
  }

  [inspect.custom](): string {
    return '(sensitive)'
  }
}

/** Stands for a live value that the API takes and never gives back. */
export const unreadable = new Hidden(undefined, '(write-only)')

/** Stands for a value that Render makes up when it is written. */
export const generated = new Hidden(undefined, '(generated)')
