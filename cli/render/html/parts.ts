/** What the page of a plan and that of a drift have in the same form. */
import type { Problem, Unmanaged } from '../../../src/index.ts'
import { addressText, countText } from '../../words/index.ts'
import { ignoredLine, type PlanView } from '../view/index.ts'
import { element, type Markup } from './element.ts'

export const section = (title: string, ...children: readonly Markup[]): Markup =>
  element('section', {}, element('h2', {}, title), ...children)

export const list = (items: readonly (string | Markup)[]): Markup =>
  element(
    'ul',
    {},
    items.map((item) => element('li', {}, item)),
  )

export const code = (text: string): Markup => element('code', {}, text)

/** Whatever is wider than a phone is moved sideways, by the keyboard too. */
export const scrolled = (label: string, ...children: readonly Markup[]): Markup =>
  element('section', { class: 'scroll', 'aria-label': label, tabindex: 0 }, ...children)

export const head = (title: string, { name, id }: PlanView['workspace']): readonly Markup[] => [
  element('h1', {}, title),
  element('p', { class: 'soft' }, 'Workspace ', code(name), ' (', code(id), ')'),
]

/** A table, the first cells of whose rows say what they are about. */
export const table = (
  caption: string,
  titles: readonly string[],
  rows: readonly (readonly (string | Markup)[])[],
): Markup =>
  scrolled(
    caption,
    element(
      'table',
      {},
      element('caption', {}, caption),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          titles.map((title) => element('th', { scope: 'col' }, title)),
        ),
      ),
      element(
        'tbody',
        {},
        rows.map(([first = '', ...cells]) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, first),
            cells.map((cell) => element('td', {}, cell)),
          ),
        ),
      ),
    ),
  )

export const problemsSection = (problems: readonly Problem[], quiet: boolean): readonly Markup[] => {
  if (problems.length === 0) return []
  const items = problems.map(({ severity, code: what, message, todo, at }) =>
    element(
      'li',
      {},
      element('strong', severity === 'error' ? { class: 'mark' } : {}, severity),
      ' ',
      code(what),
      `: ${message}.`,
      todo === undefined ? '' : ` ${todo}`,
      at ? [' ', code(`${at.file}:${at.line}:${at.column}`)] : '',
    ),
  )
  return [
    section(
      'Problems',
      element('ul', {}, items),
      element('p', { class: 'soft' }, countText(problems, quiet)),
    ),
  ]
}

export const ignoredSection = ({ ignored }: Pick<PlanView, 'ignored'>): readonly Markup[] =>
  ignored.length > 0
    ? [
        section(
          'Different, and ignored as the file says',
          list(ignored.map((each) => code(ignoredLine(each)))),
        ),
      ]
    : []

export const unmanagedSection = (
  unmanaged: readonly Unmanaged[],
  title: string,
  saying?: (flags: string) => string,
): readonly Markup[] =>
  unmanaged.length > 0
    ? [
        section(
          `${title} (${unmanaged.length})`,
          list(
            unmanaged.map(({ address, prunedBy }) =>
              element(
                'span',
                {},
                code(addressText(address)),
                prunedBy !== undefined && saying ? `: ${saying(prunedBy)}` : '',
              ),
            ),
          ),
        ),
      ]
    : []

export const unobservedSection = ({ unobserved }: Pick<PlanView, 'unobserved'>): readonly Markup[] =>
  unobserved.length > 0
    ? [
        section(
          `Not observed (${unobserved.length})`,
          list(
            unobserved.map(({ address, area }) =>
              element('span', {}, code(addressText(address)), `: the key may not read ${area}`),
            ),
          ),
        ),
      ]
    : []
