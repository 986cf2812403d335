import { within } from '../../address.ts'
import { Hidden } from '../../hidden.ts'
import { form, patch, path } from '../../http/index.ts'
import { aspectOf, fieldsOf } from '../../rows/index.ts'
import type { Source } from '../../source.ts'
import { hidden } from './values.ts'

export interface WebhookLive {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly enabled: boolean
  readonly eventFilter: string[] | null
  readonly secret?: string
}

export const webhookForm = form.object({
  id: form.id,
  name: form.word,
  url: form.text,
  enabled: form.flag,
  eventFilter: form.maybe(form.listOf(form.text)),
})

/** What of an address may be shown: whoever has the rest of one of Slack can write there. */
const shownUrl = (url: string): string => {
  if (!URL.canParse(url)) return '(sensitive)'
  const { protocol, host, pathname, search, hash } = new URL(url)
  return `${protocol}//${host}${pathname + search + hash === '/' ? '' : '/…'}`
}

const row = fieldsOf<WebhookLive>()

/** Where events are sent to: hidden but for the host, so that a pulled file leaves it to the secrets. */
export const receiver = aspectOf<WebhookLive>()<WebhookLive>({
  doc: 'The address that events are sent to.',
  part: 'url',
  fields: {
    url: row({
      doc: 'The address; left out, it is the secret `NAME/url`. It is shown without its path.',
      codec: hidden,
      onChange: 'update',
      secret: true,
      read: ({ url }) => new Hidden(url, shownUrl(url)),
      write: (url) => ({ url: url.reveal() }),
    }),
  },
  onItem: 'update',
  schema: {
    url: {
      type: 'string',
      minLength: 1,
      examples: ['https://example.com/render', 'https://example.com/hooks'],
      description:
        'The address that events are sent to; left out, it is the secret `NAME/url`. It is shown without its path.',
    },
  },
  declared: ({ url }, { address, name }) => {
    if (typeof url === 'string') {
      const literal: Source = { from: 'literal', text: url, shown: shownUrl(url) }
      return [{ key: '', raw: { url: literal }, path: [] }]
    }
    const secret: Source = { from: 'secret', name: `${name}/url`, address: within(address, 'url', '') }
    return [{ key: '', raw: { url: secret }, path: [] }]
  },
  spell: () => ({ url: undefined }),
  items: (live) => [live],
  keyOf: () => '',
  onCreate: ([item]) => item?.body ?? {},
  write: ({ id }, { changed }) => changed.map(({ body }) => patch(path`/webhooks/${id}`, body, webhookForm)),
})
