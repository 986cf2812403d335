/** One file with all that it needs in it, which may fetch nothing and run nothing but its own script. */
import { createHash } from 'node:crypto'
import { element, type Markup, markupOf, raw } from './element.ts'
import { script } from './script.ts'
import { style } from './style.ts'

const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const policy = () =>
  `default-src 'none'; style-src ${digest(style)}; script-src ${digest(script)}; base-uri 'none'; form-action 'none'`

export const page = (title: string, body: readonly Markup[]): string =>
  [
    '<!doctype html>',
    markupOf(
      element(
        'html',
        { lang: 'en' },
        element(
          'head',
          {},
          element('meta', { charset: 'utf-8' }),
          element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy() }),
          element('title', {}, title),
          element('style', {}, raw(style)),
        ),
        element('body', {}, element('main', {}, body), element('script', {}, raw(script))),
      ),
    ),
  ].join('\n')
