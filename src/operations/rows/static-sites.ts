import { form } from '../../http/index.ts'
import { header, route } from '../shared/answers.ts'
import { paging } from '../shared/common.ts'
import { destroy, lists, patch, post, replaceAll } from '../shared/operation.ts'
import { count, items, joined, optional, text, word } from '../shared/param.ts'

const plain = { type: 'string' } as const

const headerKeys = { path: plain, name: plain, value: plain }
const kinds = ['redirect', 'rewrite'] as const
const type = word('Whether visitors are sent elsewhere, or get what is elsewhere.', ...kinds)
const source = text('The path that visitors ask for.')
const destination = text('Where that leads.')

export const headers = {
  'headers.list': lists('/services/{service}/headers', {
    does: 'lists the headers that a static site answers with',
    query: {
      ...optional({
        path: joined(text('Only those of one of these paths.')),
        name: joined(text('Only those with one of these names.')),
        value: joined(text('Only those with one of these values.')),
      }),
      ...paging,
    },
    under: 'header',
    item: header,
  }),
  'headers.add': post('/services/{service}/headers', {
    does: 'adds a header to a static site',
    body: {
      path: text('The paths that have it.'),
      name: text('Its name.'),
      value: text('Its value, which every visitor sees.'),
    },
    answers: form.object(),
  }),
  'headers.replace': replaceAll('/services/{service}/headers', {
    does: 'replaces all headers of a static site',
    body: { headers: items('All that it is to have: others are removed.', headerKeys) },
    whole: 'headers',
    answers: form.listOf(header),
  }),
  'headers.delete': destroy('/services/{service}/headers/{header}', {
    does: 'removes a header of a static site',
  }),
}

export const routes = {
  'routes.list': lists('/services/{service}/routes', {
    does: 'lists the redirects and rewrites of a static site, the first one that fits first',
    query: {
      ...optional({
        type: joined(word('Only those of one of these types.', ...kinds)),
        source: joined(text('Only those from one of these paths.')),
        destination: joined(text('Only those to one of these.')),
      }),
      ...paging,
    },
    under: 'route',
    item: route,
  }),
  'routes.add': post('/services/{service}/routes', {
    does: 'adds a redirect or rewrite to a static site',
    body: { type, source, destination, ...optional({ priority: count('Its place: 0 is the first.', 0) }) },
    answers: route,
  }),
  'routes.replace': replaceAll('/services/{service}/routes', {
    does: 'replaces all redirects and rewrites of a static site',
    body: {
      routes: items('All that it is to have, in their order: others are removed.', {
        type: { type: 'string', enum: kinds },
        source: plain,
        destination: plain,
      }),
    },
    whole: 'routes',
    answers: form.listOf(route),
  }),
  'routes.update': patch('/services/{service}/routes/{route}', {
    does: 'moves a redirect or rewrite to another place',
    body: { priority: count('Its place: 0 is the first.', 0) },
    answers: form.object(),
  }),
  'routes.delete': destroy('/services/{service}/routes/{route}', {
    does: 'removes a redirect or rewrite of a static site',
  }),
}
