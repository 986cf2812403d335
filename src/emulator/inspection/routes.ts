import { Hono } from 'hono'
import { scheduleMaintenance } from '../account/index.ts'
import type { Limiter, RequestLog } from '../answering/index.ts'
import { pushed } from '../deploys/index.ts'
import { ApiError, readJson } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { addPage } from './page.ts'

/** The emulator's own answers are for those who ask for them, and for no frame and no other site. */
const ownHeaders = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

interface Inspected {
  log: RequestLog
  limiter: Limiter
  world(): World
  reset(): void
}

/** The emulator's own routes, beside the API: for tests, without key and without limits. */
export const inspection = (inspected: Inspected): Hono => {
  const app = new Hono()
  const { log, world, reset } = inspected
  for (const path of ['/', '/__emulator/*'])
    app.use(path, async (context, next) => {
      await next()
      for (const [name, value] of Object.entries(ownHeaders)) context.header(name, value)
    })
  addPage(app, inspected)
  app.get('/__emulator/requests', (context) => context.json(log.list()))
  app.get('/__emulator/state', (context) => context.json(world().state()))
  for (const [path, happens] of Object.entries({ maintenance: scheduleMaintenance, push: pushed }))
    app.post(`/__emulator/${path}`, async (context) => {
      try {
        return context.json(happens(world(), await readJson(context.req.raw)), 201)
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        return Response.json({ message: error.message }, { status: error.status })
      }
    })
  app.post('/__emulator/reset', () => {
    reset()
    return new Response(null, { status: 204 })
  })
  return app
}
