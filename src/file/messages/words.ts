/** How messages put values and choices into words. */
import { Document, isCollection, isMap, visit } from 'yaml'
import { secretIn } from './secret-looking.ts'

/**
 * A key, or a dotted path of keys, with its value as a file may have it: in one line, and in YAML that means the same to all
 * who read it. In version 1.1, which many still go by, `off`, `yes` and `n` are booleans.
 */
export const inYaml = (path: string, value: unknown): string => {
  const [outer = '', ...inner] = path.split('.')
  const below = inner.reduceRight((held: unknown, key) => ({ [key]: held }), value)
  const document = new Document({ [outer]: below }, { compat: 'yaml-1.1' })
  const held = isMap(document.contents) ? document.contents.items[0]?.value : undefined
  if (isCollection(held)) held.flow = true
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && /\p{Cc}/u.test(node.value)) node.type = 'QUOTE_DOUBLE'
    },
  })
  return document.toString({ lineWidth: 0, doubleQuotedAsJSON: true }).trimEnd()
}

/** A text as it may stand in a message: quoted, cut, without control characters. What looks like a secret is not repeated. */
export const quoted = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a mapping'
  if (secretIn('', String(value)) !== undefined) return 'a text that looks like a secret'
  const text = String(value).replace(/\p{Cc}/gu, ' ')
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`
}

/** A name, where somebody may have written `NAME=value` instead. */
export const quotedName = (name: string): string => quoted(name.replace(/=.*/s, '=…'))

/** The library's sentences begin with a capital letter, ours do not. */
export const lowered = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1)

export const listed = (choices: readonly unknown[]): string => choices.map(String).join(', ')

export const meant = (near: string | undefined): string =>
  near === undefined ? '' : `; did you mean "${near}"?`

/** `a worker`, `an environment`. */
export const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
