import type { BucketFill, Limiter, LoggedRequest, RequestLog } from '../answering/index.ts'
import type { World } from '../state/index.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import type { Look, Section } from './table.ts'
import { badge, row, section } from './table.ts'

/** What the page shows of the requests: how full the limits are, and the newest ones without their bodies. */

/** The bucket of one service has its id in its name. */
const bucketName = ({ services }: World, name: string): string =>
  name.replace(/[a-z]{3}-\w+$/, (id) => services.get(id)?.config.name ?? id)

const leftUntil = (world: World, ms: number): string => {
  const seconds = Math.ceil((ms - world.moments.ms()) / 1000)
  return seconds > 90 ? `${Math.ceil(seconds / 60)} min` : `${seconds} s`
}

const bucket = (world: World, { name, used, limit, endsAt }: BucketFill): Html => {
  const shown = bucketName(world, name)
  const meter = html`<meter max="${limit}" high="${limit * 0.8}" value="${used}" aria-label="${shown}"></meter>`
  return row({
    key: name,
    name: shown,
    about: [`resets in ${leftUntil(world, endsAt)}`],
    state: html`${meter} <span class="used">${used} / ${limit}</span>`,
  })
}

const limits = (world: World, limiter: Limiter): Section =>
  section(
    limiter.fills().map((fill) => bucket(world, fill)),
    limiter.mode === 'off' ? 'Nothing is limited.' : 'Nothing used in this minute and this hour.',
    limiter.mode,
  )

const shownRequests = 500

const lookOf = (status: number): Look => (status >= 200 && status < 300 ? 'good' : 'bad')

const request = ({ number, method, path, query, status, fault }: LoggedRequest): Html =>
  row({
    key: number,
    name: html`<i>${number}</i> <b>${method}</b> ${path}${query && `?${query}`}`,
    about: [fault && `fault: ${fault}`],
    state: badge(status || 'no answer', lookOf(status)),
  })

const requests = (log: RequestLog): Section => {
  const list = log.list()
  const count = list.at(-1)?.number ?? 0
  const rows = list.slice(-shownRequests).reverse().map(request)
  return section(
    rows,
    'No requests yet.',
    count > rows.length ? `${count}, the newest ${rows.length} here` : count,
  )
}

export const trafficSections = (world: World, limiter: Limiter, log: RequestLog) => ({
  limits: limits(world, limiter),
  requests: requests(log),
})
