import { expect, test } from 'vitest'
import { code, fenced, html, prose } from '../../../cli/words/index.ts'

test.each([
  ['plain', '`plain`'],
  ['a `b`', '`` a `b` ``'],
  ['`', '`` ` ``'],
])('%j as code is %s', (text, expected) => {
  expect(code(text)).toBe(expected)
})

test('no line ends a block', () => {
  expect(fenced('diff', '+ a\n````\n+ b')).toBe('`````diff\n+ a\n````\n+ b\n`````')
})

test.each([
  ['a <b> & "c"', 'a &lt;b&gt; &amp; "c"'],
  ['@team, see #12', '@&#8203;team, see #&#8203;12'],
  ['https://example.com and www.example.com', 'https:/\\/example.com and www\\.example.com'],
  ['[a](b) *c* _d_ `e` ~f~ |g|', '\\[a\\](b) \\*c\\* \\_d\\_ \\`e\\` \\~f\\~ \\|g\\|'],
  ['- a\n- b', '\\- a - b'],
  ['12. a', '12\\. a'],
  ['# a', '\\# a'],
])('%j as prose is %s', (text, expected) => {
  expect(prose(text)).toBe(expected)
})

test('in HTML nothing ends a text or an attribute', () => {
  expect(html(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;')
})
