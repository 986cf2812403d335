/** Elements of HTML as text: what is put in as text can only come out as text. */
import { html, inOneLine } from '../../words/index.ts'

/** Text that is HTML already: only this room makes any. */
export interface Markup {
  readonly markup: string
}

type Child = Markup | string | readonly Child[]

export const raw = (markup: string): Markup => ({ markup })

const isMarkup = (child: Child): child is Markup => typeof child === 'object' && 'markup' in child

export const markupOf = (child: Child): string => {
  if (typeof child === 'string') return html(inOneLine(child))
  return isMarkup(child) ? child.markup : child.map(markupOf).join('')
}

type Attributes = Readonly<Record<string, string | number | true | undefined>>

const empty = new Set(['input', 'meta', 'br'])

export const element = (name: string, attributes: Attributes, ...children: readonly Child[]): Markup => {
  const given = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === undefined) return []
    return value === true ? [` ${key}`] : [` ${key}="${html(inOneLine(String(value)))}"`]
  })
  const open = `<${name}${given.join('')}>`
  return raw(empty.has(name) ? open : `${open}${children.map(markupOf).join('')}</${name}>`)
}
