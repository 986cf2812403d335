/** Elements of XML as text. */
import { harmless } from '../../words/index.ts'

type Attributes = Readonly<Record<string, string | number>>

/** XML has no way to write most control characters and lone halves of pairs, not even escaped. */
const sound = (text: string): string => harmless(text).replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd')

/** Text as it stands between tags, or in an attribute. */
export const escaped = (text: string): string =>
  sound(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')

/** An element with what is inside, which is XML already. */
export const element = (name: string, attributes: Attributes, inside: readonly string[] = []): string => {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
  const open = `<${name}${given.join('')}`
  if (inside.length === 0) return `${open}/>`
  const isText = inside.length === 1 && !inside[0]?.startsWith('<')
  return isText
    ? `${open}>${inside[0]}</${name}>`
    : `${open}>\n${inside.map((line) => line.replace(/^/gm, '  ')).join('\n')}\n</${name}>`
}
