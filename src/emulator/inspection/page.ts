import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import type { Limiter, RequestLog } from '../answering/index.ts'
import { settleDeploys } from '../deploys/index.ts'
import type { World } from '../state/index.ts'
import type { Html } from './html.ts'
import { html, trusted } from './html.ts'
import { script } from './script.ts'
import { style } from './style.ts'
import type { Section } from './table.ts'
import { trafficSections } from './traffic.ts'
import { workspaceSections } from './workspace.ts'

interface Watched {
  log: RequestLog
  limiter: Limiter
  world(): World
}

const sourceOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The page loads nothing, sends nothing anywhere but here, and runs nothing but its own script. */
const policy = [
  "default-src 'none'",
  `script-src ${sourceOf(script)}`,
  `style-src ${sourceOf(style)}`,
  "connect-src 'self'",
  // For an empty icon: without one, the browser would ask for it and be in the log of requests.
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const sectionsOf = ({ log, limiter, world }: Watched) => {
  const now = world()
  settleDeploys(now)
  return { ...workspaceSections(now), ...trafficSections(now, limiter, log) }
}

type Sections = ReturnType<typeof sectionsOf>

const titles: Record<keyof Sections, [heading: string, caption: string]> = {
  services: ['Services', 'Services and their latest deploys'],
  datastores: ['Databases and key values', 'Databases and key values and their status'],
  groups: ['Environment groups', 'Environment groups and how many services have them'],
  projects: ['Projects', 'Projects and their environments'],
  limits: ['Limits', 'Limits and how much of them is used'],
  requests: ['Requests', 'Requests and the status of their answers, the newest first'],
}

/** The requests scroll by themselves where there is room beside them, so the keyboard has to reach them. */
const scrolling = (name: keyof Sections, table: Html): Html =>
  name === 'requests'
    ? html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${name}-title">${table}</div>`
    : table

const sectionView = (name: keyof Sections, { count, rows }: Section): Html => {
  const [heading, caption] = titles[name]
  const table = html`<table><caption>${caption}</caption><tbody id="${name}-rows">${rows}</tbody></table>`
  return html`<section id="${name}" aria-labelledby="${name}-title">
<h2 id="${name}-title">${heading}</h2> <span id="${name}-count">${count}</span>
${scrolling(name, table)}
</section>
`
}

const pageOf = (watched: Watched, api: string): Html => {
  const sections = sectionsOf(watched)
  const column = (...names: (keyof Sections)[]) =>
    html`<div>${names.map((name) => sectionView(name, sections[name]))}</div>`
  const [owner] = watched.world().owners.all()
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Render emulator</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
<header>
<h1>Render emulator</h1>
<p id="state" class="badge off" role="status">as of its loading</p>
<p>${owner?.name ?? ''} <code>${owner?.id ?? ''}</code> at <code>${api}</code></p>
</header>
<main>
${column('services', 'datastores', 'groups', 'projects')}
${column('limits', 'requests')}
</main>
<script>${trusted(script)}</script>
</body>
</html>
`
}

/** The workspace for somebody who looks: a page, and what of it changes, which the page asks for. */
export const addPage = (app: Hono, watched: Watched): void => {
  app.get('/', (context) => {
    const { origin } = new URL(context.req.url)
    return context.html(pageOf(watched, `${origin}/v1`).text, 200, { 'content-security-policy': policy })
  })
  app.get('/__emulator/page', (context) => {
    const sections = Object.entries(sectionsOf(watched))
    const texts = sections.map(([name, { count, rows }]) => [name, { count: count.text, rows: rows.text }])
    return context.json(Object.fromEntries(texts))
  })
}
