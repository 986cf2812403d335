import type { Html } from './html.ts'
import { html } from './html.ts'

/** What the page's tables have in common: a name with what is said about it, and a state. */

/** One table: its rows, and what its heading says of them. */
export interface Section {
  count: Html
  rows: Html
}

export const section = (
  rows: readonly Html[],
  none: string,
  count: string | number = rows.length,
): Section => ({
  count: html`${count}`,
  rows:
    rows.length > 0 ? html`${rows}` : html`<tr data-key=""><td colspan="2" class="none">${none}</td></tr>`,
})

interface Row {
  /** Tells it from the other rows of its table. */
  key: string | number
  name: Html | string
  about: readonly (string | undefined)[]
  state: Html | string
}

export const row = ({ key, name, about, state }: Row): Html => {
  const said = about.filter(Boolean).join(' · ')
  const small = said && html`<small>${said}</small>`
  return html`<tr data-key="${key}"><th scope="row">${name}${small}</th><td>${state}</td></tr>`
}

export type Look = 'good' | 'busy' | 'bad' | 'off'

export const badge = (text: string | number, look: Look): Html =>
  html`<span class="badge ${look}">${text}</span>`

/** The words of one of the API's names. */
export const words = (name: string): string => name.replaceAll('_', ' ')

export const several = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
